//! A curl command as a page's request.

use corslet::Url;
use corslet::browser::PageBody;

use super::data::url_encoded;
use super::flags::{self, Flag};
use super::form_data::{self, Part};
use super::table::Says;
use crate::input::draft::{At, Draft, shortened};
use crate::input::form::Form;
use crate::input::pasted::{AddressFamily, Body, HttpVersion, Pasted};
use crate::input::problem::Problem;
use crate::input::remark::RemarkKind;
use crate::input::shell::{Word, Words, split_cmd, split_posix};

/// Reads a command for bash from where `curl` begins.
pub(in crate::input) fn bash(text: &str, start: usize) -> Result<Pasted, Vec<Problem>> {
    words(Form::Curl, split_posix(text, start))
}

/// The same for cmd.exe.
pub(in crate::input) fn cmd(text: &str, start: usize) -> Result<Pasted, Vec<Problem>> {
    words(Form::CurlCmd, split_cmd(text, start))
}

fn words(form: Form, words: Words) -> Result<Pasted, Vec<Problem>> {
    let mut reader = Reader::new(form);
    reader.draft.problems = words.problems;
    reader.draft.remarks = words.remarks;
    reader.read(words.words.into_iter().skip(1).collect())
}

/// Reads the words behind `curl`.
pub(in crate::input) fn arguments(form: Form, words: Vec<Word>) -> Result<Pasted, Vec<Problem>> {
    Reader::new(form).read(words)
}

struct Reader {
    draft: Draft,
    /// The pieces of data, which curl joins with `&`.
    data: Option<Vec<u8>>,
    parts: Vec<Part>,
    query: Vec<String>,
    is_json: bool,
    is_get: bool,
    is_head: bool,
    is_upload: bool,
    /// `Name:` without a value: curl sends no such header.
    removed: Vec<String>,
}

impl Reader {
    fn new(form: Form) -> Self {
        Reader {
            draft: Draft::new(form),
            data: None,
            parts: Vec::new(),
            query: Vec::new(),
            is_json: false,
            is_get: false,
            is_head: false,
            is_upload: false,
            removed: Vec::new(),
        }
    }

    fn read(mut self, words: Vec<Word>) -> Result<Pasted, Vec<Problem>> {
        for flag in flags::read(words, &mut self.draft) {
            if flag.says == Says::Next {
                let what = "only the first request is read: what follows --next is left out";
                self.draft.remark(RemarkKind::LeftOut, flag.at, what);
                break;
            }
            self.take(&flag);
        }
        self.put_together();
        self.draft.finish()
    }

