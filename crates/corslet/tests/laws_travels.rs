//! Laws of what travels beside CORS: resource policies, embedder policies, timing, elements, referrers, insecure URLs.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::sync::Arc;
use std::time::Duration;

use corslet::Url;
use corslet::browser::{
    Api, CredentialsMode, CrossOrigin, ELEMENTS, Element, EmbedderPolicy, Engine, Fetch, Mode, Next,
    PolicyContainer, PreflightCache, Profile, ReferrerPolicy, RequestInit, Verdict,
};
use corslet::verdict::{Exchange, Failure, Kind, Outcome, Referrer, ResponseHead};
use corslet::words::{HeaderList, Method, Origin, Status, url_same_origin};
use proptest::prelude::*;
use proptest::sample::select;

const PAGE: &str = "https://a.test";
const URLS: [&str; 6] = [
    "https://a.test/",
    "https://b.test/",
    "https://sub.a.test/",
    "http://b.test/",
    "http://a.test/",
    "http://localhost/",
];
const RESOURCE_POLICIES: [Option<&str>; 5] =
    [None, Some("same-origin"), Some("same-site"), Some("cross-origin"), Some("Same-Origin")];
const POLICIES: [&str; 8] = [
    "no-referrer",
    "no-referrer-when-downgrade",
    "same-origin",
    "origin",
    "strict-origin",
    "origin-when-cross-origin",
    "strict-origin-when-cross-origin",
    "unsafe-url",
];

/// A page's request and a chain of responses, each but the last a redirect to the next.
#[derive(Clone, Debug)]
struct Chain {
    init: RequestInit,
    hops: Vec<(&'static str, HeaderList)>,
    status: u16,
}

fn any_init() -> impl Strategy<Value = RequestInit> {
    let element = prop_oneof![
        Just(None),
        (
            select(ELEMENTS.iter().map(|row| row.element).collect::<Vec<_>>()),
            select(vec![None, Some(CrossOrigin::Anonymous), Some(CrossOrigin::UseCredentials)])
        )
            .prop_map(Some)
    ];
    let embedder =
        select(vec![EmbedderPolicy::UnsafeNone, EmbedderPolicy::RequireCorp, EmbedderPolicy::Credentialless]);
    let modes = select(vec![Mode::Cors, Mode::NoCors, Mode::SameOrigin]);
    let credentials =
        select(vec![CredentialsMode::Omit, CredentialsMode::SameOrigin, CredentialsMode::Include]);
    (element, embedder, any::<bool>(), select(POLICIES.to_vec()), modes, credentials, any::<bool>()).prop_map(
        |(element, embedder_policy, upgrades, policy, mode, credentials, is_post)| RequestInit {
            policies: PolicyContainer {
                embedder_policy,
                upgrades_insecure_requests: upgrades,
                referrer_policy: policy.parse::<ReferrerPolicy>().unwrap(),
            },
            mode: Some(mode),
            credentials: Some(credentials),
            method: is_post.then(|| b"POST".to_vec()),
            api: element.map_or(Api::Fetch, |(element, crossorigin)| Api::Element { element, crossorigin }),
            ..RequestInit::new(Origin::parse(PAGE).unwrap(), "")
        },
    )
}

fn any_headers() -> impl Strategy<Value = HeaderList> {
    let origins = || select(vec![None, Some("*"), Some(PAGE), Some("null")]);
    (select(RESOURCE_POLICIES.to_vec()), origins(), origins(), any::<bool>()).prop_map(
        |(corp, acao, tao, is_credentialed)| {
            let lines = [
                ("Cross-Origin-Resource-Policy", corp),
                ("Access-Control-Allow-Origin", acao),
                ("Timing-Allow-Origin", tao),
                ("Access-Control-Allow-Credentials", is_credentialed.then_some("true")),
            ];
            HeaderList::from_pairs(lines.into_iter().filter_map(|(name, value)| Some((name, value?))))
        },
    )
}

fn any_chain() -> impl Strategy<Value = Chain> {
    let hop = (select(URLS.to_vec()), any_headers());
    (any_init(), proptest::collection::vec(hop, 1..4), select(vec![200, 204, 404, 401, 407])).prop_map(
        |(init, hops, status)| Chain {
            init: RequestInit { url: hops[0].0.to_owned(), ..init },
            hops,
            status,
        },
    )
}

fn any_profile() -> impl Strategy<Value = &'static Profile> {
    select(Engine::ALL.to_vec()).prop_map(Engine::profile)
}

