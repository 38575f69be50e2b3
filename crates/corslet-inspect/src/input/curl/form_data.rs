//! The body that curl's `-F` writes, with the boundary that the engine writes in a `Content-Type`.

/// One part of a form.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) content: Vec<u8>,
    pub(super) filename: Option<String>,
}

impl Part {
    /// Reads `NAME=CONTENT`; `NAME=@FILE` and `NAME=<FILE` give the file, whose content is not read.
    pub(super) fn read(value: &[u8], is_literal: bool) -> Option<Part> {
        let equals = value.iter().position(|byte| *byte == b'=')?;
        let name = String::from_utf8_lossy(&value[..equals]).into_owned();
        let content = &value[equals + 1..];
        if is_literal {
            return Some(Part { name, content: content.to_vec(), filename: None });
        }
        // `;type=…` and `;filename=…` belong to curl.
        let end =
            content.windows(6).position(|part| part.starts_with(b";type=") || part.starts_with(b";filen"));
        let content = &content[..end.unwrap_or(content.len())];
        match content {
            [b'@' | b'<', file @ ..] => {
                let file = String::from_utf8_lossy(file).into_owned();
                Some(Part { name, content: Vec::new(), filename: Some(file) })
            }
            content => Some(Part { name, content: content.to_vec(), filename: None }),
        }
    }
}

/// The parts as `multipart/form-data`.
pub(super) fn body(parts: &[Part]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in parts {
        let quoted = |text: &str| text.replace('"', "%22").replace(['\r', '\n'], " ");
        let name = quoted(&part.name);
        let mut head = format!("------corslet\r\nContent-Disposition: form-data; name=\"{name}\"");
        if let Some(file) = &part.filename {
            let file = file.rsplit(['/', '\\']).next().unwrap_or_default();
            head.push_str(&format!(
                "; filename=\"{}\"\r\nContent-Type: application/octet-stream",
                quoted(file)
            ));
        }
        bytes.extend(head.into_bytes());
        bytes.extend(b"\r\n\r\n");
        bytes.extend(&part.content);
        bytes.extend(b"\r\n");
    }
    bytes.extend(b"------corslet--\r\n");
    bytes
}
