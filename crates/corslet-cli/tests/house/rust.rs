//! Rust source seen roughly: what of it is code, what is comment, and which modules it names.

/// A source text taken apart; both parts keep the lines, so that line numbers stay right.
pub(crate) struct Parts {
    /// The code, with the contents of comments, strings and characters blanked out.
    pub(crate) code: String,
    /// The comments, with everything else blanked out.
    pub(crate) comments: String,
}

/// Takes a source text apart.
pub(crate) fn parts(text: &str) -> Parts {
    let text: Vec<char> = text.chars().collect();
    let mut parts = Parts { code: String::new(), comments: String::new() };
    let mut at = 0;
    while at < text.len() {
        let (end, is_comment) = match text[at] {
            '/' if text.get(at + 1) == Some(&'/') => (line_end(&text, at), true),
            '/' if text.get(at + 1) == Some(&'*') => (block_end(&text, at), true),
            '"' => (string_end(&text, at), false),
            'r' if !follows_name(&text, at) && raw_hashes(&text, at).is_some() => (raw_end(&text, at), false),
            '\'' => (character_end(&text, at), false),
            character => {
                parts.push(character, character == '\n', false);
                at += 1;
                continue;
            }
        };
        for &character in &text[at..end] {
            parts.push(character, true, is_comment);
        }
        at = end;
    }
    parts
}

impl Parts {
    fn push(&mut self, character: char, is_blank: bool, is_comment: bool) {
        let blank = if character == '\n' { '\n' } else { ' ' };
        self.code.push(if is_blank { blank } else { character });
        self.comments.push(if is_comment { character } else { blank });
    }
}

fn line_end(text: &[char], at: usize) -> usize {
    (at..text.len()).find(|&at| text[at] == '\n').unwrap_or(text.len())
}

/// Block comments nest.
fn block_end(text: &[char], mut at: usize) -> usize {
    let mut depth = 0;
    while at + 1 < text.len() {
        match (text[at], text[at + 1]) {
            ('/', '*') => (depth, at) = (depth + 1, at + 2),
            ('*', '/') => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

fn string_end(text: &[char], at: usize) -> usize {
    let mut at = at + 1;
    while at < text.len() && text[at] != '"' {
        at += if text[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(text.len())
}

fn follows_name(text: &[char], at: usize) -> bool {
    // The `b` of `br"…"` is no name.
    let before = at.checked_sub(1).map(|at| text[at]);
    before.is_some_and(|before| (before.is_alphanumeric() || before == '_') && before != 'b')
}

/// How many `#` a raw string that begins here has.
fn raw_hashes(text: &[char], at: usize) -> Option<usize> {
    let hashes = text[at + 1..].iter().take_while(|&&character| character == '#').count();
    (text.get(at + 1 + hashes) == Some(&'"')).then_some(hashes)
}

fn raw_end(text: &[char], at: usize) -> usize {
    let hashes = raw_hashes(text, at).unwrap_or(0);
    let closes = |at: &usize| {
        text[*at] == '"' && text[*at + 1..].iter().take(hashes).filter(|&&c| c == '#').count() == hashes
    };
    (at + hashes + 2..text.len()).find(closes).map_or(text.len(), |at| at + 1 + hashes)
}

/// A character, or only the quote of a lifetime.
fn character_end(text: &[char], at: usize) -> usize {
    match (text.get(at + 1), text.get(at + 2)) {
        (Some('\\'), _) => (at + 3..text.len()).find(|&at| text[at] == '\'').map_or(text.len(), |at| at + 1),
        (Some(_), Some('\'')) => at + 3,
        _ => at + 1,
    }
}

/// The words of a code: identifiers and keywords.
pub(crate) fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|character: char| !character.is_alphanumeric() && character != '_')
        .filter(|word| !word.is_empty())
}

/// The first module below the crate's root of every path in a file that leads there: `crate::a::b`, `super::super::a`,
/// `crate::{a, b}`. `module` is where the file stands, as `["words", "origin"]`.
pub(crate) fn modules_named(code: &str, module: &[&str]) -> Vec<String> {
    let mut named = Vec::new();
    for (start, word) in words(code).map(|word| (word.as_ptr() as usize - code.as_ptr() as usize, word)) {
        let is_first = !code[..start].trim_end().ends_with("::");
        if !is_first || (word != "crate" && word != "super") {
            continue;
        }
        let mut depth = if word == "crate" { 0 } else { module.len().saturating_sub(1) };
        let mut rest = &code[start + word.len()..];
        while let Some(next) = step(rest).and_then(|rest| rest.strip_prefix("super")) {
            (depth, rest) = (depth.saturating_sub(1), next);
        }
        let Some(rest) = step(rest) else { continue };
        match depth {
            0 => named.extend(heads(rest)),
            _ => named.push(module[0].to_owned()),
        }
    }
    named
}

fn step(rest: &str) -> Option<&str> {
    Some(rest.trim_start().strip_prefix("::")?.trim_start())
}

/// The first names of a path or of a group of paths.
fn heads(rest: &str) -> Vec<String> {
    let Some(group) = rest.strip_prefix('{') else {
        return words(rest).next().map(str::to_owned).into_iter().collect();
    };
    let mut heads = Vec::new();
    let mut depth = 0;
    let mut item = String::new();
    for character in group.chars() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.extend(words(&std::mem::take(&mut item)).next().map(str::to_owned)),
            _ => item.push(character),
        }
    }
    heads.extend(words(&item).next().map(str::to_owned));
    heads
}
