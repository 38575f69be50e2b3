//! The cookies of the document: names, attributes and reasons, and never a value.

use corslet::browser::cookies;
use corslet::verdict::Kind;

use super::document::{Cookie, CookieReason, CookieSet, ExchangeCookies, StepOf};
use crate::check::cookie_account::{Fate, fate};
use crate::check::engine_run::EngineRun;

/// What an engine's exchanges had to do with cookies; a preflight has nothing to do with them.
pub(super) fn of(run: &EngineRun) -> Vec<ExchangeCookies> {
    let Some(verdict) = run.verdict() else { return Vec::new() };
    let mut all = Vec::new();
    for told in &verdict.cookies {
        let is_actual =
            verdict.exchanges.get(told.exchange).is_some_and(|exchange| exchange.kind == Kind::Actual);
        let Some(&exchange) = run.exchanges.get(told.exchange).filter(|_| is_actual) else { continue };
        let retrieval = &told.retrieval;
        if retrieval.sent.is_empty() && retrieval.withheld.is_empty() && told.stored.is_empty() {
            continue;
        }
        let sent = retrieval.sent.iter().map(|kept| cookie(kept, Vec::new()));
        let withheld = retrieval.withheld.iter().map(|withheld| {
            let reasons = withheld.reasons.iter();
            let reasons = reasons.map(|one| reason(one.code(), one.sentence(), one.step()));
            cookie(&withheld.cookie, reasons.collect())
        });
        let set = told.stored.iter().map(|storage| CookieSet {
            name: text(&storage.line().name),
            outcome: match fate(storage) {
                Fate::Removed => "removed",
                Fate::Rejected(_) => "rejected",
                _ => "stored",
            },
            reasons: storage
                .reasons()
                .iter()
                .map(|one| reason(one.code(), one.sentence(), one.step()))
                .collect(),
        });
        all.push(ExchangeCookies {
            exchange,
            sent: sent.collect(),
            withheld: withheld.collect(),
            set: set.collect(),
        });
    }
    all
}

fn cookie(cookie: &cookies::Cookie, reasons: Vec<CookieReason>) -> Cookie {
    Cookie {
        name: text(&cookie.name),
        domain: cookie.domain.to_string(),
        host_only: cookie.host_only,
        path: text(&cookie.path),
        secure: cookie.secure,
        http_only: cookie.http_only,
        same_site: Some(cookie.same_site.as_str()).filter(|word| !word.is_empty()),
        partition: cookie.partition.as_ref().map(ToString::to_string),
        reasons,
    }
}

fn reason(code: &'static str, text: &'static str, step: &'static corslet::verdict::Step) -> CookieReason {
    CookieReason { code, text, step: StepOf::of(step) }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
