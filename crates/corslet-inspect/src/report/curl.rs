//! An exchange as a curl command that a shell takes as it is written, a placeholder where a secret was.

use super::secrets::Secrets;
use crate::exchange::Request;
use crate::shell::quoted;

/// The command.
pub(super) fn line(secrets: &Secrets, request: &Request) -> String {
    let method = request.method.as_str();
    let mut words = vec!["curl".to_owned(), "-si".to_owned()];
    match method {
        "HEAD" => words.push("-I".to_owned()),
        "GET" if request.body.is_none() => {}
        _ => words.push(format!("-X {}", quoted(method.as_bytes()))),
    }
    words.push(quoted(secrets.text(request.url.as_str()).as_bytes()));
    for (name, value) in request.headers.iter() {
        let shown = secrets.sent(name, value);
        let line = match shown.as_str() {
            // curl takes `Name;` for a line without a value.
            "" => format!("{};", name.as_str()).into_bytes(),
            _ if shown == value.to_latin1() => [name.as_str().as_bytes(), b": ", value.as_bytes()].concat(),
            _ => format!("{}: {shown}", name.as_str()).into_bytes(),
        };
        words.push(format!("-H {}", quoted(&line)));
    }
    if let Some(body) = &request.body {
        if !request.headers.contains("content-type") {
            words.push("-H 'Content-Type:'".to_owned());
        }
        let body = match std::str::from_utf8(body) {
            Ok(text) if !secrets.shows_bodies() => secrets.text(text).into_bytes(),
            _ => body.clone(),
        };
        words.push(format!("--data-raw {}", quoted(&body)));
    }
    words.join(" ")
}
