//! A PowerShell command as a page's request.

use std::collections::BTreeMap;
use std::ops::Range;

use corslet::browser::PageBody;

use super::cookies;
use super::lexer::{Kind, Token, tokens};
use crate::input::draft::{At, Draft, shortened};
use crate::input::form::Form;
use crate::input::nearest::nearest;
use crate::input::pasted::{Body, HttpVersion, Pasted};
use crate::input::problem::Problem;
use crate::input::remark::RemarkKind;

/// The parameters, in lower case, and whether a value follows.
const PARAMETERS: &[(&str, bool)] = &[
    ("-uri", true),
    ("-method", true),
    ("-custommethod", true),
    ("-headers", true),
    ("-body", true),
    ("-contenttype", true),
    ("-websession", true),
    ("-sessionvariable", true),
    ("-useragent", true),
    ("-credential", true),
    ("-proxy", true),
    ("-timeoutsec", true),
    ("-maximumredirection", true),
    ("-outfile", true),
    ("-infile", true),
    ("-form", true),
    ("-token", true),
    ("-authentication", true),
    ("-httpversion", true),
    ("-sslprotocol", true),
    ("-erroraction", true),
    ("-transferencoding", true),
    ("-usebasicparsing", false),
    ("-skipcertificatecheck", false),
    ("-skiphttperrorcheck", false),
    ("-skipheadervalidation", false),
    ("-usedefaultcredentials", false),
    ("-allowunencryptedauthentication", false),
    ("-disablekeepalive", false),
    ("-passthru", false),
    ("-noproxy", false),
    ("-verbose", false),
];

/// A value that was written down.
#[derive(Clone, Debug)]
enum Value {
    Text(String, Vec<Range<usize>>),
    Table(Vec<(At<String>, String)>),
    Unknown,
}

/// Reads a text with one of the commands.
pub(in crate::input) fn read(text: &str) -> Result<Pasted, Vec<Problem>> {
    let mut draft = Draft::new(Form::PowerShell);
    let tokens = tokens(text, &mut draft.problems);
    let mut reader = Reader { text, tokens, index: 0, variables: BTreeMap::new(), draft, content_type: None };
    reader.assignments();
    let all = cookies::read(&reader.tokens);
    if !all.is_empty() {
        reader.draft.header("Cookie", all.join("; "), 0..0);
    }
    reader.command();
    reader.draft.finish()
}

struct Reader<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    index: usize,
    variables: BTreeMap<String, Value>,
    draft: Draft,
    content_type: Option<At<String>>,
}

fn is_command(word: &str) -> bool {
    matches!(word, "invoke-webrequest" | "invoke-restmethod" | "iwr" | "irm")
}

