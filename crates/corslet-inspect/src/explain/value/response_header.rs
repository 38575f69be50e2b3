//! What a response header beside CORS's own six is: those that people take for one, and those that are nearly one.

use corslet::words::{Origin, is_token};

use crate::explain::HEADERS;
use crate::input::nearest;

/// Whether the value is legal and what it is; `None` for a header that no response has to do with.
pub(super) fn judge(name: &str, value: &str) -> Option<(Option<bool>, String)> {
    match name {
        "timing-allow-origin" => Some(timing(value)),
        "cross-origin-resource-policy" => Some(match value {
            "same-origin" | "same-site" | "cross-origin" => (
                Some(true),
                "it says who may embed the response without CORS; it grants nothing that CORS withholds".into(),
            ),
            _ => (
                Some(false),
                "it counts as if it were not there: write same-origin, same-site or cross-origin".into(),
            ),
        }),
        "access-control-allow-private-network" => Some((
            None,
            "it belongs to an earlier plan for private networks: Chromium asks its user now, and looks at no header".into(),
        )),
        _ => misspelt(name),
    }
}

fn timing(value: &str) -> (Option<bool>, String) {
    let mut items = value.split(',').map(str::trim);
    match items.find(|item| *item != "*" && Origin::parse(item.as_bytes()).is_err()) {
        None => (
            Some(true),
            "it grants detailed timing to these origins; it does not let a page read the response".into(),
        ),
        Some(item) => {
            (Some(false), format!("`{item}` is no origin: write origins with commas between them, or *"))
        }
    }
}

/// A name that is nearly one of the protocol's, which browsers do not forgive.
fn misspelt(name: &str) -> Option<(Option<bool>, String)> {
    let names = HEADERS.iter().map(|page| page.id.as_ref()).filter(|id| id.starts_with("access-control-"));
    let is_near =
        name.starts_with("access") || name.starts_with("allow") || name.starts_with("x-access-control-");
    if !is_near || !is_token(name.as_bytes()) {
        return None;
    }
    let known = nearest(name, names)?;
    Some((
        Some(false),
        format!("no browser knows this name, so it counts for nothing: write {}", written(known)),
    ))
}

/// `access-control-max-age` as it is usually written.
fn written(name: &str) -> String {
    let parts = name.split('-').map(|part| {
        let (first, rest) = part.split_at(part.len().min(1));
        format!("{}{rest}", first.to_uppercase())
    });
    parts.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::judge;

    #[test]
    fn a_header_beside_is_told_from_a_grant() {
        for (name, value, is_legal, wanted) in [
            ("timing-allow-origin", "*", Some(true), "timing"),
            ("timing-allow-origin", "a.example", Some(false), "`a.example` is no origin"),
            ("cross-origin-resource-policy", "same-site", Some(true), "embed"),
            ("cross-origin-resource-policy", "none", Some(false), "as if it were not there"),
            ("access-control-allow-private-network", "true", None, "earlier plan"),
            ("access-control-allowed-origin", "*", Some(false), "write Access-Control-Allow-Origin"),
            ("access-control-allow-header", "x-a", Some(false), "write Access-Control-Allow-Headers"),
        ] {
            let (legal, what) = judge(name, value).expect("a header that is known");
            assert!(legal == is_legal && what.contains(wanted), "{name}: {what}");
        }
        assert!(judge("x-request-id", "1").is_none() && judge("accept", "*/*").is_none());
    }
}
