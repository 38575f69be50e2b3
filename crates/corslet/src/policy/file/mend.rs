//! Closing lists that were left open, so that one missing bracket is one problem and what follows is still read.

use std::borrow::Cow;
use std::ops::Range;

/// A file whose lists are closed.
pub(super) struct Mended<'t> {
    pub(super) text: Cow<'t, str>,
    /// Where in the mended text something was put in, ascending.
    inserted: Vec<usize>,
    /// The brackets that were left open, in the file.
    pub(super) open: Vec<Range<usize>>,
}

impl<'t> Mended<'t> {
    pub(super) fn new(text: &'t str) -> Mended<'t> {
        let mut mended = Mended { text: Cow::Borrowed(text), inserted: Vec::new(), open: Vec::new() };
        // Where each bracket that is open stands, and the end of the last thing that was no blank or comment.
        let (mut open, mut end) = (Vec::<(u8, usize)>::new(), 0);
        let mut insertions: Vec<(usize, char)> = Vec::new();
        let bytes = text.as_bytes();
        let (mut at, mut is_line_start) = (0, true);
        while let Some(&byte) = bytes.get(at) {
            if is_line_start && !open.is_empty() && begins_anew(&text[at..], open.last()) {
                for (bracket, opened) in open.drain(..).rev() {
                    insertions.push((end, if bracket == b'[' { ']' } else { '}' }));
                    mended.open.push(opened..opened + 1);
                }
            }
            is_line_start = byte == b'\n';
            let next = match byte {
                b'#' => text[at..].find('\n').map_or(text.len(), |newline| at + newline),
                b'"' | b'\'' => string_end(text, at),
                _ => at + 1,
            };
            match byte {
                b'[' | b'{' if !open.is_empty() || is_value(&text[..at]) => open.push((byte, at)),
                b']' | b'}' => {
                    open.pop();
                }
                _ => {}
            }
            if !matches!(byte, b'#' | b' ' | b'\t' | b'\r' | b'\n') {
                end = next;
            }
            at = next;
        }
        mended.insert(insertions);
        mended
    }

    fn insert(&mut self, insertions: Vec<(usize, char)>) {
        let Some(_) = insertions.first() else { return };
        let mut text = String::with_capacity(self.text.len() + insertions.len());
        let mut from = 0;
        for (at, bracket) in insertions {
            text.push_str(&self.text[from..at]);
            self.inserted.push(text.len());
            text.push(bracket);
            from = at;
        }
        text.push_str(&self.text[from..]);
        self.text = Cow::Owned(text);
    }

    /// The bytes of the file that these bytes of the mended text are.
    pub(super) fn back(&self, span: Range<usize>) -> Range<usize> {
        let back = |at: usize| at - self.inserted.partition_point(|&inserted| inserted < at);
        back(span.start)..back(span.end)
    }
}

/// Whether a line begins something that no list contains: a key with its `=`, or a table.
fn begins_anew(line: &str, innermost: Option<&(u8, usize)>) -> bool {
    let line = line.lines().next().unwrap_or_default().trim_start();
    if ["[groups", "[[route", "[route"].iter().any(|header| line.starts_with(header)) {
        return true;
    }
    let is_key = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let rest = line.trim_start_matches(is_key);
    let has_key = rest.len() < line.len() && rest.trim_start().starts_with('=');
    // An inline table may have its keys on lines of their own.
    has_key && innermost.is_some_and(|(bracket, _)| *bracket == b'[')
}

/// Whether what comes next is a value: a `=` stands before it.
fn is_value(before: &str) -> bool {
    before.trim_end_matches([' ', '\t']).ends_with('=')
}

/// The end of the string that begins at `at`; a string of one line ends with the line, closed or not.
fn string_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let quote = bytes[at];
    if bytes[at..].starts_with(&[quote; 3]) {
        let close = if quote == b'"' { "\"\"\"" } else { "'''" };
        return text[at + 3..].find(close).map_or(text.len(), |end| at + 3 + end + 3);
    }
    let mut end = at + 1;
    while let Some(&byte) = bytes.get(end) {
        match byte {
            b'\n' => return end,
            b'\\' if quote == b'"' && bytes.get(end + 1).is_some_and(|next| *next != b'\n') => end += 2,
            _ if byte == quote => return end + 1,
            _ => end += 1,
        }
    }
    text.floor_char_boundary(end)
}

#[cfg(test)]
mod tests {
    use super::Mended;

    #[test]
    fn open_lists_are_closed_before_what_follows() {
        for (text, expected) in [
            ("a = [1,\nb = 2\n", "a = [1,]\nb = 2\n"),
            ("a = [1, # ]\n[[route]]\n", "a = [1,] # ]\n[[route]]\n"),
            ("a = [\n  \"x\"\n\n[groups]\nb = [1]", "a = [\n  \"x\"]\n\n[groups]\nb = [1]"),
            ("a = [{ env = \"X\"\nb = 1", "a = [{ env = \"X\"\nb = 1"),
            ("a = [{ env = \"X\"\n[[route]]", "a = [{ env = \"X\"}]\n[[route]]"),
            ("a = [\"é]\nb = 1", "a = [\"é]]\nb = 1"),
            (
                "a = [\n1,\n]\n[[route]]\nb = '''\n[ c = 1\n'''",
                "a = [\n1,\n]\n[[route]]\nb = '''\n[ c = 1\n'''",
            ),
            ("\"\\", "\"\\"),
        ] {
            let mended = Mended::new(text);
            assert_eq!(mended.text, expected);
            let end = mended.text.len();
            assert_eq!(mended.back(end..end), text.len()..text.len());
        }
    }
}
