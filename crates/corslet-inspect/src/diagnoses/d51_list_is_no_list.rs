//! D51: a list of methods or of headers is not one.

use corslet::verdict::Failure;

use super::Judgement;
use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::quoted;
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # A list with something in it that is no name
    ///
    /// `Access-Control-Allow-Methods` or `Access-Control-Allow-Headers` has something that is no token, and then all of it counts
    /// for nothing.
    ///
    /// ## What you see
    ///
    /// “Cannot parse Access-Control-Allow-Methods response header field in preflight response.” Firefox: “invalid token '…'”.
    ///
    /// ## What is really wrong
    ///
    /// The header is a list of names with commas between them. Blanks, semicolons or quotes in place of commas make one name that
    /// is none, and browsers then refuse the whole preflight, even for a method that needs no grant.
    ///
    /// ## How to fix
    ///
    /// Commas, and nothing else: `Access-Control-Allow-Methods: PUT, DELETE`.
    ///
    /// ## Found
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Methods: GET POST PUT
    /// < Vary: Origin
    /// <
    /// ```
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: POST
    /// > Access-Control-Request-Headers: x-a
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Headers: x-a;
    /// < Vary: Origin
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// Empty elements of a list are allowed:
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Methods: PUT,,
    /// < Vary: Origin
    /// <
    /// ```
    rank: AllowMethods,
    certainty: Proved,
    specialises: ["D16", "D18", "D20"],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let (failing, index, _) = case.fails(|one| {
        matches!(one.failure, Failure::AllowMethodsIsInvalid { .. } | Failure::AllowHeadersIsInvalid { .. })
    })?;
    let (name, element) = match failing.failure {
        Failure::AllowMethodsIsInvalid { element, .. } => ("Access-Control-Allow-Methods", element),
        Failure::AllowHeadersIsInvalid { element, .. } => ("Access-Control-Allow-Headers", element),
        _ => return None,
    };
    let part = |value: &[u8]| super::position(value, element).unwrap_or(0..value.len());
    Some(
        Judgement::proved(format!(
            "{name} has {}, which is no name, so all of it counts for nothing",
            quoted(&String::from_utf8_lossy(element))
        ))
        .at(case.at_header_part(index, &name.to_lowercase(), "names, with commas between them", part))
        .fix(format!("Write the names with commas and nothing else: `{name}: {}`.", mended(element)))
        .need(Need::of(case, Problem::Grant)),
    )
}

/// The element as the list that was probably meant.
fn mended(element: &[u8]) -> String {
    let text = String::from_utf8_lossy(element);
    let names: Vec<&str> = text
        .split(|letter: char| !(letter.is_ascii_alphanumeric() || "-_.*".contains(letter)))
        .filter(|name| !name.is_empty())
        .collect();
    if names.is_empty() { "PUT, DELETE".to_owned() } else { super::wording::plain(&names.join(", ")) }
}