    fn take(&mut self, flag: &Flag) {
        let (bytes, text) = (&flag.value.bytes, flag.value.text().into_owned());
        let network = &mut self.draft.network;
        match flag.says {
            Says::Method => self.draft.method = Some(At::new(text, flag.value.at.clone())),
            Says::Header => self.header(flag),
            Says::Data | Says::DataBinary => match bytes.strip_prefix(b"@") {
                Some(file) => {
                    let file = String::from_utf8_lossy(file).into_owned();
                    self.file(flag, &file);
                    self.append(b"");
                }
                None => self.append(bytes),
            },
            Says::DataRaw => self.append(bytes),
            Says::DataUrlEncode => match url_encoded(bytes) {
                Ok(bytes) => self.append(&bytes),
                Err(file) => {
                    self.file(flag, &file);
                    self.append(b"");
                }
            },
            Says::Json => {
                self.is_json = true;
                let content = match bytes.strip_prefix(b"@") {
                    Some(file) => {
                        let file = String::from_utf8_lossy(file).into_owned();
                        self.file(flag, &file);
                        b""
                    }
                    None => bytes.as_slice(),
                };
                // Several pieces of JSON are joined with nothing between them.
                self.data.get_or_insert_default().extend_from_slice(content);
            }
            Says::Form | Says::FormString => self.part(flag),
            Says::Get => self.is_get = true,
            Says::Head => self.is_head = true,
            Says::User => self.draft.user = Some(text),
            Says::Bearer => self.draft.header("Authorization", format!("Bearer {text}"), flag.at.clone()),
            Says::Cookie => self.cookie(flag, &text),
            Says::UserAgent => self.draft.header("User-Agent", bytes.clone(), flag.at.clone()),
            Says::Referer => {
                let page = text.split(';').next().unwrap_or_default().to_owned();
                self.draft.header("Referer", page, flag.at.clone());
            }
            Says::Range => self.draft.header("Range", format!("bytes={text}"), flag.at.clone()),
            Says::Insecure => network.insecure = true,
            Says::Resolve => network.resolve.push(text),
            Says::ConnectTo => network.connect_to.push(text),
            Says::Proxy => network.proxy = Some(text),
            Says::NoProxy => network.noproxy = Some(text),
            Says::Http1 => network.version = Some(HttpVersion::Http1),
            Says::Http2 => network.version = Some(HttpVersion::Http2),
            Says::Ipv4 => network.family = Some(AddressFamily::V4),
            Says::Ipv6 => network.family = Some(AddressFamily::V6),
            Says::MaxTime => network.max_time = Some(text),
            Says::Url => self.url(flag, text),
            Says::UrlQuery => self.url_query(flag),
            Says::Upload => {
                self.is_upload = true;
                self.file(flag, &text);
            }
            Says::Config => self.draft.problem(
                flag.at.clone(),
                format!("{} is not followed: write what it says into the command itself", flag.written),
            ),
            Says::FileIn => self.file(flag, &text),
            Says::FileOut => self.draft.remark(
                RemarkKind::NotFollowed,
                flag.at.clone(),
                format!("{} {}: no file is written", flag.written, shortened(&text)),
            ),
            Says::Next | Says::Nothing | Says::NothingOf => {}
        }
    }

    fn append(&mut self, bytes: &[u8]) {
        let data = match &mut self.data {
            Some(data) => {
                data.push(b'&');
                data
            }
            None => self.data.insert(Vec::new()),
        };
        data.extend_from_slice(bytes);
    }

    /// Says that a file is not read. What a decision rests on is written elsewhere in the command.
    fn file(&mut self, flag: &Flag, file: &str) {
        let what = format!("{}: the file {} is not read", flag.written, shortened(file));
        self.draft.remark(RemarkKind::NotFollowed, flag.at.clone(), what);
    }

    fn header(&mut self, flag: &Flag) {
        let bytes = &flag.value.bytes;
        if let Some(file) = bytes.strip_prefix(b"@") {
            let file = shortened(&String::from_utf8_lossy(file));
            let what = format!("the file {file} is not read: write each of its headers as -H 'Name: value'");
            self.draft.problem(flag.at.clone(), what);
            return;
        }
        let at = flag.value.at.clone();
        // HTTP/2's names begin with a colon.
        let colon = bytes.iter().skip(1).position(|byte| *byte == b':').map(|at| at + 1);
        match (colon, bytes.strip_suffix(b";")) {
            (Some(colon), _) => {
                let name = String::from_utf8_lossy(&bytes[..colon]).into_owned();
                let value = bytes[colon + 1..].trim_ascii();
                if value.is_empty() {
                    self.removed.push(name);
                } else {
                    self.draft.header(&name, value, at);
                }
            }
            (None, Some(name)) => self.draft.header(&String::from_utf8_lossy(name), Vec::new(), at),
            (None, None) => {
                let what = "a header has a colon between its name and its value: write -H 'Name: value'";
                self.draft.problem(at, what);
            }
        }
    }

    fn cookie(&mut self, flag: &Flag, text: &str) {
        // curl takes a value without `=` for a file's name.
        if text.contains('=') {
            self.draft.header("Cookie", text.as_bytes(), flag.value.at.clone());
        } else if !text.is_empty() {
            self.file(flag, text);
        }
    }

