//! A layer that can grant, and how its configuration is written.

use super::Need;

/// A layer that can grant: a server, a proxy, a framework.
#[derive(Debug)]
pub struct Layer {
    /// Its id: `nginx`.
    pub id: &'static str,
    /// As people call it.
    pub name: &'static str,
    pub(super) write: fn(&Need) -> Fix,
}

/// What is to be written where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The pieces, in the order in which they are put in.
    pub pieces: Vec<Piece>,
    /// What is to be known beside, as sentences.
    pub notes: Vec<String>,
}

/// A piece of configuration, or of code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it goes, with its preposition: `in http { }`, `at the beginning of the file`.
    pub place: &'static str,
    /// Its language, as code blocks are called: `nginx`, `js`, `python`.
    pub language: &'static str,
    /// The text, ending with a line break.
    pub text: String,
}

impl Layer {
    /// Writes down what has to be granted.
    #[must_use]
    pub fn write(&self, need: &Need) -> Fix {
        (self.write)(need)
    }
}

impl Fix {
    pub(super) fn new(place: &'static str, language: &'static str, text: String) -> Fix {
        Fix { pieces: vec![Piece { place, language, text }], notes: Vec::new() }
    }

    /// Another piece.
    pub(super) fn and(mut self, place: &'static str, language: &'static str, text: String) -> Fix {
        self.pieces.push(Piece { place, language, text });
        self
    }

    /// What is to be known beside.
    pub(super) fn note(mut self, note: impl Into<String>) -> Fix {
        self.notes.push(note.into());
        self
    }

    /// What is to be known beside, when it is so.
    pub(super) fn note_if(self, is_so: bool, note: &str) -> Fix {
        if is_so { self.note(note) } else { self }
    }
}