impl Chain {
    fn answer(&self, exchange: &Exchange) -> ResponseHead {
        let mut headers = self.hops[exchange.hop.min(self.hops.len() - 1)].1.clone();
        let next = self.hops.get(exchange.hop + 1).filter(|_| exchange.kind == Kind::Actual);
        let status = match next {
            Some((url, _)) => {
                headers.extend(
                    HeaderList::from_pairs([("Location", *url)])
                        .iter()
                        .map(|(name, value)| (name.clone(), value.clone())),
                );
                307
            }
            None if exchange.kind == Kind::Preflight => 204,
            None => self.status,
        };
        ResponseHead { status: Status::new(status).unwrap(), headers }
    }

    fn verdict(&self, profile: &Profile) -> Verdict {
        let constructed = self.init.construct(profile).unwrap();
        let mut fetch = Fetch::new(Arc::new(constructed.request), profile);
        let mut cache = PreflightCache::new();
        loop {
            match fetch.next(Duration::ZERO, &mut cache) {
                Next::Send(ask) => {
                    let head = self.answer(ask.exchange());
                    fetch = ask.answer(head);
                }
                Next::Done(verdict) => return verdict,
            }
        }
    }

    fn with(&self, embedder_policy: EmbedderPolicy) -> Chain {
        let mut chain = self.clone();
        chain.init.policies.embedder_policy = embedder_policy;
        chain
    }
}

fn is_own(url: &Url) -> bool {
    url_same_origin(url, &PAGE.parse().unwrap())
}

fn is_of_resource_policy(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::ResourcePolicyForbids { .. }
            | Failure::ResourcePolicyIsMissing { .. }
            | Failure::EmbedderPolicyIsMissing { .. }
    )
}

