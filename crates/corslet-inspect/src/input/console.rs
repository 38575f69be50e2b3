//! A line of a browser's console: the request that it is about, as far as it tells.

use corslet::Url;
use corslet::browser::Api;
use corslet::words::Origin;

use super::draft::{At, Draft};
use super::form::Form;
use super::pasted::Pasted;
use super::problem::Problem;
use super::remark::RemarkKind;
use crate::explain::console;

/// Reads the lines, and keeps them for whoever explains them.
pub(super) fn read(text: &str) -> Result<Pasted, Vec<Problem>> {
    let mut draft = Draft::new(Form::Console);
    draft.console = Some(text.trim().to_owned());
    let told = console::told(text);
    if let Some(url) =
        told.url.filter(|url| Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https")))
    {
        draft.url = Some(At::new(url, 0..0));
    }
    if let Some(first) = told.redirected_from {
        let what = format!("a redirect led away from {first}: that is the URL that the page asked for");
        draft.remark(RemarkKind::Inferred, None, what);
        draft.url = Some(At::new(first, 0..0));
    }
    if let Some(origin) = told.origin.and_then(|origin| Origin::parse(origin.as_bytes()).ok()) {
        draft.remark(
            RemarkKind::Inferred,
            None,
            format!("the page's origin is {origin}, from the console's sentence"),
        );
        draft.origin = Some(origin);
    }
    match told.kind.as_deref() {
        Some("XMLHttpRequest") => draft.api = Api::Xhr { upload_listener: false },
        None | Some("fetch" | "resource") => {}
        Some(kind) => {
            let what = format!("not a script but `{kind}` asked");
            draft.remark(RemarkKind::Inferred, None, what);
        }
    }
    if draft.url.is_none() {
        draft.remark(RemarkKind::Inferred, None, "the sentence does not tell the URL");
    }
    draft.finish()
}
