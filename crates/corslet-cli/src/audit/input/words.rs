//! Numbers and words of the command line.

use corslet::words::Origin;

use crate::check::Problem;

/// A whole number from 1 on.
pub(super) fn count(
    argument: &'static str,
    text: Option<&str>,
    problems: &mut Vec<Problem>,
) -> Option<usize> {
    let text = text?;
    let number = text.parse().ok().filter(|number| *number > 0);
    if number.is_none() {
        let what = format!("write a whole number from 1 on: {argument} 20");
        problems.push(Problem::new(argument, text, what));
    }
    number
}

/// How many requests a second; 0 is no bound.
pub(super) fn rate(text: Option<&str>, problems: &mut Vec<Problem>) -> Option<f64> {
    let text = text?;
    let number = text.parse().ok().filter(|rate: &f64| *rate == 0.0 || (0.001..=1e6).contains(rate));
    if number.is_none() {
        let what = "write how many requests a second, 0 for as many as the host answers: --rate 5";
        problems.push(Problem::new("--rate", text, what));
    }
    number
}

/// One of some words.
pub(super) fn one_of<T: Copy>(
    argument: &'static str,
    text: Option<&str>,
    all: &[T],
    name: fn(T) -> &'static str,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let text = text?;
    let found = all.iter().copied().find(|one| name(*one) == text);
    if found.is_none() {
        let words: Vec<&str> = all.iter().map(|one| name(*one)).collect();
        problems.push(Problem::new(argument, text, format!("write one of: {}", words.join(", "))));
    }
    found
}

/// Origins, as browsers write them.
pub(super) fn origins(
    argument: &'static str,
    texts: &[std::ffi::OsString],
    problems: &mut Vec<Problem>,
) -> Vec<String> {
    let mut origins = Vec::new();
    for text in texts {
        let text = text.to_string_lossy();
        match Origin::parse(text.as_bytes()) {
            Ok(origin) => origins.push(origin.serialize().to_owned()),
            Err(error) => {
                let problem = Problem::new(argument, text, error.to_string());
                problems.push(error.problems.iter().fold(problem, |problem, one| problem.at(one.at.clone())));
            }
        }
    }
    origins
}
