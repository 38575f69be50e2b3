//! The URL of a pasted request: whole, relative to what is known, or what to write instead.

use std::ops::Range;

use corslet::Url;

use super::draft::Draft;
use super::form::Form;
use super::remark::RemarkKind;

/// Reads the draft's URL. A console line may have none.
pub(super) fn read(draft: &mut Draft) -> Option<Url> {
    let Some(written) = draft.url.clone() else {
        if draft.form != Form::Console && draft.problems.is_empty() {
            draft.problem(0..0, missing(draft.form));
        }
        return None;
    };
    let (text, at) = (written.value.trim(), written.at);
    if let Some(base) = draft.base.clone() {
        let joined = Url::parse(&base.value).and_then(|base| base.join(text));
        return match joined {
            Ok(url) => allowed(draft, url, at),
            Err(error) => {
                draft
                    .problem(at, format!("{error}: write the whole URL, such as https://api.example/orders"));
                None
            }
        };
    }
    if text.is_empty() {
        draft.problem(at, "the URL is empty: write for example https://api.example/orders");
        return None;
    }
    if matches!(draft.form, Form::Curl | Form::CurlCmd) && text.contains(char::is_whitespace) {
        // A flag within it means that a quote was forgotten; where none closes it either, that has been said.
        match text.contains(" -") {
            true if !draft.problems.is_empty() => {}
            true => draft.problem(
                at,
                "a flag stands inside the URL, so a quote is missing: write it where the URL ends",
            ),
            false => draft.problem(at, "a URL has no blanks: write them as %20"),
        }
        return None;
    }
    let whole = match scheme(text) {
        Some(_) => text.to_owned(),
        None => with_scheme(draft, text, at.clone())?,
    };
    match Url::parse(&whole) {
        Ok(url) => allowed(draft, url, at),
        Err(error) => {
            draft.problem(at, format!("{error}: write a URL such as https://api.example/orders"));
            None
        }
    }
}

fn missing(form: Form) -> String {
    let where_it_goes = match form {
        Form::Curl | Form::CurlCmd => "write it behind curl: curl https://api.example/orders",
        Form::PowerShell => "write it behind -Uri: Invoke-WebRequest -Uri \"https://api.example/orders\"",
        Form::Fetch => "write it as the first argument: fetch(\"https://api.example/orders\")",
        Form::Xhr => "write it in open(): xhr.open(\"GET\", \"https://api.example/orders\")",
        Form::Axios => "write it as the first argument: axios.get(\"https://api.example/orders\")",
        Form::WebSocket => "write it as the first argument: new WebSocket(\"wss://api.example/live\")",
        Form::Http => "write it in the first line: GET https://api.example/orders HTTP/1.1",
        Form::Har | Form::Console => "write it as https://api.example/orders",
    };
    format!("the URL is missing: {where_it_goes}")
}

/// The scheme, when there is one. `localhost:3000` has none.
fn scheme(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let is_port = rest.starts_with(|c: char| c.is_ascii_digit());
    (is_scheme && !is_port).then_some(scheme)
}

/// curl and people leave the scheme out; a page's relative URL has no host to go to.
fn with_scheme(draft: &mut Draft, text: &str, at: Range<usize>) -> Option<String> {
    let is_relative = text.starts_with(['/', '.', '?', '#']) && !text.starts_with("//");
    if is_relative || (is_script(draft.form) && !text.starts_with("//")) {
        let path = text.trim_start_matches(['.', '/']);
        let scheme = if draft.form == Form::WebSocket { "wss" } else { "https" };
        let what = format!(
            "this URL is relative, and the page that it belongs to is not known: write the whole one, such as \
             {scheme}://api.example/{path}"
        );
        draft.problem(at, what);
        return None;
    }
    let rest = text.trim_start_matches('/');
    let host = rest.split(['/', ':', '?', '#']).next().unwrap_or_default();
    let scheme = if draft.form == Form::Curl || draft.form == Form::CurlCmd || is_local(host) {
        "http"
    } else {
        "https"
    };
    let whole = format!("{scheme}://{rest}");
    let what = match scheme {
        "http" if !is_local(host) => format!("the URL has no scheme, and curl takes http: {whole}"),
        _ => format!("the URL has no scheme, so it is read as {whole}"),
    };
    draft.remark(RemarkKind::Inferred, at, what);
    Some(whole)
}

fn is_script(form: Form) -> bool {
    matches!(form, Form::Fetch | Form::Xhr | Form::Axios | Form::WebSocket)
}

/// Whether a host is this machine.
pub(super) fn is_local(host: &str) -> bool {
    host == "localhost"
        || host.ends_with(".localhost")
        || host.starts_with("127.")
        || host.starts_with("[::1]")
}

fn allowed(draft: &mut Draft, url: Url, at: Range<usize>) -> Option<Url> {
    if matches!(url.scheme(), "http" | "https" | "ws" | "wss") {
        return Some(url);
    }
    // The URL Standard reads `localhost:x` as a scheme.
    let what = format!("`{}:` is not asked over the network: write an http:// or https:// URL", url.scheme());
    draft.problem(at, what);
    None
}
