//! What elements ask without `fetch()`: mode, credentials, `Origin`, and the console's word for it.
#![allow(clippy::unwrap_used, clippy::panic)]

use corslet::browser::{
    Api, CredentialsMode, CrossOrigin, ELEMENTS, Element, Engine, Fetch, Mode, Next, PreflightCache, Profile,
    RequestInit, Verdict,
};
use corslet::verdict::{Kind, Outcome, ResponseHead};
use corslet::words::{HeaderList, Method, Origin, Status};

use CredentialsMode::{Include, SameOrigin};
use CrossOrigin::{Anonymous, UseCredentials};
use Mode::{Cors, NoCors};

fn init(element: Element, crossorigin: Option<CrossOrigin>) -> RequestInit {
    let mut init = RequestInit::new(Origin::parse("https://a.test").unwrap(), "https://b.test/x");
    init.api = Api::Element { element, crossorigin };
    init
}

/// Runs it against a server that answers everything with these headers.
fn fetched(init: &RequestInit, profile: &Profile, headers: &[(&'static str, &str)]) -> Verdict {
    let mut cache = PreflightCache::new();
    let mut fetch = Fetch::new(init.construct(profile).unwrap().request.into(), profile);
    loop {
        match fetch.next(std::time::Duration::ZERO, &mut cache) {
            Next::Send(ask) => {
                let headers = HeaderList::from_pairs(headers.iter().copied());
                fetch = ask.answer(ResponseHead { status: Status::OK, headers });
            }
            Next::Done(verdict) => return verdict,
        }
    }
}

#[test]
fn the_table_is_in_the_order_of_the_elements() {
    for row in ELEMENTS {
        assert_eq!(row.element.row().keyword, row.keyword);
        assert_eq!(row.keyword.parse(), Ok(row.element));
        assert!(row.source.starts_with("https://"), "{}", row.keyword);
    }
    assert!("frame".parse::<Element>().unwrap_err().contains("eventsource, beacon"));
}

#[test]
fn each_asks_as_the_standard_says() {
    let rows = [
        (Element::Img, None, NoCors, Include),
        (Element::Img, Some(Anonymous), Cors, SameOrigin),
        (Element::Img, Some(UseCredentials), Cors, Include),
        (Element::Script, None, NoCors, Include),
        (Element::Script, Some(UseCredentials), Cors, Include),
        (Element::Module, None, Cors, SameOrigin),
        (Element::Module, Some(UseCredentials), Cors, Include),
        (Element::Font, None, Cors, SameOrigin),
        (Element::Style, None, NoCors, Include),
        (Element::Style, Some(Anonymous), Cors, SameOrigin),
        (Element::EventSource, None, Cors, SameOrigin),
        (Element::EventSource, Some(UseCredentials), Cors, Include),
        (Element::Beacon, None, NoCors, Include),
    ];
    for (element, crossorigin, mode, credentials) in rows {
        for engine in Engine::ALL {
            // Recorded in WebKit alone: fonts need no grant there.
            let is_exempt = element == Element::Font && engine == Engine::WebKit;
            let wanted = if is_exempt { (NoCors, Include) } else { (mode, credentials) };
            let request = init(element, crossorigin).construct(engine.profile()).unwrap().request;
            assert_eq!(
                (request.mode, request.credentials),
                wanted,
                "{element} {crossorigin:?} in {engine:?}"
            );
            let is_post = element == Element::Beacon;
            assert_eq!(request.method, if is_post { Method::POST } else { Method::GET });
        }
    }
}

#[test]
fn without_cors_it_loads_and_carries_no_origin() {
    for element in [Element::Img, Element::Script, Element::Style] {
        let verdict = fetched(&init(element, None), Profile::standard(), &[]);
        assert_eq!(verdict.outcome, Outcome::Opaque, "{element}");
        assert!(verdict.exchanges[0].origin.is_none() && verdict.exchanges[0].credentials);
    }
    let beacon = fetched(&init(Element::Beacon, None), Profile::standard(), &[]);
    assert_eq!(beacon.exchanges[0].origin.as_ref().unwrap().serialize(), "https://a.test");
}

#[test]
fn with_cors_it_needs_the_grant_and_never_a_preflight() {
    for element in [Element::Img, Element::Script, Element::Module, Element::Style, Element::EventSource] {
        let verdict = fetched(&init(element, Some(Anonymous)), Profile::chromium(), &[]);
        assert_eq!(verdict.outcome, Outcome::Blocked, "{element}");
        assert_eq!(verdict.exchanges.len(), 1);
        let headline = Profile::chromium().headline(&verdict).unwrap();
        let start = format!("Access to {} at 'https://b.test/x'", element.row().chromium_name);
        assert!(headline.text.starts_with(&start), "{}", headline.text);
        let granted = [("Access-Control-Allow-Origin", "*")];
        let verdict = fetched(&init(element, Some(Anonymous)), Profile::chromium(), &granted);
        assert_eq!(verdict.outcome, Outcome::Readable, "{element}");
    }
}

#[test]
fn a_beacon_of_an_unusual_type_is_preflighted() {
    let mut json = init(Element::Beacon, None);
    json.headers = vec![(b"Content-Type".to_vec(), b"application/json".to_vec())];
    for engine in Engine::ALL {
        let verdict = fetched(&json, engine.profile(), &[]);
        assert_eq!(verdict.exchanges[0].kind, Kind::Preflight, "{engine:?}");
        assert_eq!(verdict.exchanges[0].request_headers.as_deref(), Some("content-type"));
    }
    json.headers = vec![(b"Content-Type".to_vec(), b"text/plain".to_vec())];
    assert_eq!(fetched(&json, Profile::standard(), &[]).exchanges[0].kind, Kind::Actual);
}

#[test]
fn an_image_below_an_https_page_is_upgraded_and_nothing_else_is() {
    for (element, url, outcome) in [
        (Element::Img, "http://b.test/", Outcome::Opaque),
        (Element::Script, "http://b.test/", Outcome::NeverSent),
        (Element::Img, "http://127.0.0.1/", Outcome::Opaque),
    ] {
        let init = RequestInit { url: url.into(), ..init(element, None) };
        let verdict = fetched(&init, Profile::standard(), &[]);
        assert_eq!(verdict.outcome, outcome, "{element} {url}");
        let is_https = verdict.exchanges.first().is_some_and(|exchange| exchange.url.scheme() == "https");
        assert_eq!(is_https, element == Element::Img && url == "http://b.test/");
    }
}

#[test]
fn the_headers_of_a_page_do_not_go_along() {
    let mut with_header = init(Element::Img, Some(Anonymous));
    with_header.headers = vec![(b"Authorization".to_vec(), b"x".to_vec())];
    let request = with_header.construct(Profile::standard()).unwrap().request;
    assert!(!request.headers.contains("authorization"));
    assert!(request.headers.contains("accept"));
}
