//! D52: the grant stands in a header of another name.

use corslet::verdict::Failure;

use super::case::{Case, Seen};
use super::diagnosis::diagnosis;
use super::wording::quoted;
use super::{Evidence, Judgement};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # The header's name is misspelt
    ///
    /// The server sends a header that is nearly `Access-Control-Allow-Origin`, or another one that was taken for it.
    ///
    /// ## What you see
    ///
    /// “No 'Access-Control-Allow-Origin' header is present”, although you see the header in the response. Look again.
    ///
    /// ## What is really wrong
    ///
    /// `Access-Control-Allowed-Origin`, `Access-Allow-Origin`, `Access-Control-Allow-Orgin`: browsers know one spelling.
    /// `Timing-Allow-Origin` grants something else: detailed timing.
    ///
    /// ## How to fix
    ///
    /// Write `Access-Control-Allow-Origin`.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allowed-Origin: https://app.example.com
    /// <
    /// ```
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Timing-Allow-Origin: https://app.example.com
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// Both are there:
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://www.example.com
    /// < Timing-Allow-Origin: https://app.example.com
    /// <
    /// ```
    ///
    /// No name is near:
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Methods: GET
    /// < Allow: GET
    /// <
    /// ```
    rank: AllowOrigin,
    certainty: Proved,
    specialises: ["D01"],
    probes: [],
    judge: judge,
}

const RIGHT: &str = "access-control-allow-origin";

/// How far a misspelt name may be from the right one, in letters.
const NEAR: usize = 3;

/// Names that are farther, and are meant for it all the same.
const MEANT: &[&str] = &[
    "access-allow-origin",
    "access-control-origin",
    "allow-control-allow-origin",
    "allow-origin",
    "control-allow-origin",
    "cors-allow-origin",
    "http_access_control_allow_origin",
    "timing-allow-origin",
    "x-access-control-allow-origin",
];

fn judge(case: &Case) -> Option<Judgement> {
    let (_, index, seen) = case.fails(|one| matches!(one.failure, Failure::AllowOriginIsMissing { .. }))?;
    let name = meant_for_it(seen)?;
    Some(
        Judgement::proved(format!(
            "{} is sent, and browsers look for `Access-Control-Allow-Origin`",
            quoted(&name)
        ))
        .at(case.at_header(index, &name, "not the name that browsers know"))
        .at([Evidence::missing(index, "Access-Control-Allow-Origin")])
        .fix("Write `Access-Control-Allow-Origin`.")
        .need(Need::of(case, Problem::Grant)),
    )
}

fn meant_for_it(seen: &Seen) -> Option<String> {
    let names =
        || seen.head().into_iter().flat_map(|head| head.headers.iter().map(|(name, _)| name.to_lowercase()));
    let is_near = |name: &String| name != RIGHT && distance(name, RIGHT) <= NEAR;
    names().find(is_near).or_else(|| names().find(|name| MEANT.contains(&name.as_str())))
}

/// The [edit distance](https://en.wikipedia.org/wiki/Levenshtein_distance); a name that is much longer is far.
fn distance(left: &str, right: &str) -> usize {
    if left.len().abs_diff(right.len()) > NEAR {
        return usize::MAX;
    }
    let right: Vec<u8> = right.bytes().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (above, letter) in left.bytes().enumerate() {
        let mut diagonal = above;
        row[0] = above + 1;
        for (at, other) in right.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = row[at + 1];
            row[at + 1] = replaced.min(row[at] + 1).min(row[at + 1] + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn distances_are_counted_in_letters() {
        for (name, wanted) in [
            ("access-control-allow-origin", 0),
            ("access-control-allow-orgin", 1),
            ("access-control-allow-origins", 1),
            ("access-control-allowed-origin", 2),
            ("acces-control-alow-orign", 3),
            ("x", usize::MAX),
        ] {
            assert_eq!(distance(name, super::RIGHT), wanted, "{name}");
        }
        assert!(distance("access-control-allow-methods", super::RIGHT) > super::NEAR);
    }
}
