//! `corslet/explain/1`: the answer to a question, for programs.

use corslet::browser::{Api, Element};
use corslet::verdict::Step;
use corslet_inspect::explain::{Answer, Steps, console, value};
use corslet_inspect::input::{Form, Pasted, Unread};
use corslet_inspect::redact::Redactor;
use serde::Serialize;

use super::request::check_command;

/// The document.
#[derive(Serialize)]
struct Document {
    schema: &'static str,
    #[serde(flatten)]
    body: Body,
}

/// What was asked decides what is in it.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Body {
    Console {
        is_known: bool,
        browser: Vec<&'static str>,
        names: Vec<&'static str>,
        tells: Option<&'static str>,
        checks: Vec<&'static str>,
        meaning: String,
        not_said: String,
        causes: Vec<CauseLine>,
        next: Vec<String>,
    },
    Page {
        id: String,
        title: String,
        docs: String,
    },
    Steps {
        algorithm: &'static str,
        link: &'static str,
        steps: Vec<StepLine>,
    },
    Value {
        name: String,
        value: String,
        is_legal: Option<bool>,
        what: String,
        engines: Vec<EngineLine>,
    },
    Request(RequestLine),
    Unread {
        form: Option<&'static str>,
        problems: Vec<ProblemLine>,
    },
    Unknown {
        did_you_mean: Vec<String>,
    },
}

#[derive(Serialize)]
struct CauseLine {
    id: String,
    line: String,
}

#[derive(Serialize)]
struct StepLine {
    number: &'static str,
    name: &'static str,
    sentence: &'static str,
}

#[derive(Serialize)]
struct EngineLine {
    engine: &'static str,
    does: Vec<String>,
}

#[derive(Serialize)]
struct RequestLine {
    form: &'static str,
    /// `websocket` where the page opens one: `form` has no word for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    api: Option<&'static str>,
    url: Option<String>,
    method: String,
    origin: Option<String>,
    headers: Vec<(String, String)>,
    credentials: Option<&'static str>,
    mode: Option<&'static str>,
    redirect: Option<&'static str>,
    remarks: Vec<RemarkLine>,
    next: Vec<String>,
}

#[derive(Serialize)]
struct RemarkLine {
    kind: &'static str,
    what: String,
}

#[derive(Serialize)]
struct ProblemLine {
    line: usize,
    column: usize,
    what: String,
}

/// Writes the answer.
///
/// # Errors
/// When it cannot be written as JSON.
pub(crate) fn write(answer: &Answer, redactor: &Redactor) -> serde_json::Result<String> {
    let document = Document { schema: "corslet/explain/1", body: body(answer, redactor) };
    serde_json::to_string_pretty(&document)
}

fn body(answer: &Answer, redactor: &Redactor) -> Body {
    match answer {
        Answer::Console(explained) => of_console(explained),
        Answer::Page(page) => Body::Page {
            id: page.id.to_string(),
            title: page.title().to_owned(),
            docs: page.docs.to_string(),
        },
        Answer::Steps(Steps::Algorithm(algorithm)) => Body::Steps {
            algorithm: algorithm.name,
            link: algorithm.link,
            steps: algorithm.steps.iter().map(|step| of_step(step)).collect(),
        },
        Answer::Steps(Steps::Step(algorithm, step)) => {
            Body::Steps { algorithm: algorithm.name, link: step.link, steps: vec![of_step(step)] }
        }
        Answer::Value(explained) => of_value(explained, redactor),
        Answer::Request(pasted) => Body::Request(of_request(pasted, redactor)),
        Answer::Unread(unread) => of_unread(unread),
        Answer::Unknown(did_you_mean) => Body::Unknown { did_you_mean: did_you_mean.clone() },
        _ => Body::Unknown { did_you_mean: Vec::new() },
    }
}

fn of_console(explained: &console::Explained) -> Body {
    Body::Console {
        is_known: explained.is_known,
        browser: explained.browsers.iter().map(|engine| engine.as_str()).collect(),
        names: explained.names.clone(),
        tells: explained.tells.map(|tells| match tells {
            console::Tells::Check => "check",
            console::Tells::Envelope => "envelope",
            console::Tells::Warning => "warning",
            console::Tells::Beside => "beside",
        }),
        checks: explained.checks.clone(),
        meaning: explained.meaning.clone(),
        not_said: explained.not_said.clone(),
        causes: explained
            .causes
            .iter()
            .map(|cause| CauseLine { id: cause.id.clone(), line: cause.line.clone() })
            .collect(),
        next: explained.next.clone(),
    }
}

fn of_step(step: &Step) -> StepLine {
    StepLine { number: step.number, name: step.name, sentence: step.sentence }
}

fn of_value(explained: &value::Explained, redactor: &Redactor) -> Body {
    let engine = |one: &value::InEngine| EngineLine { engine: one.engine.as_str(), does: one.does.clone() };
    Body::Value {
        name: explained.name.clone(),
        value: redactor.text(&explained.value),
        is_legal: explained.is_legal,
        what: explained.what.clone(),
        engines: explained.engines.iter().map(engine).collect(),
    }
}

/// The form's word. Those of this version are frozen: a constructor is a script's call, and `api` says which.
fn form(form: Form) -> &'static str {
    match form {
        Form::WebSocket => Form::Fetch.as_str(),
        form => form.as_str(),
    }
}

fn of_request(pasted: &Pasted, redactor: &Redactor) -> RequestLine {
    let header = |(name, value): &(String, Vec<u8>)| {
        let line = redactor.text(&format!("{name}: {}", String::from_utf8_lossy(value)));
        let value = line.split_once(": ").map_or(String::new(), |(_, value)| value.to_owned());
        (name.clone(), value)
    };
    RequestLine {
        form: form(pasted.form),
        api: match pasted.api {
            Api::Element { element: Element::WebSocket, .. } => Some(Element::WebSocket.row().keyword),
            _ => None,
        },
        url: pasted.url.as_ref().map(|url| redactor.text(url.as_str())),
        method: pasted.method.clone().unwrap_or_else(|| "GET".to_owned()),
        origin: pasted.origin.as_ref().map(|origin| origin.serialize().to_owned()),
        headers: pasted.headers.iter().map(header).collect(),
        credentials: pasted.credentials.map(|mode| mode.as_str()),
        mode: pasted.mode.map(|mode| mode.as_str()),
        redirect: pasted.redirect.map(|mode| mode.as_str()),
        remarks: pasted
            .remarks
            .iter()
            .map(|remark| RemarkLine { kind: remark.kind.as_str(), what: redactor.text(&remark.what) })
            .collect(),
        next: vec![check_command(pasted, redactor)],
    }
}

fn of_unread(unread: &Unread) -> Body {
    let problem = |problem| {
        let place = unread.place(problem);
        ProblemLine { line: place.line, column: place.column, what: problem.what.clone() }
    };
    Body::Unread { form: unread.form.map(form), problems: unread.problems.iter().map(problem).collect() }
}
