//! Which of two grants in one answer is probably the proxy's: a guess, with what speaks for it.

use super::case::{Case, Seen};
use super::{Evidence, Of, Place};
use crate::layers::{self, Guess};

/// The line that the proxy seems to have written.
pub(super) struct ProxysLine {
    /// Its index among the lines of the answer.
    pub(super) line: usize,
    /// Who seems to have written it.
    pub(super) who: String,
    /// What speaks for it, to stand behind "because".
    pub(super) because: String,
    /// Where else that is to be seen.
    pub(super) evidence: Option<Evidence>,
}

const NAME: &str = "access-control-allow-origin";

/// Servers that write the lines of their own configuration behind those of what they stand before.
const LAST: &[&str] = &["nginx", "OpenResty"];

/// Applications that write every name in small letters.
const SMALL: &[&str] = &["Starlette or FastAPI", "Fastify", "axum"];

impl Case {
    /// Which of the two lines of an answer is the proxy's, where the wire shows it.
    pub(super) fn proxys_line(&self, exchange: usize, guesses: &[Guess]) -> Option<ProxysLine> {
        let seen = self.exchanges.get(exchange)?;
        let lines: Vec<usize> = seen.lines(NAME).map(|(line, _)| line).collect();
        let &[first, last] = lines.as_slice() else { return None };
        let outer: Vec<&Guess> =
            guesses.iter().filter(|guess| guess.place <= layers::Place::Gateway).collect();
        let has_application = guesses.iter().any(|guess| guess.place == layers::Place::Application);
        // Of several in front it is not known which writes.
        let outer = match outer.as_slice() {
            [one] if has_application => Some(one.name),
            _ => None,
        };
        self.by_its_own_answer(seen, [first, last])
            .or_else(|| by_spelling(seen, [first, last], guesses, outer))
            .or_else(|| by_order(seen, last, outer?))
    }

    /// An error that the proxy has written itself carries one of the two values.
    fn by_its_own_answer(&self, seen: &Seen, lines: [usize; 2]) -> Option<ProxysLine> {
        let exchanges = self.exchanges.iter().enumerate().map(|(index, other)| (Of::Exchange(index), other));
        let probes = self.probes.iter().enumerate().map(|(index, probed)| (Of::Probe(index), &probed.seen));
        exchanges.chain(probes).find_map(|(of, other)| {
            let who = layers::speaker(other)?;
            let mut own = other.lines(NAME);
            let (Some((at, value)), None) = (own.next(), own.next()) else { return None };
            let line = match lines.map(|line| value_of(seen, line) == Some(value.as_bytes())) {
                [true, false] => lines[0],
                [false, true] => lines[1],
                _ => return None,
            };
            Some(ProxysLine {
                line,
                who: who.to_owned(),
                because: format!("an answer that {who} has written by itself carries it, too"),
                evidence: Some(Evidence {
                    of,
                    place: Place::Header { line: at, bytes: 0..value.as_bytes().len() },
                    label: format!("{who} alone has written this answer"),
                }),
            })
        })
    }
}

/// The application writes names in small letters, and one of the two is not.
fn by_spelling(seen: &Seen, lines: [usize; 2], guesses: &[Guess], outer: Option<&str>) -> Option<ProxysLine> {
    let application = guesses.iter().find(|guess| SMALL.contains(&guess.name)).filter(|_| is_http1(seen))?;
    let is_small = |line: usize| {
        let head = seen.head()?;
        let (name, _) = head.headers.line(line)?;
        Some(name.as_str().bytes().all(|byte| !byte.is_ascii_uppercase()))
    };
    let line = match (is_small(lines[0])?, is_small(lines[1])?) {
        (true, false) => lines[1],
        (false, true) => lines[0],
        _ => return None,
    };
    Some(ProxysLine {
        line,
        who: outer.unwrap_or("the proxy").to_owned(),
        because: format!(
            "{} writes every name in small letters, and this one has capitals",
            application.name
        ),
        evidence: None,
    })
}

/// What a server adds stands behind what it has got from the application.
fn by_order(seen: &Seen, last: usize, outer: &str) -> Option<ProxysLine> {
    (LAST.contains(&outer) && is_http1(seen)).then(|| ProxysLine {
        line: last,
        who: outer.to_owned(),
        because: format!("{outer} writes its own lines behind those of the application"),
        evidence: None,
    })
}

/// HTTP/2 has no capitals, and keeps no order of names.
fn is_http1(seen: &Seen) -> bool {
    seen.version.as_deref().is_some_and(|version| version.starts_with("HTTP/1"))
}

fn value_of(seen: &Seen, line: usize) -> Option<&[u8]> {
    seen.head()?.headers.line(line).map(|(_, value)| value.as_bytes())
}
