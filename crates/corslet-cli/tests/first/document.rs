//! The document in parts: prose, and blocks between fences.

/// A part of the document.
pub(crate) enum Part {
    /// As it stands there, with the fences' lines that enclose no block of ours.
    Prose(String),
    /// What stands after the opening fence, and the lines within.
    Block { kind: String, text: String },
}

/// Takes a document apart.
pub(crate) fn parts(document: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut lines = document.split_inclusive('\n').peekable();
    while lines.peek().is_some() {
        let mut prose = String::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("```")) {
            prose.push_str(line);
        }
        parts.push(Part::Prose(prose));
        if let Some(fence) = lines.next() {
            let text = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
            parts.push(Part::Block { kind: fence.trim_start_matches('`').trim_end().to_owned(), text });
        }
    }
    parts
}

/// Puts it together again.
pub(crate) fn written(parts: &[Part]) -> String {
    let written = |part: &Part| match part {
        Part::Prose(text) => text.clone(),
        Part::Block { kind, text } => format!("```{kind}\n{text}```\n"),
    };
    parts.iter().map(written).collect()
}
