//! A sentence with gaps, found in a line.

/// What stands in the gaps of a sentence: name and text, in its order.
pub(super) type Gaps<'t> = Vec<(&'static str, &'t str)>;

/// How a gap ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// At a blank, at the latest.
    Word,
    /// Where what follows it comes first.
    First,
    /// Where what follows it comes last: what servers send may contain the rest of the sentence.
    Last,
}

fn reach(name: &str) -> Reach {
    match name {
        "value" => Reach::Last,
        "kind" => Reach::First,
        _ => Reach::Word,
    }
}

/// Where the sentence begins, and its gaps. A full stop at its end may have been left behind.
pub(super) fn find<'t>(template: &'static str, line: &'t str) -> Option<(usize, Gaps<'t>)> {
    /// How often the beginning of a sentence is looked for in one line.
    const MOST: usize = 32;
    let template = template.strip_suffix('.').unwrap_or(template);
    let (start, rest) =
        template.split_once('{').map_or((template, None), |(start, rest)| (start, Some(rest)));
    line.match_indices(start).take(MOST).find_map(|(at, _)| {
        let gaps = match rest {
            Some(rest) => follow(rest, &line[at + start.len()..])?,
            None => Vec::new(),
        };
        Some((at, gaps))
    })
}

/// Matches `name}literal{name}…` at the start of a text.
fn follow<'t>(template: &'static str, text: &'t str) -> Option<Gaps<'t>> {
    let mut gaps = Vec::new();
    let (mut template, mut text) = (template, text);
    loop {
        let (name, behind) = template.split_once('}')?;
        let (literal, next) =
            behind.split_once('{').map_or((behind, None), |(literal, next)| (literal, Some(next)));
        // Nothing stands behind the sentence.
        if name == "end" {
            return text.trim().is_empty().then_some(gaps);
        }
        let word_end = || text.find(char::is_whitespace).unwrap_or(text.len());
        let end = match (reach(name), literal) {
            (Reach::Word, "") => word_end(),
            (_, "") => text.len(),
            (Reach::First, literal) => text.find(literal)?,
            (Reach::Last, literal) => text.rfind(literal)?,
            // A literal that begins with a blank ends a word, and so may a sign within it.
            (Reach::Word, literal) => {
                let end = word_end();
                text.match_indices(literal).map(|(at, _)| at).take_while(|at| *at <= end).last()?
            }
        };
        if reach(name) == Reach::Word && end == 0 {
            return None;
        }
        gaps.push((name, &text[..end]));
        text = &text[end + literal.len()..];
        match next {
            Some(next) => template = next,
            None => return Some(gaps),
        }
    }
}

/// How much of a sentence is fixed: the more, the surer.
pub(super) fn weight(template: &str) -> usize {
    let mut weight = 0;
    let mut is_gap = false;
    for character in template.chars() {
        match character {
            '{' => is_gap = true,
            '}' => is_gap = false,
            _ => weight += usize::from(!is_gap),
        }
    }
    weight
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_found() {
        for (template, line, wanted) in [
            ("Method {method} is", "x Method PUT is", Some(vec![("method", "PUT")])),
            ("Method {method} is", "Method a b is", None),
            ("has '{value}' that", "has 'a' that' that", Some(vec![("value", "a' that")])),
            ("to {url}.{end}", "to https://a.example/x.", Some(vec![("url", "https://a.example/x")])),
            ("to {url}.{end}", "to https://a.example/x for once", None),
            ("code: {status}", "code: 200", Some(vec![("status", "200")])),
            ("code: {status}", "code: ", None),
            ("from: {value}", "from: ", Some(vec![("value", "")])),
            ("plain", "a plain line", Some(Vec::new())),
            ("to '{url}'.", "to 'x'", Some(vec![("url", "x")])),
        ] {
            assert_eq!(find(template, line).map(|(_, gaps)| gaps), wanted, "{template}");
        }
        assert_eq!(weight("a{b}c"), 2);
    }
}
