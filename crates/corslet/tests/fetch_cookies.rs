//! Cookies on their way with a fetch: what goes along with which exchange, and what is stored of which response.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::time::Duration;

use corslet::browser::cookies::{Jar, NotSent, Storage};
use corslet::browser::{Cookies, CredentialsMode, Fetch, Next, PreflightCache, Profile, Request, Verdict};
use corslet::verdict::{Kind, ResponseHead};
use corslet::words::{HeaderList, Method, Origin, Status};

const NOW: Duration = Duration::from_secs(1_800_000_000);

/// A credentialed PUT of a page of `https://a.test`, each response of which sets a cookie.
fn fetched(
    url: &str,
    credentials: CredentialsMode,
    profile: &Profile,
    jar: &mut Jar,
) -> (Verdict, Vec<String>) {
    let request = Request {
        method: Method::PUT,
        credentials,
        ..Request::new(Origin::parse("https://a.test").unwrap(), url.parse().unwrap())
    };
    let mut fetch = Fetch::new(request.into(), profile);
    let (mut cache, mut sent) = (PreflightCache::new(), Vec::new());
    loop {
        match fetch.next(Duration::ZERO, &mut cache) {
            Next::Send(mut ask) => {
                let cookies = ask.take_cookies(&mut Cookies::new(jar, NOW)).unwrap_or_default();
                let kind = ask.exchange().kind;
                sent.push(format!("{}: {}", kind.as_str(), String::from_utf8(cookies).unwrap()));
                let line = format!("{}=1; SameSite=None; Secure; Path=/", kind.as_str());
                let headers = HeaderList::from_pairs([
                    ("Access-Control-Allow-Origin", "https://a.test"),
                    ("Access-Control-Allow-Credentials", "true"),
                    ("Access-Control-Allow-Methods", "PUT"),
                    ("Set-Cookie", &line),
                ]);
                fetch = ask.answer_storing(
                    ResponseHead { status: Status::OK, headers },
                    &mut Cookies::new(jar, NOW),
                );
            }
            Next::Done(verdict) => return (verdict, sent),
        }
    }
}

#[test]
fn a_preflight_neither_carries_nor_stores() {
    let mut jar = Jar::new();
    let url = "https://sub.a.test/";
    let (verdict, sent) = fetched(url, CredentialsMode::Include, Profile::chromium(), &mut jar);
    assert_eq!(sent, ["preflight: ", "actual: "]);
    assert_eq!(verdict.exchanges[0].kind, Kind::Preflight);
    assert!(matches!(verdict.cookies[0].stored[..], [Storage::Rejected(_)]));
    assert!(matches!(verdict.cookies[1].stored[..], [Storage::Stored(_)]));
    let (_, sent) = fetched(url, CredentialsMode::Include, Profile::chromium(), &mut jar);
    assert_eq!(sent, ["preflight: ", "actual: actual=1"]);
}

#[test]
fn what_stays_has_its_reason_in_the_verdict() {
    let mut jar = Jar::new();
    let _ = fetched("https://sub.a.test/", CredentialsMode::Include, Profile::chromium(), &mut jar);
    let (verdict, sent) =
        fetched("https://sub.a.test/", CredentialsMode::Omit, Profile::chromium(), &mut jar);
    assert_eq!(sent, ["preflight: ", "actual: "]);
    let withheld = &verdict.cookies[1].retrieval.withheld;
    assert!(withheld[0].reasons.contains(NotSent::CredentialsNotIncluded));
}

#[test]
fn third_parties_are_as_the_browser_is_set() {
    use corslet::browser::cookies::ThirdPartyCookies;
    let url = "https://b.test/";
    for (setting, stored) in [(ThirdPartyCookies::Block, 0), (ThirdPartyCookies::Allow, 1)] {
        let profile = Profile::chromium().with_third_party_cookies(setting);
        let mut jar = Jar::new();
        let _ = fetched(url, CredentialsMode::Include, &profile, &mut jar);
        assert_eq!(jar.len(), stored, "{setting:?}");
    }
}
