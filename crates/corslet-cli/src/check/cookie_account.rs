//! What became of each cookie at each request, told once for the browsers that agree.

use corslet::browser::Engine;
use corslet::browser::cookies::{NotSentReasons, NotStoredReasons, Storage};
use corslet::verdict::Kind;

use super::report::Report;

/// What became of a cookie at a request or its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It goes along.
    Goes,
    /// It is in the jar and does not go along.
    Stays(NotSentReasons),
    /// The answer stores it.
    Stored,
    /// The answer takes it out of the jar.
    Removed,
    /// The answer sets it, and it is not stored.
    Rejected(NotStoredReasons),
}

impl Fate {
    /// Whether it is about the answer.
    pub(crate) fn is_of_answer(self) -> bool {
        matches!(self, Fate::Stored | Fate::Removed | Fate::Rejected(_))
    }

    /// The reasons by their short names.
    pub(crate) fn codes(self) -> Vec<&'static str> {
        match self {
            Fate::Stays(reasons) => reasons.iter().map(|reason| reason.code()).collect(),
            Fate::Rejected(reasons) => reasons.iter().map(|reason| reason.code()).collect(),
            Fate::Goes | Fate::Stored | Fate::Removed => Vec::new(),
        }
    }

    /// The reasons as sentences.
    pub(crate) fn sentences(self) -> Vec<&'static str> {
        match self {
            Fate::Stays(reasons) => reasons.iter().map(|reason| reason.sentence()).collect(),
            Fate::Rejected(reasons) => reasons.iter().map(|reason| reason.sentence()).collect(),
            Fate::Goes | Fate::Stored | Fate::Removed => Vec::new(),
        }
    }
}

/// What became of a cookie at one recorded exchange, and in which browsers.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    /// The recorded exchange's index.
    pub(crate) exchange: usize,
    pub(crate) name: String,
    pub(crate) fate: Fate,
    pub(crate) engines: Vec<Engine>,
}

/// Every account, in the order of the exchanges. No preflight has to do with cookies.
pub(crate) fn accounts(report: &Report) -> Vec<Account> {
    let mut all: Vec<Account> = Vec::new();
    let runs = report.runs.iter().chain(report.repeats.iter().flat_map(|repetition| &repetition.runs));
    for run in runs {
        for told in run.verdict().into_iter().flat_map(|verdict| &verdict.cookies) {
            let Some(&exchange) = run.exchanges.get(told.exchange) else { continue };
            let is_actual = |index: usize| {
                report.exchanges.get(index).is_some_and(|one| one.exchange.kind == Kind::Actual)
            };
            if !is_actual(exchange) {
                continue;
            }
            let sent = told.retrieval.sent.iter().map(|cookie| (&*cookie.name, Fate::Goes));
            let withheld = &told.retrieval.withheld;
            let withheld = withheld.iter().map(|one| (&*one.cookie.name, Fate::Stays(one.reasons)));
            let set = told.stored.iter().map(|storage| (storage.line().name.as_slice(), fate(storage)));
            for (name, fate) in sent.chain(withheld).chain(set) {
                let name = String::from_utf8_lossy(name);
                let is_known = |known: &&mut Account| {
                    known.exchange == exchange && known.name == name && known.fate == fate
                };
                match all.iter_mut().find(is_known) {
                    Some(known) if known.engines.contains(&run.engine) => {}
                    Some(known) => known.engines.push(run.engine),
                    None => {
                        let (name, engines) = (name.into_owned(), vec![run.engine]);
                        all.push(Account { exchange, name, fate, engines });
                    }
                }
            }
        }
    }
    all.sort_by_key(|account| account.exchange);
    all
}

/// What became of a line that an answer sets.
pub(crate) fn fate(storage: &Storage) -> Fate {
    match storage {
        Storage::Stored(_) => Fate::Stored,
        Storage::Expired { .. } => Fate::Removed,
        Storage::Rejected(rejected) => Fate::Rejected(rejected.reasons),
    }
}
