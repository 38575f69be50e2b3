//! What differs between several ways, and which of them stands alone.

use corslet::verdict::Kind;

use crate::check::recording::{Came, Recorded, is_unsafe};
use crate::check::report::Report;

/// The headers that decide, beside those that begin with `Access-Control-`.
const DECISIVE: &[&str] = &["vary", "location", "timing-allow-origin", "cross-origin-resource-policy"];

/// Headers that say who answers: told beside a difference, and none by themselves.
const WHO: &[&str] = &["server", "via", "x-served-by", "x-cache", "x-powered-by"];

/// Reports that differ from the most, or from the first of two.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// Which reports, by their index.
    pub(crate) odd: Vec<usize>,
    /// One of those that agree.
    pub(crate) usual: usize,
    /// How many agree with it.
    pub(crate) agree: usize,
    /// What is not the same: what it is, here, and there.
    pub(crate) facts: Vec<Fact>,
}

/// One thing that is not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fact {
    pub(crate) what: String,
    pub(crate) here: String,
    pub(crate) there: String,
}

/// What one report says, in a form that can be compared: what it is about, and what stands there.
type Said = Vec<(String, String)>;

/// Every group of reports that differs from the largest.
pub(crate) fn differences(reports: &[Report]) -> Vec<Difference> {
    // What changes something has gone out once: then only what came before it can be compared.
    let is_before = reports.iter().any(|report| report.plan.performed.is_some());
    let mut groups: Vec<(Said, Vec<usize>)> = Vec::new();
    for (index, report) in reports.iter().enumerate() {
        let said = said(report, is_before);
        match groups.iter_mut().find(|(known, _)| *known == said) {
            Some((_, members)) => members.push(index),
            None => groups.push((said, vec![index])),
        }
    }
    // Of groups that are as large the first: the sort is stable.
    groups.sort_by_key(|(_, members)| std::cmp::Reverse(members.len()));
    let Some(((usual_said, usual), odd)) = groups.split_first() else { return Vec::new() };
    let difference = |(said, members): &(Said, Vec<usize>)| Difference {
        odd: members.clone(),
        usual: usual.first().copied().unwrap_or_default(),
        agree: usual.len(),
        facts: facts(said, usual_said, &reports[members[0]], &reports[usual[0]]),
    };
    odd.iter().map(difference).collect()
}

fn said(report: &Report, is_before: bool) -> Said {
    let mut said = Vec::new();
    for run in &report.runs {
        let codes: Vec<String> = run
            .verdict()
            .into_iter()
            .flat_map(|verdict| &verdict.blocked)
            .filter(|blocked| !is_before || blocked.on == Kind::Preflight)
            .map(|blocked| blocked.code())
            .collect();
        let codes = if codes.is_empty() { String::new() } else { format!(" ({})", codes.join(", ")) };
        let outcome = if is_before { "" } else { run.outcome() };
        said.push((format!("verdict in {}", run.engine.as_str()), format!("{outcome}{codes}")));
    }
    let compared = |recorded: &&Recorded| recorded.time == 0 && !(is_before && is_unsafe(&recorded.exchange));
    said.extend(report.exchanges.iter().filter(compared).flat_map(answer));
    said
}

fn answer(recorded: &Recorded) -> Said {
    let of = named(recorded);
    let head = match &recorded.came {
        Came::Head(head) => head,
        Came::Failed(failure) => return vec![(of, format!("none: {}", failure.what))],
        // What is held back everywhere is no difference, and neither is what went out once.
        Came::NotSent(_) => return Vec::new(),
    };
    let mut said = vec![(of.clone(), format!("status {}", head.status))];
    let mut names: Vec<String> = head.headers.iter().map(|(name, _)| name.to_lowercase()).collect();
    names.sort();
    names.dedup();
    for name in names {
        if !name.starts_with("access-control-") && !DECISIVE.contains(&name.as_str()) {
            continue;
        }
        let lines =
            head.headers.get_all(&name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        said.push((format!("{name} of {of}"), lines.collect::<Vec<_>>().join(" | ")));
    }
    said
}

fn named(recorded: &Recorded) -> String {
    let what = match recorded.exchange.kind {
        Kind::Preflight => "the preflight's answer",
        Kind::Actual => "the request's answer",
    };
    match recorded.exchange.hop {
        0 => what.to_owned(),
        hop => format!("{what} after redirect {hop}"),
    }
}

fn facts(here: &Said, there: &Said, report: &Report, usual: &Report) -> Vec<Fact> {
    let find =
        |said: &Said, what: &str| said.iter().find(|(known, _)| known == what).map(|(_, text)| text.clone());
    let none = || "(none)".to_owned();
    let mut facts: Vec<Fact> = Vec::new();
    // The verdicts are told by the table: what is told here is what they come from.
    for (what, _) in here.iter().chain(there).filter(|(what, _)| !what.starts_with("verdict in ")) {
        let (here, there) = (find(here, what), find(there, what));
        if here != there && !facts.iter().any(|known| known.what == *what) {
            let fact = Fact {
                what: what.clone(),
                here: here.unwrap_or_else(none),
                there: there.unwrap_or_else(none),
            };
            facts.push(fact);
        }
    }
    facts.extend(WHO.iter().filter_map(|name| {
        let (here, there) = (who(report, name), who(usual, name));
        (here != there).then(|| Fact {
            what: (*name).to_owned(),
            here: here.unwrap_or_else(none),
            there: there.unwrap_or_else(none),
        })
    }));
    facts
}

fn who(report: &Report, name: &str) -> Option<String> {
    let mut heads = report.exchanges.iter().filter_map(|recorded| match &recorded.came {
        Came::Head(head) => Some(head),
        _ => None,
    });
    let value = heads.next_back()?.headers.get(name)?.into_owned();
    Some(String::from_utf8_lossy(&value).into_owned())
}
