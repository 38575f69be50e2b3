//! A piece of a recording that somebody copied: its log, its entries, an entry, a request.

use serde::Deserialize;
use serde_json::{Value, json};

use super::read::not_har;
use super::{Entry, Log, NotHar, read};

/// Reads the entries of a recording, or of a piece of one.
///
/// # Errors
/// The first thing in it that is wrong.
pub fn read_piece(text: &str) -> Result<Vec<Entry>, NotHar> {
    let has = |key: &str| text.contains(key);
    if text.trim_start().starts_with('[') {
        parsed(text)
    } else if has("\"log\"") {
        read(text).map(|log| log.entries)
    } else if has("\"entries\"") {
        parsed::<Log<Entry>>(text).map(|log| log.entries)
    } else if has("\"request\"") {
        parsed(text).map(|entry| vec![entry])
    } else {
        let request: Value = parsed(text)?;
        let entry = serde_json::from_value(json!({ "request": request }));
        entry.map(|entry| vec![entry]).map_err(|error| not_har(text, &error))
    }
}

fn parsed<'t, T: Deserialize<'t>>(text: &'t str) -> Result<T, NotHar> {
    serde_json::from_str(text).map_err(|error| not_har(text, &error))
}

#[cfg(test)]
mod tests {
    use super::read_piece;

    #[test]
    fn every_piece_is_read() {
        let request = r#"{"method": "PUT", "url": "https://a.example/"}"#;
        let entry = format!(r#"{{"request": {request}}}"#);
        for text in [
            request.to_owned(),
            entry.clone(),
            format!("[{entry}]"),
            format!(r#"{{"entries": [{entry}]}}"#),
            format!(r#"{{"log": {{"entries": [{entry}]}}}}"#),
        ] {
            let read =
                read_piece(&text).map(|entries| entries.first().map(|entry| entry.request.method.clone()));
            assert_eq!(read, Ok(Some("PUT".to_owned())), "{text}");
        }
        for broken in ["[", "{\"request\": 1}", "{\"method\": 1}", "{\"entries\": {}}"] {
            assert!(read_piece(broken).is_err(), "{broken}");
        }
    }
}
