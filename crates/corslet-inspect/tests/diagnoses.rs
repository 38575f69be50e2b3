//! The diagnoses by their own documentation: each *Found* is diagnosed as what it is, and no *Clean* is.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::collections::BTreeSet;

use corslet_inspect::diagnoses::{
    Case, Certainty, Diagnosis, Evidence, Judgement, Of, Place, Probe, RULES, case::Came, case::Seen,
    diagnose, wanted,
};

/// Fails with every problem at once.
fn none(rule: &str, problems: &[String]) {
    assert!(problems.is_empty(), "{rule}:\n  {}", problems.join("\n  "));
}

/// The cases of a section, each with where it stands.
fn cases(rule: &Diagnosis, heading: &str, problems: &mut Vec<String>) -> Vec<(String, Case)> {
    let docs = rule.docs();
    let Some(section) = docs.section(heading) else { return Vec::new() };
    let blocks = match section.http_blocks() {
        Ok(blocks) => blocks,
        Err(errors) => {
            problems.extend(errors.iter().map(|error| format!("{} {heading}: {error}", rule.id())));
            return Vec::new();
        }
    };
    let mut cases = Vec::new();
    for (nth, block) in blocks.iter().enumerate() {
        let name = format!("{} {heading} {}", rule.id(), nth + 1);
        match Case::of_conversation(block) {
            Ok(case) => cases.push((name, case)),
            Err(errors) => problems.extend(errors.iter().map(|error| format!("{name}: {error}"))),
        }
    }
    cases
}

#[test]
fn every_diagnosis_is_documented() {
    let mut problems = Vec::new();
    let mut ids = BTreeSet::new();
    for rule in RULES {
        let id = rule.id();
        let say = |problems: &mut Vec<String>, what: String| problems.push(format!("{id}: {what}"));
        if !ids.insert(rule.number()) {
            say(&mut problems, "its number is another's too".into());
        }
        let docs = rule.docs();
        for problem in docs.problems(Diagnosis::HEADINGS) {
            say(&mut problems, problem.to_string());
        }
        for heading in ["Found", "Clean"] {
            if cases(rule, heading, &mut problems).is_empty() {
                say(&mut problems, format!("{heading} has no conversation"));
            }
        }
    }
    let numbers: BTreeSet<String> = RULES.iter().map(|rule| rule.number()).collect();
    for rule in RULES {
        for special in rule.specialises.iter().filter(|special| !numbers.contains(**special)) {
            // What is not written yet may be named already.
            assert!(special.len() == 3 && special.starts_with('D'), "{}: {special}", rule.id());
        }
    }
    none("every diagnosis is documented, and its examples can be read", &problems);
}

#[test]
fn the_root_cause_of_every_found_is_its_own_diagnosis() {
    let mut problems = Vec::new();
    let mut examples = 0;
    for rule in RULES {
        for (name, case) in cases(rule, "Found", &mut problems) {
            examples += 1;
            let diagnosed = diagnose(&case);
            let codes = || {
                let failing = case.failing();
                let codes: Vec<String> =
                    failing.iter().map(|one| format!("{} {}", one.on.as_str(), one.failure.code())).collect();
                let runs: Vec<String> =
                    case.runs.iter().map(|run| format!("{} {}", run.engine, run.outcome())).collect();
                format!("engines: {}; failed: {}", runs.join(", "), codes.join(", "))
            };
            match &diagnosed.root {
                None => problems.push(format!("{name}: nothing is found; {}", codes())),
                Some(root) if root.rule.id() != rule.id() => {
                    let own = diagnosed.also_true.iter().any(|one| one.rule.id() == rule.id());
                    let own = if own { "it is also true" } else { "it does not hold" };
                    problems.push(format!(
                        "{name}: the root cause is {} ({}), and {own}; {}",
                        root.rule.id(),
                        root.judgement.cause,
                        codes()
                    ));
                }
                Some(_) => {}
            }
            for one in diagnosed.root.iter().chain(&diagnosed.also_true) {
                problems.extend(
                    faults(one.rule, &one.judgement, &case)
                        .into_iter()
                        .map(|fault| format!("{name}: {}: {fault}", one.rule.number())),
                );
            }
            let extra = wanted(&case).len();
            if extra + case.probes.len() > Probe::ALL.len() {
                problems.push(format!("{name}: {extra} extra requests are wanted"));
            }
        }
    }
    assert!(examples >= RULES.len());
    none("the root cause of every Found is its own diagnosis", &problems);
}

