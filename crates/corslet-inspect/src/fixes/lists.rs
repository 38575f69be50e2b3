//! Lists of a grant as configurations and programs write them.

/// Each between quotes, joined: `"a", "b"`.
pub(super) fn quoted(values: &[String], quote: char) -> String {
    let each: Vec<String> = values.iter().map(|value| format!("{quote}{value}{quote}")).collect();
    each.join(", ")
}

/// The value of a header: `a, b`.
pub(super) fn value(values: &[String]) -> String {
    values.join(", ")
}

/// Lines, each `before value after`.
pub(super) fn lines(values: &[String], before: &str, after: &str) -> String {
    values.iter().map(|value| format!("{before}{value}{after}\n")).collect()
}

/// A text as a regular expression that matches it and nothing else. An origin has no other characters with a meaning.
pub(super) fn escaped(origin: &str) -> String {
    origin.replace('.', "\\.").replace('[', "\\[").replace(']', "\\]")
}

/// A line, when there is anything to say in it.
pub(super) fn line_if(is_so: bool, line: impl FnOnce() -> String) -> String {
    if is_so { format!("{}\n", line()) } else { String::new() }
}
