//! A command line as cmd.exe hands it over and a Windows program takes it apart.
//!
//! Two readers come one after the other. cmd.exe takes its escapes, the carets, out; the program then reads quotes and
//! backslashes by the rules of the C run-time
//! (<https://learn.microsoft.com/en-us/cpp/c-language/parsing-c-command-line-arguments>).

use super::{Word, Words};
use crate::input::problem::Problem;
use crate::input::remark::{Remark, RemarkKind};

/// Takes the first command from `start` on apart.
pub(crate) fn split(text: &str, start: usize) -> Words {
    let mut found = Words::default();
    let line = without_carets(text, start, &mut found);
    arguments(&line, &mut found);
    found
}

/// A character with its place in the text.
type Placed = (usize, char);

/// What cmd.exe hands over: carets taken out, lines joined, up to what ends the command.
fn without_carets(text: &str, start: usize, found: &mut Words) -> Vec<Placed> {
    let mut line = Vec::new();
    let mut is_quoted = false;
    let mut characters = text.get(start..).unwrap_or_default().char_indices().peekable();
    let mut end = None;
    while let Some((at, character)) = characters.next() {
        let at = start + at;
        match character {
            '^' if !is_quoted => {
                let mut next = characters.next();
                if let Some((_, '\r')) = next {
                    next = characters.next();
                }
                match next {
                    // The line goes on, and the first character of the next one is taken as it is.
                    Some((_, '\n')) => {
                        if characters.peek().is_some_and(|(_, next)| *next == '\r') {
                            characters.next();
                        }
                        if let Some(&(next, '\n')) = characters.peek() {
                            characters.next();
                            line.push((start + next, '\n'));
                        }
                    }
                    Some((next, blank @ (' ' | '\t'))) if is_line_end(text, start + next) => {
                        found.problems.push(Problem::new(
                            at..start + next + 1,
                            "a blank follows the caret, so the line does not go on: remove the blank",
                        ));
                        line.push((start + next, blank));
                    }
                    // An escaped quote opens and closes nothing for cmd.exe.
                    Some((next, character)) => line.push((start + next, character)),
                    None => {}
                }
            }
            '"' => {
                is_quoted = !is_quoted;
                line.push((at, '"'));
            }
            '\r' if !is_quoted => {}
            '\n' if !is_quoted => {
                let rest = text[at..].trim_start();
                if rest.starts_with('-') || rest.starts_with("^-") {
                    let place = text[..at].trim_end().len();
                    let what = "the command goes on in the next line, but cmd.exe ends it here: write ^ at the end of \
                                this line";
                    found.problems.push(Problem::new(place..place, what));
                    line.push((at, ' '));
                } else {
                    end = Some(text.len() - rest.len());
                    break;
                }
            }
            '&' | '|' if !is_quoted => {
                end = Some(at);
                break;
            }
            other => line.push((at, other)),
        }
    }
    if let Some(at) = end.filter(|at| !text[*at..].trim().is_empty()) {
        found.remarks.push(Remark {
            kind: RemarkKind::LeftOut,
            at: Some(at..text.len()),
            what: "what follows the first command is left out".into(),
        });
    }
    line
}

fn is_line_end(text: &str, at: usize) -> bool {
    let behind = text[at..].trim_start_matches([' ', '\t', '\r']);
    behind.is_empty() || behind.starts_with('\n')
}

/// The program's arguments: blanks part them outside quotes; backslashes count before a quote only.
fn arguments(line: &[Placed], found: &mut Words) {
    let mut word: Option<Word> = None;
    let mut open: Option<usize> = None;
    let mut index = 0;
    let push = |word: &mut Option<Word>, at: usize, character: char, times: usize| {
        let word = word.get_or_insert_with(|| Word { bytes: Vec::new(), at: at..at, unknown: Vec::new() });
        for _ in 0..times {
            word.bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        }
    };
    while let Some(&(at, character)) = line.get(index) {
        match character {
            '\\' => {
                let slashes = line[index..].iter().take_while(|(_, one)| *one == '\\').count();
                index += slashes;
                let is_quote = line.get(index).is_some_and(|(_, one)| *one == '"');
                push(&mut word, at, '\\', if is_quote { slashes / 2 } else { slashes });
                if is_quote && slashes % 2 == 1 {
                    push(&mut word, at, '"', 1);
                    index += 1;
                }
                continue;
            }
            '"' => {
                push(&mut word, at, '"', 0);
                // Two in a row inside quotes are one.
                if open.is_some() && line.get(index + 1).is_some_and(|(_, one)| *one == '"') {
                    push(&mut word, at, '"', 1);
                    index += 1;
                } else {
                    open = if open.is_some() { None } else { Some(at) };
                }
            }
            ' ' | '\t' | '\n' if open.is_none() => {
                if let Some(mut done) = word.take() {
                    done.at.end = at;
                    found.words.push(done);
                }
            }
            other => push(&mut word, at, other, 1),
        }
        index += 1;
    }
    if let Some(mut done) = word {
        done.at.end = line.last().map_or(done.at.end, |(at, character)| at + character.len_utf8());
        found.words.push(done);
    }
    if let Some(at) = open {
        found
            .problems
            .push(Problem::new(at..at + 1, "this quote is never closed: write \" where the argument ends"));
    }
}
