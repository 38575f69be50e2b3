//! A policy file, read: the policy if there is one, and every problem with its place.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use toml::de::DeTable;

use super::super::compiled::Policy;
use super::super::config::Config;
use super::super::place::Place;
use super::super::problem::{Problem, Problems};
use super::super::problem_kind::ProblemKind;
use super::super::severity::Severity;
use super::mend::Mended;
use super::walk::Walk;

/// A policy file, read.
#[derive(Clone, Debug)]
pub struct Reading<'t> {
    pub(super) text: &'t str,
    policy: Option<Policy>,
    problems: Vec<Problem>,
}

/// Reads a policy file: every problem of syntax and of meaning at once.
///
/// `environment` gives the value of a variable; it is asked for those only that the file names.
#[must_use]
pub fn read<'t>(text: &'t str, environment: &dyn Fn(&str) -> Option<String>) -> Reading<'t> {
    let mended = Mended::new(text);
    let (document, errors) = DeTable::parse_recoverable(&mended.text);
    let mut walk = Walk::new(environment);
    let config = walk.config(&document);
    let is_broken = !errors.is_empty() || !mended.open.is_empty();
    let lines = Lines::of(text);
    let broken = syntax_problems(&mended, errors, &lines);
    walk.back(&mended);
    // What stands on a broken line is what the parser made of it.
    let broken_lines: BTreeSet<usize> = broken.iter().map(|problem| lines.number(problem)).collect();
    walk.problems.retain(|problem| !broken_lines.contains(&lines.number(problem)));
    walk.problems.extend(broken);
    let (policy, problems) = config.compile_all();
    let is_unread = |place: &Place| walk.unread.contains(place);
    let located: Vec<Problem> = problems
        .into_iter()
        // A broken line may have been what is missing: what a policy lacks is told once it can be read.
        .filter(|problem| !(is_unread(&problem.place) || is_broken && is_lack(&problem.kind)))
        .map(|problem| locate(problem, &walk.spans, text))
        .collect();
    let mut problems = walk.problems;
    problems.extend(located);
    if is_broken {
        problems.retain(|problem| !is_lack(&problem.kind));
    }
    problems.sort_by_key(|problem| problem.span.as_ref().map(|span| (span.start, span.end)));
    let is_error = problems.iter().any(|problem| problem.severity() == Severity::Error);
    let policy = policy.filter(|_| !is_error).map(|policy| with_spans(policy, &walk.spans, &problems));
    Reading { text, policy, problems }
}

/// Each line's first syntax error: what follows in the line follows from it.
fn syntax_problems(mended: &Mended<'_>, errors: Vec<toml::de::Error>, lines: &Lines) -> Vec<Problem> {
    let syntax = |message: String, span| {
        let kind = ProblemKind::Syntax { message };
        Problem { kind, place: Place::top(), within: None, span: Some(span) }
    };
    let open = mended.open.iter().map(|span| syntax("this bracket is not closed".to_owned(), span.clone()));
    let others = errors.into_iter().take(MOST_ERRORS).map(|error| {
        let message = error.message().lines().collect::<Vec<_>>().join("; ");
        syntax(message, mended.back(error.span().unwrap_or(0..0)))
    });
    let mut all: Vec<Problem> = open.chain(others).collect();
    all.sort_by_key(|problem| problem.span.as_ref().map(|span| span.start));
    all.dedup_by_key(|problem| lines.number(problem));
    all
}

/// How many syntax errors are looked at: a file with more is not worth a word on each.
const MOST_ERRORS: usize = 10_000;

/// Where the lines of a file end.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Lines {
        Lines(text.match_indices('\n').map(|(at, _)| at).collect())
    }

    /// The number of the line in which a problem begins, from 0.
    fn number(&self, problem: &Problem) -> usize {
        let at = problem.span.as_ref().map_or(0, |span| span.start);
        self.0.partition_point(|&end| end < at)
    }
}

/// Writes a policy as a file.
///
/// # Errors
/// What TOML cannot say; a compiled policy's normal form has nothing of it.
pub fn write(config: &Config) -> Result<String, toml::ser::Error> {
    toml::to_string_pretty(config)
}

impl<'t> Reading<'t> {
    /// The policy, unless some problem is an error.
    #[must_use]
    pub fn policy(&self) -> Option<&Policy> {
        self.policy.as_ref()
    }

    /// The policy.
    ///
    /// # Errors
    /// Every problem, when one of them is an error.
    pub fn into_policy(self) -> Result<Policy, Problems> {
        self.policy.ok_or(Problems(self.problems))
    }

    /// Every problem, in the order of the file.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The file.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }
}

/// Whether something is missed, rather than wrong.
fn is_lack(kind: &ProblemKind) -> bool {
    matches!(
        kind,
        ProblemKind::MissingKey { .. }
            | ProblemKind::NoRoutes
            | ProblemKind::OriginsEmpty
            | ProblemKind::GroupUnused { .. }
    )
}

/// Finds the bytes: those of the place or of what it is part of, and within them those at fault.
fn locate(mut problem: Problem, spans: &BTreeMap<Place, Range<usize>>, text: &str) -> Problem {
    let mut place = Some(problem.place.clone());
    while let Some(at) = place {
        if let Some(span) = spans.get(&at) {
            problem.span =
                Some(narrow(span.clone(), problem.within.clone().filter(|_| at == problem.place), text));
            break;
        }
        place = at.parent();
    }
    problem.span.get_or_insert(0..0);
    problem
}

/// The bytes within a text's quotes, where the text is written as it is.
fn narrow(span: Range<usize>, within: Option<Range<usize>>, text: &str) -> Range<usize> {
    let raw = text.get(span.clone()).unwrap_or_default();
    let inner = raw.strip_prefix(['"', '\'']).and_then(|raw| raw.strip_suffix(['"', '\'']));
    match (inner, within) {
        (Some(inner), Some(within))
            if !inner.contains(['\\', '"', '\''])
                && inner.get(within.clone()).is_some_and(|bytes| !bytes.is_empty()) =>
        {
            span.start + 1 + within.start..span.start + 1 + within.end
        }
        _ => span,
    }
}

/// The policy with the places of its entries and warnings in the file.
fn with_spans(mut policy: Policy, spans: &BTreeMap<Place, Range<usize>>, problems: &[Problem]) -> Policy {
    // It has been made just now, so nobody else holds it.
    if let Some(inner) = Arc::get_mut(&mut policy.0) {
        for entry in &mut inner.entries {
            entry.span = spans.get(&entry.place).cloned();
        }
        inner.warnings = problems.to_vec();
    }
    policy
}