impl Reader<'_> {
    /// `$name = …`: what the command may use.
    fn assignments(&mut self) {
        for index in 0..self.tokens.len() {
            let Some(name) = self.tokens[index].word().filter(|word| word.starts_with('$')) else { continue };
            if !self.tokens.get(index + 1).is_some_and(|next| next.is_sign('=')) {
                continue;
            }
            self.index = index + 2;
            // What is wrong with it is said where it is used.
            let before = self.draft.problems.len();
            let value = self.value();
            self.draft.problems.truncate(before);
            if name == "$session.useragent" {
                continue;
            }
            self.variables.insert(name, value);
        }
    }

    fn command(&mut self) {
        let found = self.tokens.iter().position(|token| token.word().is_some_and(|word| is_command(&word)));
        let Some(found) = found else { return };
        self.index = found + 1;
        while let Some(token) = self.tokens.get(self.index).cloned() {
            match &token.kind {
                Kind::Sign('\n' | ';' | '|') => break,
                Kind::Word(word) if word.starts_with('-') => {
                    self.index += 1;
                    self.parameter(word, token.at.clone());
                }
                Kind::Sign('@') if !self.tokens.get(self.index + 1).is_some_and(|next| next.is_sign('{')) => {
                    self.draft.problem(
                        token.at.clone(),
                        "what @ stands for is not known here: write each parameter, such as -Uri \"https://...\"",
                    );
                    self.index += 2;
                }
                // The first word without a name is the URL.
                _ => {
                    let at = token.at.clone();
                    let before = self.index;
                    let value = self.value();
                    if let (Value::Text(text, unknown), None) = (value, &self.draft.url) {
                        self.url(text, &unknown, at);
                    }
                    self.index = self.index.max(before + 1);
                }
            }
        }
        self.goes_on();
        if let Some(content_type) = self.content_type.take() {
            self.draft.headers.retain(|line| !line.name.eq_ignore_ascii_case("content-type"));
            self.draft.header("Content-Type", content_type.value, content_type.at);
        }
    }

    /// A line that begins with a parameter shows that a backtick is missing.
    fn goes_on(&mut self) {
        let Some(end) =
            self.tokens.get(self.index).filter(|token| token.is_sign('\n')).map(|token| token.at.clone())
        else {
            return;
        };
        let mut next = self.tokens[self.index..].iter().skip_while(|token| token.is_sign('\n'));
        let is_parameter = next.next().and_then(Token::word).is_some_and(|word| known(&word).is_some());
        if is_parameter {
            self.draft.problem(
                end.start..end.start,
                "the command goes on in the next line, but PowerShell ends it here: write ` at the end of this line",
            );
        }
    }

    fn parameter(&mut self, word: &str, at: Range<usize>) {
        let name = word.trim_end_matches(':').to_ascii_lowercase();
        let Some((name, takes_value)) = known(&name) else {
            let what = match nearest(&name, PARAMETERS.iter().map(|(name, _)| *name)) {
                Some(near) => {
                    format!("the parameter {} is not known here: did you mean {near}?", shortened(word))
                }
                None => format!("the parameter {} is not known here: leave it out", shortened(word)),
            };
            self.draft.problem(at, what);
            return;
        };
        if !takes_value {
            self.draft.network.insecure |= name == "-skipcertificatecheck";
            return;
        }
        let ends = self
            .tokens
            .get(self.index)
            .is_none_or(|token| matches!(token.kind, Kind::Sign('\n' | ';' | '|')));
        if ends {
            self.draft.problem(at, format!("the value of {word} is missing: write it behind the parameter"));
            return;
        }
        let start = self.tokens[self.index].at.start;
        let value = self.value();
        let end = self
            .index
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .map_or(start, |last| last.at.end);
        let value_at = start..end.max(start);
        match (name, value) {
            ("-uri", Value::Text(text, unknown)) => self.url(text, &unknown, value_at),
            ("-uri", _) => {
                self.draft.problem(value_at, "the URL is not known here: write it as \"https://...\"")
            }
            ("-method" | "-custommethod", Value::Text(text, _)) => {
                // PowerShell's own names have no case, and are sent in capitals.
                let method = if name == "-method" { text.to_ascii_uppercase() } else { text };
                self.draft.method = Some(At::new(method, value_at));
            }
            ("-headers", Value::Table(entries)) => {
                for (name, value) in entries {
                    self.draft.header(&name.value, value, name.at);
                }
            }
            ("-headers", _) => self.draft.remark(
                RemarkKind::NotFollowed,
                value_at,
                "these headers are not known without running the command: add each as -H 'Name: value'",
            ),
            ("-contenttype", Value::Text(text, _)) => self.content_type = Some(At::new(text, value_at)),
            ("-body", value) => self.body(value, value_at),
            ("-form", _) => {
                self.not_known(value_at, "what the form contains");
                let bytes = b"------corslet--\r\n".to_vec();
                self.draft.body = Some(Body { bytes, kind: PageBody::FormData });
            }
            ("-infile", value) => {
                let file = if let Value::Text(file, _) = value { file } else { String::new() };
                let what = format!("-InFile: the file {} is not read", shortened(&file));
                self.draft.remark(RemarkKind::NotFollowed, value_at, what);
                self.draft.body = Some(Body { bytes: Vec::new(), kind: PageBody::Bytes });
            }
            ("-outfile", _) => {
                self.draft.remark(RemarkKind::NotFollowed, value_at, "-OutFile: no file is written");
            }
            ("-useragent", Value::Text(text, _)) => self.draft.header("User-Agent", text, value_at),
            ("-proxy", Value::Text(text, _)) => self.draft.network.proxy = Some(text),
            ("-timeoutsec", Value::Text(text, _)) => self.draft.network.max_time = Some(text),
            ("-httpversion", Value::Text(text, _)) => {
                let version = if text.starts_with('2') { HttpVersion::Http2 } else { HttpVersion::Http1 };
                self.draft.network.version = Some(version);
            }
            ("-credential" | "-token", _) => self.not_known(value_at, name),
            _ => {}
        }
    }

    fn not_known(&mut self, at: Range<usize>, what: &str) {
        let what = format!("{what} is not known without running the command: it is left out");
        self.draft.remark(RemarkKind::NotFollowed, at, what);
    }

    fn url(&mut self, text: String, unknown: &[Range<usize>], at: Range<usize>) {
        match unknown.first() {
            Some(unknown) => self.draft.problem(
                unknown.clone(),
                "the URL contains a part that only PowerShell knows: write its value",
            ),
            None => self.draft.url = Some(At::new(text, at)),
        }
    }

    fn body(&mut self, value: Value, at: Range<usize>) {
        let bytes = match value {
            Value::Text(text, _) => text.into_bytes(),
            // A table is sent as a form.
            Value::Table(entries) => {
                if self.content_type.is_none() {
                    self.draft.header("Content-Type", "application/x-www-form-urlencoded", 0..0);
                }
                let pairs: Vec<String> =
                    entries.into_iter().map(|(name, value)| format!("{}={value}", name.value)).collect();
                pairs.join("&").into_bytes()
            }
            Value::Unknown => {
                self.not_known(at, "what the body contains");
                Vec::new()
            }
        };
        self.draft.body = Some(Body { bytes, kind: PageBody::Bytes });
    }

    /// The value that begins here, and the reader behind it.
    fn value(&mut self) -> Value {
        let Some(token) = self.tokens.get(self.index).cloned() else { return Value::Unknown };
        self.index += 1;
        match token.kind {
            Kind::Text(text, unknown) => Value::Text(text, unknown),
            Kind::Word(word) if word.starts_with('$') => {
                self.variables.get(&word.to_ascii_lowercase()).cloned().unwrap_or(Value::Unknown)
            }
            Kind::Word(word) => Value::Text(word, Vec::new()),
            Kind::Sign('@') if self.tokens.get(self.index).is_some_and(|next| next.is_sign('{')) => {
                self.index += 1;
                self.table(token.at)
            }
            Kind::Sign('(') => self.bracket(token.at),
            Kind::Sign(_) => Value::Unknown,
        }
    }

    /// `(…)`: a text alone in it, or the text that is made into bytes; else only running it would tell.
    fn bracket(&mut self, at: Range<usize>) -> Value {
        let mut depth = 1usize;
        let mut texts: Vec<(String, Vec<Range<usize>>)> = Vec::new();
        let mut is_computed = false;
        while let Some(token) = self.tokens.get(self.index) {
            self.index += 1;
            match &token.kind {
                Kind::Sign('(') => depth += 1,
                Kind::Sign(')') => {
                    depth -= 1;
                    if depth == 0 {
                        return match (texts.as_slice(), is_computed) {
                            ([(text, unknown)], false) => Value::Text(text.clone(), unknown.clone()),
                            _ => Value::Unknown,
                        };
                    }
                }
                Kind::Text(text, unknown) => texts.push((text.clone(), unknown.clone())),
                Kind::Word(word) => is_computed |= !word.to_ascii_lowercase().contains("utf8"),
                Kind::Sign(_) => {}
            }
        }
        self.draft.problem(at, "this ( is never closed: write ) where it ends");
        Value::Unknown
    }

    /// `@{ "name" = "value"; … }`.
    fn table(&mut self, at: Range<usize>) -> Value {
        let mut entries = Vec::new();
        loop {
            let Some(token) = self.tokens.get(self.index).cloned() else {
                self.draft.problem(at, "this @{ is never closed: write } where it ends");
                return Value::Table(entries);
            };
            self.index += 1;
            let name = match token.kind {
                Kind::Sign('}') => return Value::Table(entries),
                Kind::Text(text, _) | Kind::Word(text) => text,
                Kind::Sign(_) => continue,
            };
            if !self.tokens.get(self.index).is_some_and(|next| next.is_sign('=')) {
                let what =
                    format!("an = is missing behind `{}`: write \"name\" = \"value\"", shortened(&name));
                self.draft.problem(token.at, what);
                continue;
            }
            self.index += 1;
            let start = self.tokens.get(self.index).map_or(self.text.len(), |token| token.at.start);
            let value = match self.value() {
                Value::Text(text, unknown) => {
                    for at in unknown {
                        let what = "a variable of PowerShell is not known here; its name stands in its place";
                        self.draft.remark(RemarkKind::NotFollowed, at, what);
                    }
                    text
                }
                _ => {
                    let what = format!(
                        "the value of the header {} is not known without running the command: what is written stands in \
                         its place",
                        shortened(&name)
                    );
                    self.draft.remark(RemarkKind::NotFollowed, token.at.clone(), what);
                    let line = self.text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
                    shortened(line.trim())
                }
            };
            entries.push((At::new(name, token.at), value));
        }
    }
}

/// A parameter by its name, or by as much of it as is unmistakable.
fn known(word: &str) -> Option<(&'static str, bool)> {
    let whole = PARAMETERS.iter().find(|(name, _)| *name == word);
    let mut begun = PARAMETERS.iter().filter(|(name, _)| word.len() > 2 && name.starts_with(word));
    let only = match (begun.next(), begun.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    };
    whole.or(only).copied()
}
