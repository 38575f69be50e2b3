//! The request of HTTP itself, as a proxy, a network panel or `curl -v` shows it.

use std::ops::Range;

use corslet::browser::PageBody;

use super::draft::{At, Draft};
use super::form::Form;
use super::pasted::{Body, HttpVersion, Pasted};
use super::problem::Problem;
use super::remark::RemarkKind;
use super::url::is_local;

/// Reads a request with its first line, or a list of headers with HTTP/2's `:authority`.
pub(super) fn read(text: &str) -> Result<Pasted, Vec<Problem>> {
    let mut reader = Reader { draft: Draft::new(Form::Http), target: None, is_http2: false };
    let mut offset = 0;
    let mut lines = text.split_inclusive('\n');
    let mut is_first = true;
    // The network panel's own list, copied: each name on a line, and its value on the next.
    let mut is_paired = false;
    let mut name: Option<&str> = None;
    for line in lines.by_ref() {
        let start = offset;
        offset += line.len();
        let bare = line.trim_end_matches(['\r', '\n']);
        // `curl -v` marks what it sends.
        let (bare, start) = match bare.strip_prefix('>') {
            Some(rest) => (rest.trim_start(), start + (bare.len() - rest.trim_start().len())),
            None => (bare, start),
        };
        if bare.trim().is_empty() {
            if is_first {
                continue;
            }
            break;
        }
        // What `curl -v` says beside, and what came back.
        if bare.starts_with("* ") || bare.starts_with("< ") || bare == "<" {
            continue;
        }
        if is_first && is_name_alone(bare) {
            is_paired = true;
        }
        if is_paired {
            match name.take() {
                None => name = Some(bare),
                Some(name) => reader.named(name, bare, start),
            }
        } else if is_first && is_request_line(bare) {
            reader.request_line(bare, start);
        } else {
            reader.header(bare, start);
        }
        is_first = false;
    }
    let body = text.get(offset..).unwrap_or_default();
    reader.finish(body)
}

struct Reader {
    draft: Draft,
    target: Option<At<String>>,
    is_http2: bool,
}

/// Whether a line is a name of HTTP/2's without its value.
fn is_name_alone(line: &str) -> bool {
    [":authority", ":method", ":path", ":scheme"].contains(&line.trim().trim_end_matches(':'))
}

fn is_request_line(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    !first.ends_with(':') && !first.starts_with(':')
}

impl Reader {
    fn request_line(&mut self, line: &str, start: usize) {
        let place = |word: &str| {
            let at = start + (word.as_ptr() as usize).saturating_sub(line.as_ptr() as usize);
            at..at + word.len()
        };
        let words: Vec<&str> = line.split_whitespace().collect();
        let (method, target, version) = match words.as_slice() {
            [method, target, version] => (*method, *target, Some(*version)),
            [method, target] => (*method, *target, None),
            [method] => {
                let what = "the first line lacks the target: write for example GET /orders HTTP/1.1";
                self.draft.problem(start..start + line.len(), what);
                self.draft.method = Some(At::new((*method).to_owned(), place(method)));
                return;
            }
            [_, _, third, ..] => {
                let what = "the target has no blanks: write them as %20";
                self.draft.problem(place(third), what);
                return;
            }
            [] => return,
        };
        self.draft.method = Some(At::new(method.to_owned(), place(method)));
        self.target = Some(At::new(target.to_owned(), place(target)));
        match version {
            Some(version) if version.starts_with("HTTP/2") || version.starts_with("HTTP/3") => {
                self.is_http2 = true
            }
            Some(version) if !version.starts_with("HTTP/1.") => {
                self.draft.problem(place(version), "this is no version of HTTP: write HTTP/1.1");
            }
            _ => {}
        }
    }

    fn header(&mut self, line: &str, start: usize) {
        let at = start..start + line.len();
        let unprefixed = line.strip_prefix(':').unwrap_or(line);
        let Some((name, value)) = unprefixed.split_once(':') else {
            let what = "a header has a colon between its name and its value: write Name: value, and an empty line before \
                        the body";
            self.draft.problem(at, what);
            return;
        };
        self.field(line.starts_with(':'), name, value.trim(), at);
    }

    /// A name and the value on the line below it.
    fn named(&mut self, name: &str, value: &str, start: usize) {
        let (bare, at) = (name.trim().trim_end_matches(':'), start..start + value.len());
        self.field(bare.starts_with(':'), bare.trim_start_matches(':'), value.trim(), at);
    }

    fn field(&mut self, is_pseudo: bool, name: &str, value: &str, at: Range<usize>) {
        match (is_pseudo, name) {
            (true, "method") => self.draft.method = Some(At::new(value.to_owned(), at)),
            (true, "path") => self.target = Some(At::new(value.to_owned(), at)),
            (true, "authority") => {
                self.is_http2 = true;
                self.draft.header(":authority", value, at);
            }
            (true, name) => self.draft.header(&format!(":{name}"), value, at),
            (false, name) => self.draft.header(name, value, at),
        }
    }

    fn finish(mut self, body: &str) -> Result<Pasted, Vec<Problem>> {
        self.url();
        if self.is_http2 {
            self.draft.network.version = Some(HttpVersion::Http2);
        }
        let body = body.strip_suffix('\n').unwrap_or(body);
        if !body.trim().is_empty() {
            self.draft.body = Some(Body { bytes: body.as_bytes().to_vec(), kind: PageBody::Bytes });
        }
        self.draft.finish()
    }

    fn value(&self, name: &str) -> Option<String> {
        let line = self.draft.headers.iter().find(|line| line.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(&line.value).into_owned())
    }

    /// The URL out of the target, the host and whatever tells the scheme.
    fn url(&mut self) {
        let Some(target) = self.target.clone() else {
            if self.draft.problems.is_empty() {
                let what = "the first line is missing: write for example GET /orders HTTP/1.1";
                self.draft.problem(0..0, what);
            }
            return;
        };
        if target.value.contains("://") {
            self.draft.url = Some(target);
            return;
        }
        if !target.value.starts_with('/') && target.value != "*" {
            let what = format!("the target begins with a slash: write /{} or a whole URL", target.value);
            self.draft.problem(target.at, what);
            return;
        }
        let Some(host) =
            self.value(":authority").or_else(|| self.value("host")).filter(|host| !host.is_empty())
        else {
            let what = "the host is not known: add a Host line, or write the whole URL in the first line";
            self.draft.problem(target.at, what);
            return;
        };
        let (scheme, why) = self.scheme(&host);
        let path = if target.value == "*" { "/" } else { &target.value };
        self.draft.remark(RemarkKind::Inferred, target.at.clone(), format!("the scheme is {scheme}, {why}"));
        self.draft.url = Some(At::new(format!("{scheme}://{host}{path}"), target.at));
    }

    fn scheme(&self, host: &str) -> (&'static str, &'static str) {
        match self.value(":scheme").as_deref() {
            Some("https") => return ("https", "from :scheme"),
            Some("http") => return ("http", "from :scheme"),
            _ => {}
        }
        if self.is_http2 {
            return ("https", "because browsers speak HTTP/2 behind TLS only");
        }
        if host.ends_with(":443") {
            return ("https", "because of the port 443");
        }
        if host.ends_with(":80") {
            return ("http", "because of the port 80");
        }
        let name = if host.starts_with('[') { host } else { host.split(':').next().unwrap_or_default() };
        match is_local(name) {
            true => {
                ("http", "because the host is this machine: write the whole URL in the first line otherwise")
            }
            false => {
                ("https", "which nothing in the text says: write the whole URL in the first line otherwise")
            }
        }
    }
}
