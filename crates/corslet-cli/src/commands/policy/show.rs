//! `corslet policy show`: what a policy would answer to a page's request, and which of its lines decides.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use corslet::policy::{Answer, AnswerKind, Policy, Reason, RequestHead, Value};
use corslet::words::{
    HeaderList, HeaderName, HeaderValue, Method, Origin, Safelist, cors_unsafe_request_header_names,
};

use super::source::{parse, print, text};

/// Shows what a policy would answer to a page's request, and which of its lines decides.
///
/// Exit code 0 when the page may read the answer; 1 when not; 2 for a wrong use or a policy that does not compile.
#[derive(clap::Args)]
pub(crate) struct Show {
    /// The policy file; `-` reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What the page asks for: a path, or a URL with its host [default: each route's own path]
    #[arg(value_name = "TARGET")]
    target: Option<String>,
    /// The page's origin
    #[arg(long, value_name = "ORIGIN")]
    origin: String,
    /// The request's method
    #[arg(short = 'X', long = "request", value_name = "METHOD", default_value = "GET")]
    method: String,
    /// A header that the page sets: a name, or `name: value`; may be repeated
    #[arg(short = 'H', long = "header", value_name = "HEADER")]
    headers: Vec<String>,
}

/// A request as the page makes it.
struct Asked {
    origin: String,
    method: Method,
    /// The names that a preflight asks for, in lower case and sorted.
    unsafe_names: Vec<String>,
}

/// Where it goes.
struct Target {
    host: Option<String>,
    path: String,
}

impl Show {
    pub(super) fn run(&self) -> Result<ExitCode, String> {
        let asked = self.asked()?;
        let target = self.target.as_deref().map(read_target).transpose()?;
        let text = text(&self.file)?;
        let reading = parse(&text);
        let file = self.file.display().to_string();
        let Some(policy) = reading.policy() else {
            anstream::eprint!("{}", reading.render(&file, true));
            return Err(format!("{file} does not compile"));
        };
        let targets = match target {
            Some(target) => vec![target],
            None => policy.to_config().routes.iter().map(own_target).collect(),
        };
        if targets.is_empty() {
            print("the policy has no routes, so it grants nothing\n")?;
        }
        let (mut out, mut is_allowed) = (String::new(), !targets.is_empty());
        for target in &targets {
            if !out.is_empty() {
                out.push('\n');
            }
            let page = Page { policy, file: &file, text: &text, asked: &asked, target };
            is_allowed &= page.tell(&mut out);
        }
        print(&out)?;
        Ok(if is_allowed { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }

    fn asked(&self) -> Result<Asked, String> {
        Origin::parse(&self.origin).map_err(|error| format!("--origin {}: {error}", self.origin))?;
        let method = Method::parse(&self.method).map_err(|error| format!("-X {}: {error}", self.method))?;
        if method.is_forbidden() {
            return Err(format!("-X {}: no page can send this method", self.method));
        }
        let mut unsafe_names = Vec::new();
        let mut headers = HeaderList::new();
        for header in &self.headers {
            let (name, value) = header.split_once(':').map_or((header.as_str(), None), |(n, v)| (n, Some(v)));
            let name = HeaderName::parse(name.trim()).map_err(|error| format!("-H {header}: {error}"))?;
            match value {
                Some(value) => headers.append(name, HeaderValue::received(value)),
                // Without a value nothing says that it is a usual one.
                None => unsafe_names.push(name.to_lowercase()),
            }
        }
        unsafe_names.extend(
            cors_unsafe_request_header_names(&headers, &Safelist::STANDARD).iter().map(str::to_owned),
        );
        unsafe_names.sort();
        unsafe_names.dedup();
        Ok(Asked { origin: self.origin.clone(), method: method.normalize(), unsafe_names })
    }
}

fn read_target(target: &str) -> Result<Target, String> {
    let without_query = target.split(['?', '#']).next().unwrap_or_default();
    match without_query.split_once("://") {
        None => Ok(Target { host: None, path: without_query.to_owned() }),
        Some((_, rest)) => {
            let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            if host.is_empty() {
                return Err(format!("{target}: no host is given"));
            }
            let path = if path.is_empty() { "/" } else { path };
            Ok(Target { host: Some(host.to_owned()), path: path.to_owned() })
        }
    }
}

/// A path that belongs to the route.
fn own_target(route: &corslet::policy::RouteConfig) -> Target {
    let path = match route.path.strip_suffix("/*") {
        Some("") => "/",
        Some(base) => base,
        None => &route.path,
    };
    Target { host: route.host.clone(), path: path.to_owned() }
}

/// A request to be shown.
struct Page<'a> {
    policy: &'a Policy,
    file: &'a str,
    text: &'a str,
    asked: &'a Asked,
    target: &'a Target,
}

impl Page<'_> {
    /// Tells the conversation; says whether the page may read the answer.
    fn tell(&self, out: &mut String) -> bool {
        let (method, origin) = (self.asked.method.as_str(), &self.asked.origin);
        let host = self.target.host.as_deref().unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{method} {host}{} from {origin}", self.target.path);
        let needs_preflight = !self.asked.method.is_cors_safelisted() || !self.asked.unsafe_names.is_empty();
        if needs_preflight {
            let names = self.asked.unsafe_names.join(",");
            let mut lines =
                vec![("Origin", origin.clone()), ("Access-Control-Request-Method", method.to_owned())];
            if !names.is_empty() {
                lines.push(("Access-Control-Request-Headers", names));
            }
            let answer = self.answer(out, "OPTIONS", &lines);
            if answer.enforced().kind != AnswerKind::PreflightGranted {
                return false;
            }
        }
        self.answer(out, method, &[("Origin", origin.clone())]).is_allowed()
    }

