//! A preflight that was pasted, as the request that it was for: no page can send a preflight itself.

use super::draft::{At, Draft};
use super::remark::RemarkKind;

const METHOD: &str = "access-control-request-method";
const HEADERS: &str = "access-control-request-headers";

/// Turns a pasted preflight into its request, as far as it tells it.
pub(super) fn resolve(draft: &mut Draft) {
    let is_options = draft.method.as_ref().is_some_and(|method| method.value.eq_ignore_ascii_case("options"));
    if !is_options || !draft.has_header(METHOD) {
        return;
    }
    let mut asked = Vec::new();
    draft.headers.retain(|line| {
        let is_asked = line.name.eq_ignore_ascii_case(METHOD) || line.name.eq_ignore_ascii_case(HEADERS);
        if is_asked {
            asked.push(line.clone());
        }
        !is_asked
    });
    for line in asked {
        let value = String::from_utf8_lossy(&line.value).into_owned();
        if line.name.eq_ignore_ascii_case(METHOD) {
            draft.method = Some(At::new(value.trim().to_owned(), line.at));
            continue;
        }
        for name in value.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            draft.header(name, made_up(name), line.at.clone());
        }
    }
    let what = "this is a preflight: the request that it was for is put together from its \
                Access-Control-Request-Method and -Headers, and the headers' values are made up";
    draft.remark(RemarkKind::Inferred, None, what);
}

/// A value that no safelist takes, or the name would not have been asked for.
fn made_up(name: &str) -> &'static str {
    if name.eq_ignore_ascii_case("content-type") { "application/json" } else { "x" }
}
