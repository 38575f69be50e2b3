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
    ("third_party_cookies", "--third-party-cookies"),
    ("page_headers", "--page-header"),
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
    let (distance, field) = FIELDS
        .iter()
        .map(|(field, _)| (distance(&wanted, &bare(field)), *field))
        .min_by_key(|(far, _)| *far)?;
    let is_near = distance == 0 || distance <= 2 && distance * 2 < wanted.chars().count();
    is_near.then_some(field)
}

/// How many letters have to be added, left out or changed.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, one) in left.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], index + 1);
        for (at, other) in right.iter().enumerate() {
            let changed = diagonal + usize::from(one != *other);
            diagonal = row[at + 1];
            row[at + 1] = changed.min(diagonal + 1).min(row[at] + 1);
        }
    }
    row[right.len()]
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
            ("orgin", Some("origin")),
            ("nonsense", None),
            ("x", None),
        ] {
            assert_eq!(nearest(written), meant, "{written}");
        }
    }
}