#[test]
fn no_clean_has_the_diagnosis() {
    let mut problems = Vec::new();
    for rule in RULES {
        for (name, case) in cases(rule, "Clean", &mut problems) {
            if let Some(judgement) = rule.judge(&case) {
                problems.push(format!("{name}: it holds: {}", judgement.cause));
            }
            let root = diagnose(&case).root;
            if root.is_some_and(|root| root.rule.id() == rule.id()) {
                problems.push(format!("{name}: it is the root cause"));
            }
        }
    }
    none("no Clean has the diagnosis", &problems);
}

#[test]
fn advice_never_stands_before_what_is_known() {
    let mut problems = Vec::new();
    for rule in RULES {
        for heading in ["Found", "Clean"] {
            for (name, case) in cases(rule, heading, &mut problems) {
                let diagnosed = diagnose(&case);
                let certainties: Vec<Certainty> = diagnosed
                    .root
                    .iter()
                    .chain(&diagnosed.also_true)
                    .map(|one| one.judgement.certainty)
                    .collect();
                let first_advice = certainties.iter().position(|one| *one == Certainty::Advice);
                let last_known = certainties.iter().rposition(|one| *one != Certainty::Advice);
                if let (Some(advice), Some(known)) = (first_advice, last_known)
                    && advice < known
                {
                    problems.push(format!("{name}: {certainties:?}"));
                }
            }
        }
    }
    none("advice never stands before what is known", &problems);
}

/// What is wrong with a judgement, whatever it says.
fn faults(rule: &Diagnosis, judgement: &Judgement, case: &Case) -> Vec<String> {
    let mut faults = Vec::new();
    if judgement.certainty < rule.certainty {
        faults.push(format!("it is {}, and can only be {}", judgement.certainty, rule.certainty));
    }
    if judgement.cause.is_empty() || judgement.cause.ends_with('.') || judgement.cause.contains('\n') {
        faults.push(format!("the cause is one sentence without a full stop: `{}`", judgement.cause));
    }
    if !judgement.fix.ends_with(['.', '`', ')']) {
        faults.push(format!("the fix is sentences: `{}`", judgement.fix));
    }
    if judgement.certainty == Certainty::Proved && judgement.evidence.is_empty() && !case.exchanges.is_empty()
    {
        faults.push("it is proved, and nothing is pointed at".to_owned());
    }
    faults.extend(judgement.evidence.iter().filter_map(|evidence| misplaced(evidence, case)));
    if let Some(need) = &judgement.need {
        let is_safe = need.grant.origins.iter().all(|origin| origin != "*" && origin != "null");
        if !is_safe || need.grant.origins.is_empty() {
            faults.push(format!("it grants to {:?}", need.grant.origins));
        }
        if need.grant.request_headers.iter().chain(&need.grant.exposed_headers).any(|name| name == "*") {
            faults.push("it grants every header".to_owned());
        }
    }
    faults
}

/// What is wrong with a place of the evidence.
fn misplaced(evidence: &Evidence, case: &Case) -> Option<String> {
    let seen: Option<&Seen> = match evidence.of {
        Of::Exchange(index) => case.exchanges.get(index),
        Of::Probe(index) => case.probes.get(index).map(|probed| &probed.seen),
        Of::Compared(index, inner) => {
            case.compared.get(index).and_then(|compared| compared.case.exchanges.get(inner))
        }
    };
    let Some(seen) = seen else { return Some(format!("{:?} does not exist", evidence.of)) };
    let is_there = match &evidence.place {
        Place::RequestLine => true,
        Place::RequestHeader { line, bytes } => {
            seen.request.get(*line).is_some_and(|(_, value)| value.get(bytes.clone()).is_some())
        }
        Place::Status => seen.head().is_some(),
        Place::Header { line, bytes } => seen
            .head()
            .and_then(|head| head.headers.line(*line))
            .is_some_and(|(_, value)| value.as_bytes().get(bytes.clone()).is_some()),
        Place::NoHeader(name) => seen.head().is_some_and(|head| !head.headers.contains(name)),
        Place::Body(bytes) => seen.body.get(bytes.clone()).is_some(),
        Place::NoResponse => matches!(seen.came, Came::Failed(_) | Came::NotSent(_)),
    };
    (!is_there).then(|| format!("{:?} is not where it is pointed at in {}", evidence.place, seen.name()))
}
