//! `error-no-cors`: a trusted page cannot read errors.

use crate::audit::{Confidence, Evidence, Finding, Place, Probe, Section, SessionUse, Severity, Want, rule};
use crate::exchange::Response;

rule! {
    /// # A trusted page cannot read errors
    ///
    /// Good answers name the page, errors do not.
    ///
    /// ## What it finds
    ///
    /// A page that reads the good answers gets an error without a CORS header: from the same URL without its session, or from a path
    /// where nothing is, when CORS is seen to cover that path too.
    ///
    /// ## Why it matters
    ///
    /// The page sees no 401 and no 404, only a failed request. It cannot send the user to the login or say what is wrong, and the
    /// console shows a CORS error where none is. Somebody will look for it in the list of origins.
    ///
    /// ## How to fix
    ///
    /// Add the headers whatever the status is.
    ///
    /// ### nginx
    ///
    /// ```nginx
    /// add_header Access-Control-Allow-Origin $cors always;   # without `always` only for 2xx and 3xx
    /// ```
    ///
    /// ### Apache
    ///
    /// ```apache
    /// Header always set Access-Control-Allow-Origin "https://app.shop.example"
    /// ```
    ///
    /// ### Express
    ///
    /// `app.use(cors(options))` above everything that can fail; an error handler must not reset the headers.
    ///
    /// ### Python
    ///
    /// Starlette and FastAPI answer a crash outside of every middleware: catch it inside. Django: `CorsMiddleware` first.
    ///
    /// ### Spring
    ///
    /// `http.cors(withDefaults())`, so that the filter is in front of what answers 401.
    ///
    /// ### .NET
    ///
    /// `app.UseCors()` after `UseExceptionHandler()` and in front of authentication.
    ///
    /// ### Go, Rust
    ///
    /// Wrap the outermost handler, the one for unknown paths included.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Credentials: true
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 401 Unauthorized
    /// ```
    ///
    /// Where nothing is, the preflight shows that CORS is there.
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    ///
    /// > GET /abcdefghijklmnopabcdefghijklmnopabcdefghijklmnop HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 404 Not Found
    ///
    /// > OPTIONS /abcdefghijklmnopabcdefghijklmnopabcdefghijklmnop HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: GET
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Credentials: true
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 401 Unauthorized
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// ```
    ///
    /// CORS for some paths need not cover where nothing is.
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    ///
    /// > GET /abcdefghijklmnopabcdefghijklmnopabcdefghijklmnop HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 404 Not Found
    ///
    /// > OPTIONS /abcdefghijklmnopabcdefghijklmnopabcdefghijklmnop HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: GET
    ///
    /// < HTTP/1.1 404 Not Found
    /// ```
    "error-no-cors", "a trusted page cannot read errors";
    section: Section::Protocol,
    severity: Severity::Low,
    confidence: Confidence::High,
    cwe: &[755],
    asvs: &[],
    implied_by: &[],
    wants: wants,
    judge: judge,
}

/// The page that reads good answers: a trusted one, or anybody where `*` is.
fn page(evidence: &Evidence) -> Option<String> {
    let anybody = || {
        let stranger = evidence.stranger();
        let (_, response) = evidence.response(&Probe::from(&stranger))?;
        (response.is_ok() && response.allows_any()).then_some(stranger)
    };
    evidence.trusted_page().or_else(anybody)
}

fn without_session(page: &str) -> Probe {
    Probe::from(page).session(SessionUse::None)
}

fn missing(page: &str) -> Probe {
    Probe::from(page).at(Place::Missing)
}

/// What shows that CORS covers more than the target: its preflight where nothing is, and the front page.
fn covers(page: &str) -> [Probe; 2] {
    [Probe::preflight(page, "GET").at(Place::Missing), Probe::from(page).at(Place::FrontPage)]
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    let mut wants = evidence.front_wants();
    let Some(page) = page(evidence) else { return wants };
    if !evidence.settings.session.is_empty() {
        wants.push(Want::full(without_session(&page)));
    }
    if evidence.response(&missing(&page)).is_some_and(|(_, response)| is_refused(response, &page)) {
        wants.extend(covers(&page).map(Want::full));
    }
    wants.push(Want::full(missing(&page)));
    wants
}

/// Whether it is an error that the page cannot read; being asked to come back later is none.
fn is_refused(response: &Response, page: &str) -> bool {
    response.status() >= 400 && !matches!(response.status(), 429 | 503) && !response.allows(page)
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let page = page(evidence)?;
    let refused =
        |probe: &Probe| evidence.response(probe).filter(|(_, response)| is_refused(response, &page));
    let is_front_page = evidence.target.url.path() == "/";
    let is_covered = || {
        covers(&page).iter().any(|probe| {
            let is_other = probe.place != Place::FrontPage || !is_front_page;
            is_other && evidence.response(probe).is_some_and(|(_, one)| one.is_ok() && one.allows(&page))
        })
    };
    let (index, response) =
        refused(&without_session(&page)).or_else(|| refused(&missing(&page)).filter(|_| is_covered()))?;
    Some(
        Finding::new(
            "error-no-cors",
            Severity::Low,
            Confidence::High,
            format!(
                "{page} reads good answers, and cannot read a {}: that has no CORS header for it.",
                response.status()
            ),
        )
        .seen(evidence.point(
            index,
            "access-control-allow-origin",
            format!("{} without the page's name", response.status()),
        )),
    )
}
