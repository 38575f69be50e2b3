//! D52: a grant stands in a header of another name.

use corslet::verdict::Failure;

use super::case::{Case, Seen};
use super::diagnosis::diagnosis;
use super::wording::quoted;
use super::{Evidence, Judgement, d34_header_not_exposed};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # The header's name is misspelt
    ///
    /// The server sends a header that is nearly `Access-Control-Allow-Origin`, or nearly another header of CORS; or one that was
    /// taken for it.
    ///
    /// ## What you see
    ///
    /// “No 'Access-Control-Allow-Origin' header is present”, although you see the header in the response. Look again.
    ///
    /// ## What is really wrong
    ///
    /// `Access-Control-Allowed-Origin`, `Access-Allow-Origin`, `Access-Control-Allow-Method` without its `s`: browsers know one
    /// spelling. `Access-Control-Request-Headers` is what the browser asks with, and grants nothing in a response.
    /// `Timing-Allow-Origin` grants something else: detailed timing.
    ///
    /// ## How to fix
    ///
    /// Write the name as browsers know it: `Access-Control-Allow-Origin`.
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
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Method: PUT
    /// < Access-Control-Max-Age: 600
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
    specialises: [],
    probes: [],
    judge: judge,
}

/// A header of the protocol that a response may lack.
struct Known {
    name: &'static str,
    /// Names that are farther than a slip, and are meant for it all the same.
    meant: &'static [&'static str],
    /// The diagnoses that know only that it is not there.
    instead_of: &'static [&'static str],
    /// The exchange in which it was looked for in vain.
    missed: fn(&Case) -> Option<usize>,
}

/// How far a misspelt name may be from the right one, in letters.
const NEAR: usize = 3;

const KNOWN: &[Known] = &[
    Known {
        name: "Access-Control-Allow-Origin",
        meant: &[
            "access-allow-origin",
            "access-control-origin",
            "allow-control-allow-origin",
            "allow-origin",
            "control-allow-origin",
            "cors-allow-origin",
            "http_access_control_allow_origin",
            "timing-allow-origin",
            "x-access-control-allow-origin",
        ],
        instead_of: &["D01"],
        missed: |case| Some(case.fails(|one| matches!(one.failure, Failure::AllowOriginIsMissing { .. }))?.1),
    },
    Known {
        name: "Access-Control-Allow-Credentials",
        meant: &["access-allow-credentials", "access-control-credentials", "allow-credentials"],
        instead_of: &["D13"],
        missed: |case| {
            let is_missing =
                |failure: &Failure| matches!(failure, Failure::AllowCredentialsIsNotTrue { received: None });
            let (_, index, seen) = case.fails(|one| is_missing(one.failure))?;
            seen.has("access-control-allow-origin").then_some(index)
        },
    },
    Known {
        name: "Access-Control-Allow-Methods",
        meant: &[
            "access-allow-methods",
            "access-control-methods",
            "access-control-request-method",
            "allow-methods",
        ],
        instead_of: &["D18"],
        missed: |case| {
            let is_refused = |failure: &Failure| matches!(failure, Failure::MethodIsNotAllowed { .. });
            Some(case.fails(|one| is_refused(one.failure))?.1)
        },
    },
    Known {
        name: "Access-Control-Allow-Headers",
        meant: &[
            "access-allow-headers",
            "access-control-headers",
            "access-control-request-headers",
            "allow-headers",
        ],
        instead_of: &["D16", "D20"],
        missed: |case| Some(case.refused_headers()?.exchange),
    },
    Known {
        name: "Access-Control-Expose-Headers",
        meant: &["access-expose-headers", "access-control-expose", "expose-headers"],
        instead_of: &["D34"],
        missed: |case| {
            d34_header_not_exposed::RULE.judge(case)?;
            Some(case.last_actual()?.0)
        },
    },
];

fn judge(case: &Case) -> Option<Judgement> {
    KNOWN.iter().find_map(|known| {
        let index = (known.missed)(case)?;
        let name = meant_for_it(case.exchanges.get(index)?, known)?;
        let judgement =
            Judgement::proved(format!("{} is sent, and browsers look for `{}`", quoted(&name), known.name))
                .instead_of(known.instead_of)
                .at(case.at_header(index, &name, "not the name that browsers know"))
                .at([Evidence::missing(index, known.name)])
                .fix(format!("Write `{}`.", known.name))
                .need(Need::of(case, Problem::Grant));
        Some(if known.instead_of == ["D34"] { judgement.withholds() } else { judgement })
    })
}

/// The name in a response that was meant for a header which is not there.
fn meant_for_it(seen: &Seen, known: &Known) -> Option<String> {
    let right = known.name.to_lowercase();
    if seen.has(&right) {
        return None;
    }
    let is_another = |name: &str| KNOWN.iter().any(|other| other.name.eq_ignore_ascii_case(name));
    let names = || {
        let all = seen.head().into_iter().flat_map(|head| head.headers.iter());
        all.map(|(name, _)| name.to_lowercase()).filter(|name| !is_another(name))
    };
    let is_near = |name: &String| distance(name, &right) <= NEAR;
    names().find(is_near).or_else(|| names().find(|name| known.meant.contains(&name.as_str())))
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
    use super::{KNOWN, NEAR, distance};

    const RIGHT: &str = "access-control-allow-origin";

    #[test]
    fn distances_are_counted_in_letters() {
        for (name, wanted) in [
            (RIGHT, 0),
            ("access-control-allow-orgin", 1),
            ("access-control-allow-origins", 1),
            ("access-control-allowed-origin", 2),
            ("acces-control-alow-orign", 3),
            ("x", usize::MAX),
        ] {
            assert_eq!(distance(name, RIGHT), wanted, "{name}");
        }
    }

    #[test]
    fn no_header_of_the_protocol_is_a_slip_of_another() {
        for (at, one) in KNOWN.iter().enumerate() {
            for other in &KNOWN[..at] {
                let far = distance(&one.name.to_lowercase(), &other.name.to_lowercase());
                assert!(far > NEAR, "{} and {}", one.name, other.name);
            }
        }
    }
}