/// What of a verdict a page or a server could tell apart.
fn seen(verdict: &Verdict) -> String {
    let sent: Vec<_> = verdict
        .exchanges
        .iter()
        .map(|it| (it.kind, it.url.as_str(), it.origin.as_ref().map(Origin::serialize), it.credentials))
        .collect();
    format!("{:?} {:?} {sent:?}", verdict.outcome, verdict.event())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_cors_request_ignores_resource_policies(chain in any_chain(), profile in any_profile()) {
        let verdict = chain.verdict(profile);
        if verdict.request.mode == Mode::Cors {
            prop_assert!(!verdict.blocked.iter().any(|blocked| is_of_resource_policy(&blocked.failure)));
            let mut bare = chain.clone();
            for (_, headers) in &mut bare.hops {
                headers.remove("cross-origin-resource-policy");
            }
            prop_assert_eq!(seen(&verdict), seen(&bare.with(EmbedderPolicy::UnsafeNone).verdict(profile)));
        }
    }

    #[test]
    fn an_embedder_policy_opens_nothing(chain in any_chain(), profile in any_profile()) {
        let open = chain.with(EmbedderPolicy::UnsafeNone).verdict(profile);
        for policy in [EmbedderPolicy::RequireCorp, EmbedderPolicy::Credentialless] {
            let strict = chain.with(policy).verdict(profile);
            prop_assert!(open.outcome.is_allowed() || !strict.outcome.is_allowed());
        }
    }

    #[test]
    fn what_is_kept_to_its_origin_reaches_no_other(chain in any_chain(), profile in any_profile()) {
        let verdict = chain.verdict(profile);
        if verdict.request.mode == Mode::NoCors && verdict.outcome == Outcome::Opaque {
            for exchange in &verdict.exchanges {
                let policy = exchange.head().and_then(|head| head.headers.get("cross-origin-resource-policy"));
                let is_kept = policy.as_deref() == Some(b"same-origin");
                // Until a hop is of another origin, nothing is checked.
                prop_assert!(!is_kept || is_own(&exchange.url), "{}", exchange.url);
            }
        }
    }

    #[test]
    fn credentialless_sends_none_to_other_origins(chain in any_chain(), profile in any_profile()) {
        let verdict = chain.with(EmbedderPolicy::Credentialless).verdict(profile);
        if verdict.request.mode == Mode::NoCors && profile.engine != Engine::WebKit {
            prop_assert!(verdict.exchanges.iter().all(|it| !it.credentials || is_own(&it.url)));
        }
    }

    #[test]
    fn another_origin_tells_times_only_where_every_such_hop_allows_it(chain in any_chain(), profile in any_profile()) {
        let verdict = chain.verdict(profile);
        let is_told = verdict.resource_timing().is_some_and(|timing| timing.times);
        if is_told && verdict.request.mode != Mode::Navigate {
            let silent = verdict.exchanges.iter().filter(|it| it.kind == Kind::Actual && !is_own(&it.url)).find(|it| {
                it.head().is_some_and(|head| !head.headers.contains("timing-allow-origin"))
            });
            prop_assert!(silent.is_none(), "{}", silent.unwrap().url);
        }
    }

    #[test]
    fn an_element_with_crossorigin_asks_as_fetch_does(chain in any_chain(), profile in any_profile()) {
        let Api::Element { element, .. } = chain.init.api else { return Ok(()) };
        let elements = [Element::Img, Element::Script, Element::Style, Element::Video, Element::PreloadFetch];
        if !elements.contains(&element) {
            return Ok(());
        }
        for (crossorigin, credentials) in [
            (CrossOrigin::Anonymous, CredentialsMode::SameOrigin),
            (CrossOrigin::UseCredentials, CredentialsMode::Include),
        ] {
            let mut with = chain.clone();
            with.hops.retain(|(url, _)| url.starts_with("https://b.") || url.starts_with("https://sub."));
            let Some((url, _)) = with.hops.first() else { return Ok(()) };
            with.init.url = (*url).to_owned();
            with.init.method = None;
            with.init.api = Api::Element { element, crossorigin: Some(crossorigin) };
            let mut fetch = with.clone();
            fetch.init.api = Api::Fetch;
            fetch.init.mode = Some(Mode::Cors);
            fetch.init.credentials = Some(credentials);
            let (with, fetch) = (with.verdict(profile), fetch.verdict(profile));
            prop_assert_eq!(with.outcome, fetch.outcome);
            let sent = |verdict: &Verdict| seen(verdict).split_once('[').map(|(_, sent)| sent.to_owned());
            prop_assert_eq!(sent(&with), sent(&fetch));
        }
    }

    #[test]
    fn without_crossorigin_an_image_never_tells_its_origin(chain in any_chain(), profile in any_profile()) {
        let mut chain = chain;
        chain.init.api = Api::Element { element: Element::Img, crossorigin: None };
        let verdict = chain.verdict(profile);
        prop_assert!(verdict.exchanges.iter().all(|it| it.origin.is_none() && it.method == Method::GET));
        prop_assert!(verdict.outcome != Outcome::Readable || verdict.exchanges.iter().all(|it| is_own(&it.url)));
    }

    #[test]
    fn a_referrer_never_grows(chain in any_chain(), profile in any_profile()) {
        let verdict = chain.verdict(profile);
        prop_assert!(verdict.exchanges.is_sorted_by(|one, next| one.referrer >= next.referrer));
        if verdict.request.referrer_policy == ReferrerPolicy::NoReferrer {
            prop_assert!(verdict.exchanges.iter().all(|it| it.referrer == Referrer::None));
        }
    }

    #[test]
    fn an_https_page_asks_http_of_this_machine_alone(chain in any_chain(), profile in any_profile()) {
        let verdict = chain.verdict(profile);
        for exchange in &verdict.exchanges {
            let is_inside = verdict.request.mode != Mode::Navigate
                || matches!(verdict.request.api, Api::Element { element: Element::Iframe | Element::Form, .. });
            let is_insecure = exchange.url.scheme() == "http" && exchange.url.host_str() != Some("localhost");
            prop_assert!(!is_inside || !is_insecure, "{}", exchange.url);
        }
    }

    #[test]
    fn omitted_credentials_stay_omitted(chain in any_chain(), profile in any_profile()) {
        let mut chain = chain;
        chain.init.api = Api::Fetch;
        chain.init.credentials = Some(CredentialsMode::Omit);
        let verdict = chain.verdict(profile);
        prop_assert!(verdict.exchanges.iter().all(|exchange| !exchange.credentials) && !verdict.is_prompted);
    }
}
