//! The walk over texts and lists: origins, methods, names, and what comes from the environment.

use super::super::config::{Names, Origins};
use super::super::place::Place;
use super::super::problem_kind::ProblemKind;
use super::keys;
use super::walk::{Value, Walk};

const ANY: &str = "any";

impl Walk<'_> {
    /// A text, or the value of an environment variable where the file says so.
    pub(super) fn text(&mut self, value: &Value<'_>, place: &Place) -> Option<String> {
        self.spans.insert(place.clone(), value.span());
        if let Some(text) = value.get_ref().as_str() {
            return Some(text.to_owned());
        }
        if value.get_ref().is_table() {
            return self.environment_value(value, place);
        }
        self.wrong_type("a text", value, place);
        None
    }

    /// The value of `{ env = "NAME" }`.
    fn environment_value(&mut self, value: &Value<'_>, place: &Place) -> Option<String> {
        let table = value.get_ref().as_table()?;
        self.unknown_keys(table, keys::ENVIRONMENT, place);
        let Some(name) = table.get("env") else {
            if table.is_empty() {
                self.wrong_type("a text, or `{ env = \"NAME\" }`", value, place);
            }
            self.unread.insert(place.clone());
            return None;
        };
        let Some(name) = name.get_ref().as_str() else {
            self.wrong_type("a variable's name", name, place);
            return None;
        };
        let found = (self.environment)(name);
        if found.is_none() {
            self.problem(
                ProblemKind::EnvironmentVariableMissing { name: name.to_owned() },
                place,
                value.span(),
            );
            self.unread.insert(place.clone());
        }
        found
    }

    pub(super) fn origins(&mut self, value: &Value<'_>, place: &Place) -> Origins {
        if value.get_ref().as_str() == Some(ANY) {
            self.spans.insert(place.clone(), value.span());
            return Origins::Any;
        }
        Origins::Listed(self.origin_entries(value, place).unwrap_or_default())
    }

    /// A list of origins; a variable's value may hold several, between commas or blanks.
    pub(super) fn origin_entries(&mut self, value: &Value<'_>, place: &Place) -> Option<Vec<String>> {
        self.spans.entry(place.clone()).or_insert(value.span());
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type("a list of origins", value, place);
            return None;
        };
        let mut entries = Vec::new();
        for item in list.iter() {
            let at = place.entry(entries.len());
            if let Some(text) = item.get_ref().as_str() {
                self.spans.insert(at, item.span());
                entries.push(text.to_owned());
            } else if item.get_ref().is_table() {
                let Some(found) = self.environment_value(item, &at) else {
                    // Nothing is known of the list then, least of all that it is empty.
                    self.unread.remove(&at);
                    self.unread.insert(place.clone());
                    continue;
                };
                let separator = |letter: char| letter == ',' || letter.is_whitespace();
                for origin in found.split(separator).filter(|origin| !origin.is_empty()) {
                    self.spans.insert(place.entry(entries.len()), item.span());
                    entries.push(origin.to_owned());
                }
            } else {
                self.wrong_type("an origin, or `{ env = \"NAME\" }`", item, place);
            }
        }
        Some(entries)
    }

    pub(super) fn strings(
        &mut self,
        expected: &'static str,
        value: &Value<'_>,
        place: &Place,
    ) -> Vec<String> {
        self.spans.insert(place.clone(), value.span());
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(expected, value, place);
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in list.iter() {
            match item.get_ref().as_str() {
                Some(text) => {
                    self.spans.insert(place.entry(texts.len()), item.span());
                    texts.push(text.to_owned());
                }
                None => self.wrong_type("a text", item, place),
            }
        }
        texts
    }

    pub(super) fn names(&mut self, value: &Value<'_>, place: &Place) -> Names {
        if value.get_ref().as_str() == Some(ANY) {
            self.spans.insert(place.clone(), value.span());
            return Names::any();
        }
        let texts = self.strings("`\"any\"` or a list of names", value, place);
        let any = texts.iter().any(|text| text == ANY);
        let mut listed = Vec::new();
        for (index, text) in texts.into_iter().enumerate() {
            if text != ANY {
                if let Some(span) = self.spans.get(&place.entry(index)).cloned() {
                    self.spans.insert(place.entry(listed.len()), span);
                }
                listed.push(text);
            }
        }
        Names { any, listed }
    }
}
