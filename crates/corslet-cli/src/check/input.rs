//! From what was written to what is meant, with every problem at once.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::time::Duration;

use corslet::browser::{CredentialsMode, Engine, Mode, PageBody, RedirectMode, RequestInit};
use corslet::words::{Method, MethodError, Origin};

use super::arguments::Arguments;
use super::header_input::{self, Line};
use super::plan::{Engines, Format, Plan};
use super::problem::Problem;
use super::{body_input, network_input, url_input};
use crate::transport::Trust;

/// How long each request may take unless it is said otherwise.
const LIMIT: Duration = Duration::from_secs(30);

/// The longest limit that can be asked for.
const LONGEST_LIMIT: f64 = 86_400.0;

/// What is meant, and how the report is to be written.
///
/// # Errors
/// Everything that is wrong.
pub(crate) fn read(arguments: &Arguments) -> Result<(Plan, Format), Vec<Problem>> {
    let mut reader = Reader { problems: Vec::new(), remarks: Vec::new() };
    let url = match &arguments.url {
        Some(text) => reader.keep(url_input::read(&text.to_string_lossy())),
        None => {
            let what = "write what the page asks for: corslet check https://api.example/orders --origin https://app.example";
            reader.problems.push(Problem::missing("URL", what));
            None
        }
    };
    let origin = reader.origin(arguments.origin.as_deref());
    let method = reader.method(arguments.method.as_deref());
    let headers = reader.headers(arguments);
    let body = reader.keep(body_input::read(&arguments.data)).flatten();
    let credentials =
        reader.keyword("--credentials", arguments.credentials.as_deref(), CredentialsMode::KEYWORDS);
    let mode = reader.keyword("--mode", arguments.mode.as_deref(), &["cors", "no-cors", "same-origin"]);
    let redirect = reader.keyword("--redirect", arguments.redirect.as_deref(), RedirectMode::KEYWORDS);
    let format = reader.keyword("--format", arguments.format.as_deref(), &["human", "json"]);
    let engines = reader.engines(&arguments.engines);
    let limit = reader.limit(arguments.max_time.as_deref());
    let trust = reader.trust(arguments);
    let network = network_input::read(&arguments.network, |name| std::env::var(name).ok());
    let network = network.map_err(|problems| reader.problems.extend(problems)).unwrap_or_default();

    let (Some(url), Some(origin), true) = (url, origin, reader.problems.is_empty()) else {
        return Err(reader.problems);
    };
    let mut init = RequestInit::new(origin, url.as_str());
    init.method = method.or_else(|| body.is_some().then(|| b"POST".to_vec()));
    init.headers = with_form_type(headers, body.is_some());
    init.body = body.is_some().then_some(PageBody::Bytes);
    // The keywords were looked up above, so reading them cannot fail.
    init.credentials = credentials.and_then(|word| word.parse::<CredentialsMode>().ok());
    init.mode = mode.and_then(|word| word.parse::<Mode>().ok());
    init.redirect = redirect.and_then(|word| word.parse::<RedirectMode>().ok());
    let plan = Plan {
        init,
        url,
        body: body.map(Into::into),
        engines,
        send: arguments.send,
        trust,
        limit,
        network,
        remarks: reader.remarks,
    };
    let format = if format.as_deref() == Some("json") { Format::Json } else { Format::Human };
    Ok((plan, format))
}

/// curl's `-d` names the type of a form unless the type is given.
fn with_form_type(mut headers: Vec<(Vec<u8>, Vec<u8>)>, has_body: bool) -> Vec<(Vec<u8>, Vec<u8>)> {
    let is_given = headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(b"content-type"));
    if has_body && !is_given {
        headers.push((b"Content-Type".to_vec(), b"application/x-www-form-urlencoded".to_vec()));
    }
    headers
}

/// Collects what is wrong, and goes on.
struct Reader {
    problems: Vec<Problem>,
    remarks: Vec<String>,
}