    fn part(&mut self, flag: &Flag) {
        let Some(part) = Part::read(&flag.value.bytes, flag.says == Says::FormString) else {
            let what = format!("a form's part is written as {} 'name=content'", flag.written);
            self.draft.problem(flag.value.at.clone(), what);
            return;
        };
        if let Some(file) = &part.filename {
            let file = file.clone();
            self.file(flag, &file);
        }
        self.parts.push(part);
    }

    fn url(&mut self, flag: &Flag, text: String) {
        if let Some(unknown) = flag.value.unknown.first() {
            let what = "the URL contains a part that only the shell knows: write the URL itself";
            self.draft.problem(unknown.clone(), what);
            return;
        }
        if self.draft.url.is_some() {
            let what = format!("only the first URL is asked: {} is left out", shortened(&text));
            self.draft.remark(RemarkKind::LeftOut, flag.value.at.clone(), what);
            return;
        }
        self.draft.url = Some(At::new(text, flag.value.at.clone()));
    }

    fn url_query(&mut self, flag: &Flag) {
        match flag.value.bytes.strip_prefix(b"+") {
            Some(plain) => self.query.push(String::from_utf8_lossy(plain).into_owned()),
            None => match url_encoded(&flag.value.bytes) {
                Ok(bytes) => self.query.push(String::from_utf8_lossy(&bytes).into_owned()),
                Err(file) => self.file(flag, &file),
            },
        }
    }

    /// What several flags say together.
    fn put_together(&mut self) {
        if self.is_get
            && let Some(data) = self.data.take()
        {
            self.query.push(String::from_utf8_lossy(&data).into_owned());
        }
        if !self.query.is_empty() {
            self.append_query();
        }
        let has_data = self.data.is_some();
        if let Some(bytes) = self.data.take() {
            let types: &[(&str, &str)] = match self.is_json {
                true => &[("Content-Type", "application/json"), ("Accept", "application/json")],
                false => &[("Content-Type", "application/x-www-form-urlencoded")],
            };
            for (name, value) in types {
                if !self.draft.has_header(name) && !self.is_removed(name) {
                    self.draft.header(name, *value, 0..0);
                }
            }
            self.draft.body = Some(Body { bytes, kind: PageBody::Bytes });
        } else if !self.parts.is_empty() {
            let bytes = form_data::body(&self.parts);
            self.draft.body = Some(Body { bytes, kind: PageBody::FormData });
        } else if self.is_upload {
            self.draft.body = Some(Body { bytes: Vec::new(), kind: PageBody::Bytes });
        }
        if self.draft.method.is_none() {
            let method = match (self.is_head, self.is_upload, has_data || !self.parts.is_empty()) {
                (true, ..) => Some("HEAD"),
                (_, true, _) => Some("PUT"),
                (.., true) => Some("POST"),
                _ => None,
            };
            self.draft.method = method.map(|method| At::new(method.to_owned(), 0..0));
        }
    }

    fn is_removed(&self, name: &str) -> bool {
        self.removed.iter().any(|removed| removed.eq_ignore_ascii_case(name))
    }

    fn append_query(&mut self) {
        let added = self.query.join("&");
        let Some(url) = &mut self.draft.url else { return };
        let (before, fragment) = match url.value.split_once('#') {
            Some((before, fragment)) => (before, format!("#{fragment}")),
            None => (url.value.as_str(), String::new()),
        };
        let sign = match before.split_once('?') {
            Some((_, query)) if query.is_empty() || query.ends_with('&') => "",
            Some(_) => "&",
            None => "?",
        };
        let whole = format!("{before}{sign}{added}{fragment}");
        // A query that cannot be read is said of the URL as it was written.
        if Url::parse(&whole).is_ok() || Url::parse(&url.value).is_err() {
            url.value = whole;
        }
    }
}
