//! The feature `serde`: origins and names as the file has them, and problems as data.

use serde::de::{Deserialize, Deserializer, Error, Unexpected};
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::config::{Names, Origins};
use super::place::Place;
use super::problem::{Problem, Problems};

const ANY: &str = "any";

/// A word, or a list.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum WordOrList {
    Word(String),
    List(Vec<String>),
}

impl Serialize for Origins {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Origins::Any => serializer.serialize_str(ANY),
            Origins::Listed(entries) => entries.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Origins {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Origins, D::Error> {
        match WordOrList::deserialize(deserializer)? {
            WordOrList::Word(word) if word == ANY => Ok(Origins::Any),
            WordOrList::Word(word) => {
                Err(D::Error::invalid_value(Unexpected::Str(&word), &"\"any\" or a list"))
            }
            WordOrList::List(entries) => Ok(Origins::Listed(entries)),
        }
    }
}

impl Serialize for Names {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.any, self.listed.is_empty()) {
            (true, true) => serializer.serialize_str(ANY),
            (true, false) => {
                serializer.collect_seq([ANY].into_iter().chain(self.listed.iter().map(String::as_str)))
            }
            (false, _) => self.listed.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Names, D::Error> {
        match WordOrList::deserialize(deserializer)? {
            WordOrList::Word(word) if word == ANY => Ok(Names::any()),
            WordOrList::Word(word) => {
                Err(D::Error::invalid_value(Unexpected::Str(&word), &"\"any\" or a list"))
            }
            WordOrList::List(names) => {
                let any = names.iter().any(|name| name == ANY);
                Ok(Names { any, listed: names.into_iter().filter(|name| name != ANY).collect() })
            }
        }
    }
}

/// The path of keys and indexes.
impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut problem = serializer.serialize_struct("Problem", 7)?;
        problem.serialize_field("code", self.code())?;
        problem.serialize_field("severity", &self.severity())?;
        problem.serialize_field("message", &self.kind.message())?;
        problem.serialize_field("advice", &self.kind.advice())?;
        problem.serialize_field("place", &self.place)?;
        problem.serialize_field("span", &self.span)?;
        problem.serialize_field("data", &self.kind)?;
        problem.end()
    }
}

impl Serialize for Problems {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
