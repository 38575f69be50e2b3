//! What a reader gathers from a text, piece by piece, with where each piece stands.

use std::collections::BTreeSet;
use std::ops::Range;

use corslet::browser::{Api, CredentialsMode, Mode, RedirectMode, ReferrerPolicy};
use corslet::words::{HeaderName, HeaderNameError, Method, Origin};

use super::form::Form;
use super::pasted::{Body, Network, Pasted};
use super::problem::Problem;
use super::remark::{Remark, RemarkKind};
use super::{browser_headers, preflight, url, websocket};

/// A piece of the text, and the bytes that it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) at: Range<usize>,
}

impl<T> At<T> {
    pub(super) fn new(value: T, at: Range<usize>) -> Self {
        At { value, at }
    }
}

/// A header as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) value: Vec<u8>,
    pub(super) at: Range<usize>,
}

/// What is known so far.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) form: Form,
    pub(super) url: Option<At<String>>,
    /// What the URL is read against, and why.
    pub(super) base: Option<At<String>>,
    pub(super) method: Option<At<String>>,
    pub(super) headers: Vec<Line>,
    pub(super) body: Option<Body>,
    pub(super) cookies: Vec<String>,
    pub(super) user: Option<String>,
    pub(super) origin: Option<Origin>,
    pub(super) credentials: Option<CredentialsMode>,
    pub(super) mode: Option<Mode>,
    pub(super) redirect: Option<RedirectMode>,
    pub(super) referrer_policy: Option<ReferrerPolicy>,
    pub(super) api: Api,
    pub(super) network: Network,
    pub(super) console: Option<String>,
    pub(super) remarks: Vec<Remark>,
    pub(super) problems: Vec<Problem>,
}

impl Draft {
    pub(super) fn new(form: Form) -> Self {
        Draft {
            form,
            url: None,
            base: None,
            method: None,
            headers: Vec::new(),
            body: None,
            cookies: Vec::new(),
            user: None,
            origin: None,
            credentials: None,
            mode: None,
            redirect: None,
            referrer_policy: None,
            api: Api::Fetch,
            network: Network::default(),
            console: None,
            remarks: Vec::new(),
            problems: Vec::new(),
        }
    }

    pub(super) fn problem(&mut self, at: Range<usize>, what: impl Into<String>) {
        self.problems.push(Problem::new(at, what));
    }

    pub(super) fn remark(
        &mut self,
        kind: RemarkKind,
        at: impl Into<Option<Range<usize>>>,
        what: impl Into<String>,
    ) {
        self.remarks.push(Remark { kind, at: at.into(), what: what.into() });
    }

    /// Takes a header whose name and value stand apart.
    pub(super) fn header(&mut self, name: &str, value: impl Into<Vec<u8>>, at: Range<usize>) {
        self.headers.push(Line { name: name.to_owned(), value: value.into(), at });
    }

    /// Whether a header of this name was written.
    pub(super) fn has_header(&self, name: &str) -> bool {
        self.headers.iter().any(|line| line.name.eq_ignore_ascii_case(name))
    }

    /// What was pasted, or everything that is wrong with it.
    pub(super) fn finish(mut self) -> Result<Pasted, Vec<Problem>> {
        preflight::resolve(&mut self);
        self.check_method();
        self.check_headers();
        let url = url::read(&mut self);
        let is_websocket = websocket::is_meant(&self, url.as_ref());
        if is_websocket {
            websocket::begin(&mut self);
        }
        browser_headers::sort_out(&mut self, url.as_ref());
        let url = if is_websocket { websocket::end(&mut self, url) } else { url };
        if !self.problems.is_empty() {
            self.problems.sort_by_key(|problem| (problem.at.start, problem.at.end));
            self.problems.dedup();
            return Err(self.problems);
        }
        // The same is said once, however often it is written.
        let mut said = BTreeSet::new();
        self.remarks.retain(|remark| said.insert(remark.what.clone()));
        Ok(Pasted {
            form: self.form,
            url,
            method: self.method.map(|method| method.value),
            headers: self.headers.into_iter().map(|line| (line.name, line.value)).collect(),
            body: self.body,
            cookies: self.cookies,
            user: self.user,
            origin: self.origin,
            credentials: self.credentials,
            mode: self.mode,
            redirect: self.redirect,
            referrer_policy: self.referrer_policy,
            api: self.api,
            network: self.network,
            console: self.console,
            remarks: self.remarks,
        })
    }

    fn check_method(&mut self) {
        let Some(method) = &self.method else { return };
        let Err(error) = Method::parse(method.value.as_bytes()) else { return };
        let what = error.to_string();
        let at = method.at.clone();
        self.problem(at, what);
    }

    fn check_headers(&mut self) {
        let mut found = Vec::new();
        for line in &self.headers {
            // HTTP/2 writes what HTTP/1 has in its first line as such names.
            if line.name.starts_with(':') {
                continue;
            }
            if let Err(error) = HeaderName::parse(line.name.as_bytes()) {
                let what = match error {
                    HeaderNameError::Empty => "a header has no name: write 'Name: value'".to_owned(),
                    HeaderNameError::NotTokenByte { .. } => {
                        format!("`{}` is no header's name: {error}", shortened(&line.name))
                    }
                };
                found.push(Problem::new(line.at.clone(), what));
            }
            if let Some(byte) = line.value.iter().find(|byte| matches!(byte, 0 | b'\r' | b'\n')) {
                let what = format!(
                    "a header's value has no line break or NUL (0x{byte:02X} in `{}`): write it on one line",
                    shortened(&line.name)
                );
                found.push(Problem::new(line.at.clone(), what));
            }
        }
        self.problems.extend(found);
    }
}

/// A word for a sentence: its beginning, when it is long.
pub(super) fn shortened(word: &str) -> String {
    const MOST: usize = 40;
    match word.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}...", &word[..at]),
        None => word.to_owned(),
    }
}
