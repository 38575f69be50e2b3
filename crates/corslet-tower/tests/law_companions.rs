//! What follows from the law: no header of an application widens a grant, and policies that say the same answer alike.
#![allow(missing_docs, unreachable_pub, dead_code, clippy::panic, clippy::unwrap_used)]

mod law {
    pub mod dice;
    pub mod generate;
    pub mod hold;
    pub mod play;
    pub mod reference;
}

use corslet::policy::{Config, Origins};
use corslet_tower::CorsLayer;
use http::{HeaderMap, HeaderName, StatusCode};
use law::dice::Dice;
use law::generate::{self, Application};
use law::hold::hold;
use law::play::ask;
use proptest::prelude::*;

/// So many requests are asked of each policy.
const REQUESTS: usize = 32;

/// The header lines by which a response grants.
fn grants(headers: &HeaderMap) -> Vec<(String, String)> {
    let is_grant = |name: &HeaderName| name.as_str().starts_with("access-control-");
    let lines = headers.iter().filter(|(name, _)| is_grant(name));
    let mut lines: Vec<_> =
        lines.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
    lines.sort();
    lines
}

/// A request as it comes over the wire, also such as no browser sends.
fn wire(dice: &mut Dice<'_>, config: &Config) -> http::Request<()> {
    let by_page = generate::request(dice, config);
    let url = &by_page.url;
    let mut request = http::Request::builder().uri(url.path()).header("host", url.authority());
    if !dice.once_in(8) {
        request = request.header("origin", by_page.origin.serialize());
    }
    if dice.once_in(12) {
        request = request.header("origin", "https://app.example.com");
    }
    let method = by_page.method.as_str();
    if dice.roll(2) == 1 {
        let names: Vec<&str> = by_page.headers.iter().map(|(name, _)| name.as_str()).collect();
        request = request.method("OPTIONS").header("access-control-request-method", method);
        request = request
            .header("access-control-request-headers", names.join(dice.pick(&[",", ", ", ",,", " ,\t"])));
        if dice.once_in(6) {
            request = request
                .header("access-control-request-headers", dice.pick(&["x-a", "x-b, authorization", ""]));
        }
    } else {
        request = request.method(method);
    }
    request.body(()).unwrap()
}

#[test]
fn no_header_that_an_application_adds_widens_the_grant() {
    hold("hostile", REQUESTS, |config, dice, tally| {
        let layer = CorsLayer::new(config.compile().unwrap());
        let innocent = Application { status: StatusCode::OK, headers: Vec::new() };
        for _ in 0..REQUESTS {
            let request = wire(dice, config);
            let hostile = Application::roll(dice);
            let expected = ask(&layer, &innocent, request.clone());
            let response = ask(&layer, &hostile, request.clone());
            tally.count(!grants(expected.headers()).is_empty());
            prop_assert_eq!(
                grants(response.headers()),
                grants(expected.headers()),
                "{:?} {:?}",
                request,
                hostile
            );
            for name in response.headers().keys().filter(|name| name.as_str().starts_with("access-control-"))
            {
                prop_assert_eq!(
                    response.headers().get_all(name).iter().count(),
                    1,
                    "{} is there twice",
                    name
                );
            }
        }
        Ok(())
    });
}

#[test]
fn what_an_application_varies_on_stays() {
    hold("vary", REQUESTS, |config, dice, tally| {
        let layer = CorsLayer::new(config.compile().unwrap());
        for _ in 0..REQUESTS {
            let (request, application) = (wire(dice, config), Application::roll(dice));
            let own = application.answer(request.headers());
            let response = ask(&layer, &application, request);
            let is_reached = response.headers().contains_key("x-count");
            tally.count(is_reached);
            if is_reached {
                let names = |headers: &HeaderMap| -> Vec<String> {
                    let lines =
                        headers.get_all("vary").iter().map(|value| value.to_str().unwrap().to_lowercase());
                    lines.collect()
                };
                let (own, all) = (names(own.headers()), names(response.headers()));
                prop_assert_eq!(&all[..own.len()], &own[..]);
            }
        }
        Ok(())
    });
}

/// The same policy, said differently: routes and entries in another order, origins in groups.
fn said_differently(config: &Config, dice: &mut Dice<'_>) -> Config {
    let mut other = config.clone();
    other.routes.reverse();
    for (number, route) in other.routes.iter_mut().enumerate() {
        route.methods.reverse();
        route.request_headers.listed.reverse();
        route.expose_headers.listed.reverse();
        if let Origins::Listed(entries) = &mut route.origins {
            entries.reverse();
            if dice.roll(2) == 1 {
                let name = format!("group-{number}");
                other.groups.insert(name.clone(), std::mem::replace(entries, vec![format!("@{name}")]));
            }
        }
    }
    other
}

#[test]
fn equal_normal_forms_answer_alike() {
    hold("normal forms", REQUESTS, |config, dice, tally| {
        let policy = config.compile().unwrap();
        let Ok(other) = said_differently(config, dice).compile() else {
            return Err(TestCaseError::reject("said so, it does not compile"));
        };
        prop_assert_eq!(policy.to_config(), other.to_config());
        let again = policy.to_config().compile();
        prop_assert!(again.is_ok(), "a normal form compiles: {:?}", again.err());
        let normal = again.unwrap();
        prop_assert_eq!(normal.to_config(), policy.to_config());
        let layers = [policy, other, normal].map(CorsLayer::new);
        for _ in 0..REQUESTS {
            let request = wire(dice, config);
            let application = Application::roll(dice);
            let [first, second, third] =
                layers.each_ref().map(|layer| ask(layer, &application, request.clone()));
            prop_assert_eq!(first.status(), second.status());
            prop_assert_eq!(first.headers(), second.headers(), "{:?}", request);
            prop_assert_eq!(first.headers(), third.headers(), "{:?}", request);
            tally.count(!grants(first.headers()).is_empty());
        }
        Ok(())
    });
}
