//! The fields of a line, and the flags that they stand for.

/// A field's name, and the flag whose problems it has.
pub(super) const FIELDS: &[(&str, &str)] = &[
    ("id", "id"),
    ("url", "URL"),
    ("origin", "--origin"),
    ("method", "-X"),
    ("headers", "-H"),
    ("body", "--data-raw"),
    ("json", "--json"),
    ("cookie", "-b"),
    ("user", "-u"),
    ("credentials", "--credentials"),
    ("mode", "--mode"),
    ("redirect", "--redirect"),
    ("referrer_policy", "--referrer-policy"),
    ("top_site", "--top-site"),
    ("xhr", "--xhr"),
    ("upload_listener", "--upload-listener"),
    ("element", "--element"),
    ("crossorigin", "--crossorigin"),
    ("engine", "--engine"),
    ("send", "--send"),
    ("expect", "--expect"),
];

/// The field that a flag's problem is about; the flag itself where a line cannot say it.
pub(super) fn field_of(flag: &str) -> &str {
    match flag {
        "-H Origin:" => "headers",
        "-d" => "body",
        _ => FIELDS.iter().find(|(_, of)| *of == flag).map_or(flag, |(field, _)| field),
    }
}

/// The field that was probably meant.
pub(super) fn nearest(name: &str) -> Option<&'static str> {
    let bare = |text: &str| text.to_lowercase().replace(['-', '_'], "");
    let wanted = bare(name);
    let known = FIELDS.iter().map(|(field, _)| *field);
    let alike = known.clone().find(|field| bare(field) == wanted);
    let begins = || {
        known.clone().find(|field| {
            let field = bare(field);
            wanted.len() >= 3 && (field.starts_with(&wanted) || wanted.starts_with(&field))
        })
    };
    alike.or_else(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_that_is_meant_is_found() {
        for (written, meant) in [
            ("referrerPolicy", Some("referrer_policy")),
            ("URL", Some("url")),
            ("header", Some("headers")),
            ("engines", Some("engine")),
            ("nonsense", None),
        ] {
            assert_eq!(nearest(written), meant, "{written}");
        }
    }
}
