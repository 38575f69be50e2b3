//! Reads whatever was pasted: finds out what it is, and hands it to the reader of that form.

use super::detect::{self, Found};
use super::form::Form;
use super::pasted::Pasted;
use super::problem::{Problem, Unread};
use super::shell::Word;
use super::{console, curl, decode, har, http, powershell, script};

/// Reads a text of any form. `entry` is the number of a HAR's entry, from 0; without one the first that was blocked is
/// taken.
///
/// Nothing that the text names is opened, run or asked.
///
/// # Errors
/// Everything that is wrong with it, each with its place and with what to write instead.
pub fn read(bytes: &[u8], entry: Option<usize>) -> Result<Pasted, Unread> {
    let text = decode::decode(bytes)?;
    let found = match detect::detect(&text) {
        Ok(found) => found,
        Err(problem) => return Err(Unread { form: None, text, problems: vec![problem] }),
    };
    let Found { form, start } = found;
    let pasted = match form {
        Form::Curl => curl::bash(&text, start),
        Form::CurlCmd => curl::cmd(&text, start),
        Form::PowerShell => powershell::read(&text),
        Form::Fetch | Form::Xhr | Form::Axios | Form::WebSocket => script::read(&text, form),
        Form::Http => http::read(&text),
        Form::Har => har::read(&text, entry),
        Form::Console => console::read(&text),
    };
    pasted.map_err(|problems| refused(form, text, problems))
}

/// The most problems that are told: whoever has mended these asks again.
const MOST_PROBLEMS: usize = 50;

fn refused(form: Form, text: String, mut problems: Vec<Problem>) -> Unread {
    problems.truncate(MOST_PROBLEMS);
    Unread { form: Some(form), text, problems }
}

/// Reads a curl command that a shell has taken apart already: the words from `curl` on.
///
/// # Errors
/// Everything that is wrong with it. The places are those of the words joined with blanks.
pub fn read_words<W: AsRef<[u8]>>(words: &[W]) -> Result<Pasted, Unread> {
    let mut text = String::new();
    let mut placed = Vec::new();
    for word in words {
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(&String::from_utf8_lossy(word.as_ref()));
        placed.push(Word::known(word.as_ref(), start..text.len()));
    }
    let refuse = |form, text, problem| Err(Unread { form, text, problems: vec![problem] });
    let Some((first, arguments)) = placed.split_first() else {
        let what = "nothing is written: paste a curl command, such as curl https://api.example/orders";
        return refuse(None, text, Problem::new(0..0, what));
    };
    if !detect::is_curl(&first.text()) {
        let what = "a command that begins with `curl` is read here: write curl first, or paste other forms on standard \
                    input";
        let at = first.at.clone();
        return refuse(None, text, Problem::new(at, what));
    }
    curl::arguments(Form::Curl, arguments.to_vec()).map_err(|problems| refused(Form::Curl, text, problems))
}
