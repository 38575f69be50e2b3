//! D32: a cookie did not go along, or was not kept.

use std::collections::BTreeSet;

use corslet::browser::Engine;
use corslet::browser::cookies::{NotSent, NotStored};

use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::{joined, plain};
use super::{Evidence, Judgement};

diagnosis! {
    /// # A cookie does not travel
    ///
    /// The page asks with credentials, and a cookie stays behind or is not kept, by the browser's own rules for cookies.
    ///
    /// ## What you see
    ///
    /// The login succeeds, and the next request is not logged in; or it loops between the two. The CORS headers are right.
    ///
    /// ## What is really wrong
    ///
    /// Cookies pass two gates, and CORS is only the first. The second asks whether page and server are the same *site*: `app.` and
    /// `api.` of one domain are, two domains are not. To another site a cookie goes only with `SameSite=None; Secure`; without
    /// `SameSite` Chromium takes it for `Lax`. And browsers block or partition the cookies of third parties besides.
    ///
    /// ## How to fix
    ///
    /// Best: serve the API from a subdomain of the page's site, where cookies need nothing. Otherwise set the cookie with
    /// `SameSite=None; Secure`, and with `Partitioned` where it may be another one on each site that embeds you. Where third-party
    /// cookies are blocked altogether, no attribute helps: log in with a token in `Authorization`, or on the page's own site.
    ///
    /// ## Found
    ///
    /// ```http
    /// * credentials: include
    /// > POST /login HTTP/1.1
    /// > Host: api.example.net
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Credentials: true
    /// < Vary: Origin
    /// < Set-Cookie: session=1; Path=/; HttpOnly
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// Two subdomains of one site:
    ///
    /// ```http
    /// * credentials: include
    /// > POST /login HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Credentials: true
    /// < Vary: Origin
    /// < Set-Cookie: session=1; Path=/; HttpOnly; Secure
    /// <
    /// ```
    ///
    /// No credentials were asked for, so none were expected:
    ///
    /// ```http
    /// * credentials: omit
    /// > GET /news HTTP/1.1
    /// > Host: api.example.net
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    /// < Set-Cookie: seen=1
    /// <
    /// ```
    rank: Exposure,
    certainty: Proved,
    specialises: [],
    probes: [],
    judge: judge,
}

/// A cookie that did not travel in a browser: its name, why, and which exchange shows it.
struct Stayed {
    engine: Engine,
    name: String,
    why: &'static str,
    exchange: usize,
    line: bool,
}

fn judge(case: &Case) -> Option<Judgement> {
    if !case.includes_credentials() {
        return None;
    }
    let stayed = stayed(case);
    let first = stayed.iter().find(|one| one.line).or_else(|| stayed.first())?;
    let engines: BTreeSet<&str> = stayed
        .iter()
        .filter(|one| one.name == first.name && one.line == first.line)
        .map(|one| one.engine.as_str())
        .collect();
    let engines: Vec<String> = engines.into_iter().map(str::to_owned).collect();
    let what = if first.line { "is not kept" } else { "does not go along" };
    let cause = format!("the cookie `{}` {what} in {}: {}", plain(&first.name), joined(&engines), first.why);
    let evidence = match first.line {
        true => case.at_header(first.exchange, "set-cookie", "not kept"),
        false => vec![Evidence::request(first.exchange, "sent without it")],
    };
    Some(Judgement::proved(cause).withholds().at(evidence).fix(
        "Serve page and API from one site, such as two subdomains; or set the cookie with `SameSite=None; Secure` (and \
         `Partitioned`). Where a browser blocks third-party cookies, no attribute helps: use a token.",
    ))
}

/// The cookies that stayed for a reason that an attribute or another host would change, in browsers.
fn stayed(case: &Case) -> Vec<Stayed> {
    let mut all = Vec::new();
    for run in case.browsers() {
        for cookies in run.verdict().into_iter().flat_map(|verdict| &verdict.cookies) {
            let Some(&exchange) = run.exchanges.get(cookies.exchange) else { continue };
            let engine = run.engine;
            for withheld in &cookies.retrieval.withheld {
                let why = NotSent::ALL.iter().copied().find(|why| withheld.reasons.contains(*why));
                if let Some(why) = why.filter(|why| is_of_sites(why.code())) {
                    let name = String::from_utf8_lossy(&withheld.cookie.name).into_owned();
                    all.push(Stayed { engine, name, why: why.sentence(), exchange, line: false });
                }
            }
            for stored in &cookies.stored {
                let why = NotStored::ALL.iter().copied().find(|why| stored.reasons().contains(*why));
                if let Some(why) = why.filter(|why| is_of_sites(why.code())) {
                    let name = String::from_utf8_lossy(&stored.line().name).into_owned();
                    all.push(Stayed { engine, name, why: why.sentence(), exchange, line: true });
                }
            }
        }
    }
    all
}

/// Whether a reason is one that page and server not being one site has to do with.
fn is_of_sites(code: &str) -> bool {
    code.starts_with("same-site-") || code.starts_with("third-party-") || code.starts_with("partitioned-")
}
