//! The steps of the standards, looked up by algorithm and number or by name.

use corslet::browser::{ALGORITHMS, cookies};
use corslet::verdict::{Algorithm, Step};

/// A step, or all of an algorithm.
#[derive(Clone, Copy, Debug)]
pub enum Steps {
    /// Every step of it.
    Algorithm(&'static Algorithm),
    /// One of them.
    Step(&'static Algorithm, &'static Step),
}

/// Every algorithm that has steps.
pub(super) fn algorithms() -> impl Iterator<Item = &'static Algorithm> {
    ALGORITHMS.iter().chain(cookies::ALGORITHMS).copied()
}

/// `CORS check`, `cors-check 3`, `CORS check, step 3` or the name of a step.
pub(super) fn find(text: &str) -> Option<Steps> {
    let wanted = plain(text);
    if wanted.is_empty() {
        return None;
    }
    for algorithm in algorithms() {
        let name = plain(algorithm.name);
        if wanted == name {
            return Some(Steps::Algorithm(algorithm));
        }
        if let Some(rest) = wanted.strip_prefix(&name).filter(|rest| rest.starts_with(' ')) {
            let number = rest.trim().strip_prefix("step ").unwrap_or(rest.trim());
            let step = algorithm
                .steps
                .iter()
                .find(|step| plain(step.number) == number || plain(step.name) == number);
            if let Some(step) = step {
                return Some(Steps::Step(algorithm, step));
            }
            // `12` is `12 (own origin)`, `12 (no-cors)` and the others: all are shown.
            let is_part = |step: &Step| plain(step.number).split(' ').next() == Some(number);
            if algorithm.steps.iter().any(|step| is_part(step)) {
                return Some(Steps::Algorithm(algorithm));
            }
        }
    }
    let mut named =
        algorithms().flat_map(|algorithm| algorithm.steps.iter().map(move |step| (algorithm, *step)));
    named.find(|(_, step)| plain(step.name) == wanted).map(|(algorithm, step)| Steps::Step(algorithm, step))
}

/// Words in lower case with one blank between them: neither case nor signs matter.
fn plain(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '.');
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_found() {
        for algorithm in algorithms() {
            assert!(
                matches!(find(algorithm.name), Some(Steps::Algorithm(found)) if found.name == algorithm.name)
            );
            for step in algorithm.steps {
                let text = format!("{}, step {}", algorithm.name, step.number);
                assert!(
                    matches!(find(&text), Some(Steps::Step(_, found)) if found.number == step.number),
                    "{text}"
                );
            }
        }
        assert!(matches!(find("cors-check"), Some(Steps::Algorithm(_))));
        assert!(matches!(find("main fetch 12"), Some(Steps::Algorithm(_))));
        assert!(find("CORS check 99").is_none());
        assert!(find("no such thing").is_none() && find("").is_none());
    }
}