impl Reader {
    fn keep<T>(&mut self, read: Result<T, Problem>) -> Option<T> {
        read.map_err(|problem| self.problems.push(problem)).ok()
    }

    fn origin(&mut self, text: Option<&OsStr>) -> Option<Origin> {
        let Some(text) = text else {
            let what = "write where the page is from, for example --origin https://app.example \
                        (`null` for a sandboxed frame or a local file)";
            self.problems.push(Problem::missing("--origin", what));
            return None;
        };
        let shown = text.to_string_lossy();
        self.keep(Origin::parse(shown.as_bytes()).map_err(|error| {
            let problem = Problem::new("--origin", shown.clone(), error.to_string());
            error.problems.iter().fold(problem, |problem, one| problem.at(one.at.clone()))
        }))
    }

    fn method(&mut self, text: Option<&OsStr>) -> Option<Vec<u8>> {
        let text = text?;
        let bytes = text.as_encoded_bytes();
        let parsed = Method::parse(bytes).map_err(|error| {
            let problem = Problem::new("-X", text.to_string_lossy(), error.to_string());
            match error {
                MethodError::NotTokenByte { index, .. } => problem.at(index..index + 1),
                MethodError::Empty => problem,
            }
        });
        self.keep(parsed).map(|_| bytes.to_vec())
    }

    fn headers(&mut self, arguments: &Arguments) -> Vec<(Vec<u8>, Vec<u8>)> {
        let mut headers = Vec::new();
        for text in &arguments.headers {
            match self.keep(header_input::read(text.as_encoded_bytes())) {
                Some(Line::Set(name, value)) => headers.push((name, value)),
                Some(Line::LeftOut(name)) => self.remarks.push(format!(
                    "-H '{name}:' has no value, and is left out as curl does; -H '{name};' sends it empty"
                )),
                None => {}
            }
        }
        headers
    }

    fn keyword(&mut self, argument: &'static str, text: Option<&str>, allowed: &[&str]) -> Option<String> {
        let text = text?;
        if allowed.contains(&text) {
            return Some(text.to_owned());
        }
        self.problems.push(Problem::new(argument, text, format!("write one of: {}", allowed.join(", "))));
        None
    }

    fn engines(&mut self, words: &[String]) -> Engines {
        let browsers = [Engine::Chromium, Engine::Firefox, Engine::WebKit];
        let mut named = Vec::new();
        let mut all = words.is_empty();
        for word in words {
            match word.parse::<Engine>() {
                Ok(engine) => named.push(engine),
                Err(_) if word == "all" => all = true,
                Err(_) => {
                    let what = "write one of: standard, chromium, firefox, webkit, all";
                    self.problems.push(Problem::new("--engine", word.as_str(), what));
                }
            }
        }
        let engines = browsers.into_iter().chain([Engine::Standard]);
        Engines {
            engines: engines.filter(|engine| all || named.contains(engine)).collect(),
            standard_counts: named.contains(&Engine::Standard),
        }
    }

    fn limit(&mut self, text: Option<&str>) -> Duration {
        let Some(text) = text else { return LIMIT };
        match text.parse::<f64>() {
            Ok(seconds) if seconds > 0.0 && seconds <= LONGEST_LIMIT => Duration::from_secs_f64(seconds),
            _ => {
                let what = "write a number of seconds above 0, at most 86400: -m 5";
                self.problems.push(Problem::new("-m", text, what));
                LIMIT
            }
        }
    }

    fn trust(&mut self, arguments: &Arguments) -> Trust {
        match &arguments.cacert {
            Some(file) => {
                let read = Trust::file(PathBuf::from(file))
                    .map_err(|what| Problem::new("--cacert", file.to_string_lossy(), what));
                let trust = self.keep(read);
                if arguments.insecure { Trust::Anything } else { trust.unwrap_or_default() }
            }
            None if arguments.insecure => Trust::Anything,
            None => Trust::System,
        }
    }
}