    fn answer(&self, out: &mut String, method: &str, lines: &[(&'static str, String)]) -> Answer<'_> {
        let headers = HeaderList::from_pairs(lines.iter().map(|(name, value)| (*name, value.as_str())));
        let head = RequestHead {
            method,
            host: self.target.host.as_deref().map(str::as_bytes),
            path: self.target.path.as_bytes(),
            headers: &headers,
        };
        let answer = self.policy.answer(&head);
        let _ = writeln!(out, "  > {method} {}", self.target.path);
        for (name, value) in lines {
            let _ = writeln!(out, "  > {name}: {value}");
        }
        let would = answer.enforced();
        match would.status() {
            Some(status) => {
                let _ = writeln!(out, "  < {status}");
            }
            None => out.push_str("  < (the application's status)\n"),
        }
        for (name, value) in would.headers() {
            let value = match value {
                Value::Fixed(value) => String::from_utf8_lossy(value.as_bytes()).into_owned(),
                Value::RequestOrigin => self.asked.origin.clone(),
            };
            let _ = writeln!(out, "  < {}: {value}", in_title_case(name.as_str()));
        }
        if let Some(vary) = would.vary().value() {
            let _ = writeln!(out, "  < Vary: {}", String::from_utf8_lossy(vary.as_bytes()));
        }
        self.tell_why(out, &answer, lines);
        answer
    }

    fn tell_why(&self, out: &mut String, answer: &Answer<'_>, lines: &[(&'static str, String)]) {
        let verdict = match answer.kind {
            AnswerKind::PreflightGranted => "granted",
            AnswerKind::PreflightRefused => "refused",
            _ if answer.is_allowed() => "the page may read it",
            _ => "the page may not read it",
        };
        let _ = write!(out, "  = {verdict}: {}", answer.reason);
        if let Reason::HeaderNotAllowed { start, end, .. } = answer.reason
            && let Some(name) = lines.last().and_then(|(_, names)| names.get(start..end))
        {
            let _ = write!(out, " `{name}`");
        }
        if let Some(entry) = answer.entry {
            let _ = write!(out, " (`{}`{})", entry.text, self.at(entry.span.as_ref().map(|span| span.start)));
        }
        if let Some(route) = answer.route {
            let _ = write!(out, ", route {}", route + 1);
        }
        if answer.report_only {
            out.push_str("; the policy only reports, so nothing of this is done");
        }
        out.push('\n');
    }

    /// The line and column, as compilers write them.
    fn at(&self, start: Option<usize>) -> String {
        let Some(before) = start.and_then(|start| self.text.get(..start)) else { return String::new() };
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        format!(" at {}:{line}:{column}", self.file)
    }
}

/// A header's name as people write it.
fn in_title_case(name: &str) -> String {
    let capitalise = |word: &str| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_ascii_uppercase() + rest
    };
    name.split('-').map(capitalise).collect::<Vec<_>>().join("-")
}
