//! The tags of a text, read as strictly as our own writers write them.

/// A tag.
#[derive(Debug)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) is_closing: bool,
    pub(crate) is_empty: bool,
}

impl Tag {
    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
    }
}

/// Every tag, in order. A bare `<`, `>` or `&` fails, but for those of a style sheet.
pub(crate) fn tags(text: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = text;
    while let Some((between, after)) = rest.split_once('<') {
        let is_style = tags.last().is_some_and(|tag: &Tag| tag.name == "style" && !tag.is_closing);
        assert!(is_style || is_plain(between), "between tags: {between}");
        let (inside, next) = after.split_once('>').unwrap_or_else(|| panic!("not closed: {after}"));
        tags.push(tag(inside));
        rest = next;
    }
    assert!(is_plain(rest), "behind the last tag: {rest}");
    tags
}

/// Whether every `&` begins a reference, and there is no `>`.
fn is_plain(text: &str) -> bool {
    let mut ampersands = text.split('&');
    let first = ampersands.next().unwrap_or_default();
    let is_reference = |part: &str| {
        let name = part.split_once(';').map_or("", |(name, _)| name);
        name.starts_with('#') && name.len() > 1 || ["amp", "lt", "gt", "quot"].contains(&name)
    };
    !first.contains('>') && ampersands.all(|part| is_reference(part) && !part.contains('>'))
}

fn tag(inside: &str) -> Tag {
    let is_closing = inside.starts_with('/');
    let is_empty = inside.ends_with('/');
    let inside = inside.trim_start_matches('/').trim_end_matches('/');
    let (name, mut rest) = inside.split_once(' ').unwrap_or((inside, ""));
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    assert!(is_name(name), "the name of <{inside}>");
    let mut attributes = Vec::new();
    while !rest.trim().is_empty() {
        rest = rest.trim_start();
        let Some((attribute, after)) = rest.split_once("=\"") else {
            assert!(is_name(rest), "an attribute of <{inside}>");
            attributes.push((rest.to_owned(), String::new()));
            break;
        };
        let (value, next) = after.split_once('"').unwrap_or_else(|| panic!("a quote in <{inside}>"));
        assert!(is_name(attribute) && is_plain(value), "<{inside}>");
        attributes.push((attribute.to_owned(), value.to_owned()));
        rest = next;
    }
    Tag { name: name.to_owned(), attributes, is_closing, is_empty }
}
