//! A rule's documentation, read: its headings, and the conversations that its examples are.
//!
//! A rule is documented where it stands, in a doc comment: `# ` its title, `## ` its headings, and examples in ```` ```http ````
//! blocks in the style of `curl -v`. The same text is the page that is shown and the table that is tested.
//!
//! In a block `> ` begins a line of a request and `< ` one of a response; a line with the mark alone ends the head. What
//! stands behind a response's head without a mark is its body. `* name: value` says what is on no wire: of the page when it
//! stands before the first request, of the exchange above it otherwise.

use std::fmt;

/// A rule's documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Docs {
    /// The title.
    pub title: String,
    /// What stands between the title and the first heading.
    pub lead: String,
    /// The sections, in order.
    pub sections: Vec<Section>,
}

/// What stands below one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// The line of the heading, counted from 1.
    pub line: usize,
    /// The text, without blank lines at its ends.
    pub text: String,
    /// The line of the text's first line, counted from 1.
    text_line: usize,
}

/// A conversation: what one ```` ```http ```` block shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conversation {
    /// What is said of all of it, before the first request.
    pub notes: Vec<Note>,
    /// The exchanges, in order.
    pub exchanges: Vec<Shown>,
}

/// A request and its answer, as a block shows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The line of the request's first line in the documentation, counted from 1.
    pub line: usize,
    /// The request's first line: `GET /orders HTTP/1.1`.
    pub request_line: String,
    /// The request's header lines.
    pub request: Vec<(String, String)>,
    /// The response's first line; empty when no response is shown.
    pub status_line: String,
    /// The response's header lines.
    pub response: Vec<(String, String)>,
    /// The response's body.
    pub body: String,
    /// What is said of this exchange.
    pub notes: Vec<Note>,
}

/// `* name: value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The name.
    pub name: String,
    /// The value.
    pub value: String,
}

/// Where a documentation cannot be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocsError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong, and what to write instead.
    pub what: String,
}

impl fmt::Display for DocsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for DocsError {}

impl Docs {
    /// Reads a documentation. The one blank that a doc comment has before each line is taken away.
    #[must_use]
    pub fn parse(text: &str) -> Docs {
        let mut docs = Docs { title: String::new(), lead: String::new(), sections: Vec::new() };
        let mut lead = Vec::new();
        let mut below: Vec<&str> = Vec::new();
        let mut is_fenced = false;
        for (index, line) in text.lines().enumerate() {
            let line = line.strip_prefix(' ').unwrap_or(line);
            is_fenced ^= line.trim_start().starts_with("```");
            match (line.strip_prefix("# "), line.strip_prefix("## ")) {
                (Some(title), _) if !is_fenced && docs.title.is_empty() => {
                    docs.title = title.trim().to_owned()
                }
                (_, Some(heading)) if !is_fenced => {
                    docs.close(&mut below);
                    docs.sections.push(Section {
                        heading: heading.trim().to_owned(),
                        line: index + 1,
                        text: String::new(),
                        text_line: index + 2,
                    });
                }
                _ if docs.sections.is_empty() => lead.push(line),
                _ => below.push(line),
            }
        }
        docs.close(&mut below);
        docs.lead = lead.join("\n").trim().to_owned();
        docs
    }

    fn close(&mut self, below: &mut Vec<&str>) {
        if let Some(section) = self.sections.last_mut() {
            section.text_line += below.iter().take_while(|line| line.trim().is_empty()).count();
            section.text = below.join("\n").trim().to_owned();
        }
        below.clear();
    }

    /// The section below a heading.
    #[must_use]
    pub fn section(&self, heading: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.heading == heading)
    }

    /// What is missing or out of place, when these and only these headings have to stand here in this order.
    #[must_use]
    pub fn problems(&self, headings: &[&str]) -> Vec<DocsError> {
        let mut problems = Vec::new();
        let mut say = |line, what: String| problems.push(DocsError { line, what });
        if self.title.is_empty() {
            say(1, "there is no title: begin with `# ` and the rule's name".to_owned());
        }
        if self.lead.is_empty() {
            say(1, "nothing stands below the title: say in one sentence what the rule is about".to_owned());
        }
        let found: Vec<&str> = self.sections.iter().map(|section| section.heading.as_str()).collect();
        if found != headings {
            say(1, format!("the headings are {found:?}, and have to be {headings:?}"));
        }
        for section in self.sections.iter().filter(|section| section.text.is_empty()) {
            say(section.line, format!("nothing stands below `{}`", section.heading));
        }
        problems
    }
}

impl Section {
    /// The conversations that this section shows.
    ///
    /// # Errors
    /// Every line that is none of a conversation.
    pub fn http_blocks(&self) -> Result<Vec<Conversation>, Vec<DocsError>> {
        let mut blocks = Vec::new();
        let mut errors = Vec::new();
        let mut open: Option<(bool, Reader)> = None;
        for (index, line) in self.text.lines().enumerate() {
            let number = self.text_line + index;
            if let Some(language) = line.trim_start().strip_prefix("```") {
                match open.take() {
                    None => open = Some((language.trim() == "http", Reader::default())),
                    Some((true, reader)) => blocks.push(reader.conversation),
                    Some((false, _)) => {}
                }
            } else if let Some((true, reader)) = &mut open
                && let Err(what) = reader.line(number, line)
            {
                errors.push(DocsError { line: number, what });
            }
        }
        if open.is_some() {
            errors.push(DocsError {
                line: self.line,
                what: "a block is not closed: write ``` below it".to_owned(),
            });
        }
        if errors.is_empty() { Ok(blocks) } else { Err(errors) }
    }
}

