//! A look through all targets before the first is asked: what is wrong with them, and whose they are.

use std::collections::BTreeSet;

use crate::audit::scope::{Scope, owner};
use crate::audit::source::Source;
use crate::audit::target::Answerer;
use crate::check::Problem;

/// The most problems of sources that are said.
const MOST_SAID: usize = 20;

/// The most domains that are named.
const MOST_NAMED: usize = 4;

/// Looks through the targets; gives the sources, which can be read again, and how many targets there are, unless they come
/// from a stream that only the run itself reads.
///
/// With `yes`, or a scope, targets of several registrable domains are right, and a stream is left alone.
pub(super) fn look(
    sources: Vec<Source>,
    scope: &Scope,
    yes: bool,
    problems: &mut Vec<Problem>,
) -> (Vec<Source>, Option<usize>) {
    let streams = yes || !scope.domains.is_empty();
    let mut survey =
        Survey { scope, count: 0, owners: BTreeSet::new(), problems: Vec::new(), without_session: None };
    let mut is_known = true;
    let mut readable = Vec::new();
    for source in sources {
        if streams && !source.is_repeatable() {
            is_known = false;
            readable.push(source);
            continue;
        }
        match source.spooled() {
            Ok(source) => {
                survey.walk(&source);
                readable.push(source);
            }
            Err(problem) => survey.problems.push(problem),
        }
    }
    let (count, said) = (survey.count, survey.problems.len());
    problems.extend(survey.problems.drain(..).take(MOST_SAID));
    if said > MOST_SAID {
        problems.push(Problem::conflict("targets", format!("and {} more are wrong", said - MOST_SAID)));
    }
    if !streams && survey.owners.len() > 1 {
        let named: Vec<&str> = survey.owners.iter().map(String::as_str).take(MOST_NAMED).collect();
        let more = if survey.owners.len() > MOST_NAMED { ", ..." } else { "" };
        let what = format!(
            "the targets belong to several domains ({}{more}): write --scope DOMAIN for those that you mean, or --yes \
             for all of them",
            named.join(", ")
        );
        problems.push(Problem::missing("--scope", what));
    }
    if let Some(origin) = survey.without_session
        && scope.credentials.is_some()
        && scope.typed.is_empty()
        && scope.session_for.is_empty()
    {
        let what = format!(
            "the session goes only to origins that are written on the command line: write --session-for {origin}"
        );
        problems.push(Problem::missing("--session-for", what));
    }
    (readable, is_known.then_some(count))
}

struct Survey<'s> {
    scope: &'s Scope,
    count: usize,
    owners: BTreeSet<String>,
    problems: Vec<Problem>,
    /// The origin of a target that gets none.
    without_session: Option<String>,
}

impl Survey<'_> {
    fn walk(&mut self, source: &Source) {
        let pieces = match source.open() {
            Ok(pieces) => pieces,
            Err(problem) => return self.problems.push(problem),
        };
        for piece in pieces {
            let found = match piece {
                Ok(found) => found,
                Err(problem) => {
                    self.problems.push(problem);
                    continue;
                }
            };
            self.count += 1;
            if !matches!(found.answerer, Answerer::Server) {
                continue;
            }
            let is_in = self.scope.has(&found.url);
            if is_in && self.owners.len() <= MOST_NAMED {
                self.owners.insert(owner(&found.url));
            }
            let shown = found.url.to_string();
            let origin = found.url.origin().ascii_serialization();
            let is_typed = self.scope.typed.contains(&origin);
            match self.scope.admit(found) {
                Ok(job) if job.credentials.is_none() => self.without_session = Some(origin),
                Ok(_) => {}
                // What a list has beside the scope is left out; what is typed beside it is a mistake.
                Err(_) if !is_in && !is_typed => {}
                Err(what) => self.problems.push(Problem::new("TARGET", shown, what)),
            }
        }
    }
}