/// Reads one block line by line.
#[derive(Default)]
struct Reader {
    conversation: Conversation,
    part: Part,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Before,
    Request,
    RequestEnded,
    Response,
    Body,
}

impl Reader {
    fn line(&mut self, number: usize, line: &str) -> Result<(), String> {
        if let Some(rest) = marked(line, '>') {
            return self.request_line(number, rest);
        }
        if self.part == Part::Body {
            return self.body_line(line);
        }
        if let Some(rest) = marked(line, '<') {
            return self.response_line(rest);
        }
        if let Some(rest) = marked(line, '*') {
            let (name, value) = header(rest)?;
            let notes = match self.conversation.exchanges.last_mut() {
                Some(shown) => &mut shown.notes,
                None => &mut self.conversation.notes,
            };
            notes.push(Note { name, value });
            return Ok(());
        }
        if line.trim().is_empty() {
            return Ok(());
        }
        Err(format!("`{line}` begins with none of `> `, `< ` and `* `; a body stands behind a line `<`"))
    }

    fn request_line(&mut self, number: usize, rest: &str) -> Result<(), String> {
        if self.part != Part::Request {
            if rest.is_empty() {
                return Err("a request begins with its method: `> GET / HTTP/1.1`".to_owned());
            }
            // The blank line between a body and the next request is layout.
            if let Some(above) = self.conversation.exchanges.last_mut() {
                above.body.truncate(above.body.trim_end_matches('\n').len());
            }
            let shown = Shown { line: number, request_line: rest.to_owned(), ..Shown::default() };
            self.conversation.exchanges.push(shown);
            self.part = Part::Request;
            return Ok(());
        }
        if rest.is_empty() {
            self.part = Part::RequestEnded;
            return Ok(());
        }
        let line = header(rest)?;
        self.conversation.exchanges.last_mut().into_iter().for_each(|shown| shown.request.push(line.clone()));
        Ok(())
    }

    fn response_line(&mut self, rest: &str) -> Result<(), String> {
        let Some(shown) = self.conversation.exchanges.last_mut() else {
            return Err("a response stands behind its request: begin with `> GET / HTTP/1.1`".to_owned());
        };
        if self.part != Part::Response {
            if !rest.starts_with("HTTP/") {
                return Err(format!(
                    "a response begins with its status line: `< HTTP/1.1 200 OK`, not `{rest}`"
                ));
            }
            shown.status_line = rest.to_owned();
            self.part = Part::Response;
        } else if rest.is_empty() {
            self.part = Part::Body;
        } else {
            shown.response.push(header(rest)?);
        }
        Ok(())
    }

    fn body_line(&mut self, line: &str) -> Result<(), String> {
        let Some(shown) = self.conversation.exchanges.last_mut() else { return Ok(()) };
        if !shown.body.is_empty() {
            shown.body.push('\n');
        }
        shown.body.push_str(line);
        Ok(())
    }
}

/// What stands behind a mark.
fn marked(line: &str, mark: char) -> Option<&str> {
    let rest = line.strip_prefix(mark)?;
    rest.strip_prefix(' ').or_else(|| rest.is_empty().then_some(""))
}

fn header(line: &str) -> Result<(String, String), String> {
    match line.split_once(':') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.trim().to_owned())),
        _ => Err(format!("`{line}` is no `name: value`")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, clippy::unwrap_used)]

    use super::Docs;

    const TEXT: &str = " # A title\n\n The lead.\n\n ## One\n\n Words.\n\n ## Two\n\n ```http\n * page: https://a.example\n > GET / HTTP/1.1\n \
                        > Host: b.example\n >\n < HTTP/1.1 200 OK\n < Vary: Origin\n <\n # body\n\n <b>\n > GET /2 HTTP/1.1\n * failed: dns\n ```\n";

    #[test]
    fn headings_and_blocks_are_found() {
        let docs = Docs::parse(TEXT);
        assert_eq!((docs.title.as_str(), docs.lead.as_str()), ("A title", "The lead."));
        assert_eq!(docs.problems(&["One", "Two"]), []);
        assert_eq!(docs.problems(&["Two"]).len(), 1);
        let blocks = docs.section("Two").unwrap().http_blocks().unwrap();
        let [block] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!(block.notes[0].value, "https://a.example");
        let [first, second] = block.exchanges.as_slice() else { panic!("{block:?}") };
        assert_eq!((first.line, first.request_line.as_str()), (13, "GET / HTTP/1.1"));
        assert_eq!(first.response, [("Vary".to_owned(), "Origin".to_owned())]);
        assert_eq!(first.body, "# body\n\n<b>");
        assert_eq!(second.status_line, "");
        assert_eq!(second.notes[0].name, "failed");
    }

    #[test]
    fn what_is_no_conversation_is_said_with_its_line() {
        let text = "# T\n\nLead.\n\n## Found\n\n```http\n< HTTP/1.1 200 OK\nhello\n> GET / HTTP/1.1\n> nothing\n```\n\n```http\n> GET /";
        let errors = Docs::parse(text).section("Found").unwrap().http_blocks().unwrap_err();
        assert_eq!(errors.iter().map(|error| error.line).collect::<Vec<_>>(), [8, 9, 11, 5]);
    }
}
