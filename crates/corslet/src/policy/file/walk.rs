//! The walk over a parsed file: plain data comes out, with every problem on the way, and where everything stands.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::config::{
    Config, DEFAULT_MAX_AGE, DEFAULT_PREFLIGHT_STATUS, Dangerously, RouteConfig, VERSION,
};
use super::super::nearest::nearest;
use super::super::place::Place;
use super::super::problem::Problem;
use super::super::problem_kind::ProblemKind;
use super::super::risk::{INSECURE_KEY, NULL_KEY, PRIVATE_KEY, SUFFIX_KEY};
use super::keys;
use super::mend::Mended;

pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// What asks for the values of environment variables.
pub(super) type Environment<'e> = &'e dyn Fn(&str) -> Option<String>;

/// What the walk collects.
pub(super) struct Walk<'e> {
    pub(super) environment: Environment<'e>,
    pub(super) problems: Vec<Problem>,
    pub(super) spans: BTreeMap<Place, Range<usize>>,
    /// What could not be read; what stands there in its place is not to be judged.
    pub(super) unread: BTreeSet<Place>,
}

impl<'e> Walk<'e> {
    pub(super) fn new(environment: Environment<'e>) -> Walk<'e> {
        Walk { environment, problems: Vec::new(), spans: BTreeMap::new(), unread: BTreeSet::new() }
    }

    pub(super) fn problem(&mut self, kind: ProblemKind, place: &Place, span: Range<usize>) {
        self.problems.push(Problem { kind, place: place.clone(), within: None, span: Some(span) });
    }

    /// From the mended text to the file.
    pub(super) fn back(&mut self, mended: &Mended<'_>) {
        let spans = self.spans.values_mut();
        let problems = self.problems.iter_mut().filter_map(|problem| problem.span.as_mut());
        for span in spans.chain(problems) {
            *span = mended.back(span.clone());
        }
    }

    fn missing(&mut self, key: &'static str, parent: &Place, span: Range<usize>) {
        self.problem(ProblemKind::MissingKey { key }, parent, span);
        self.unread.insert(parent.key(key));
    }

    pub(super) fn wrong_type(&mut self, expected: &'static str, value: &Value<'_>, place: &Place) {
        let found = type_name(value.get_ref());
        self.problem(ProblemKind::WrongType { expected, found }, place, value.span());
        self.unread.insert(place.clone());
    }

    pub(super) fn unknown_keys(
        &mut self,
        table: &DeTable<'_>,
        known: &'static [&'static str],
        place: &Place,
    ) {
        for (key, _) in table {
            let name = key.get_ref().as_ref();
            if !known.contains(&name) {
                let kind = ProblemKind::UnknownKey {
                    key: name.to_owned(),
                    nearest: nearest(name, known.iter().copied())
                        .and_then(|near| known.iter().find(|known| **known == near).copied()),
                    known: known.to_vec(),
                };
                self.problem(kind, place, key.span());
            }
        }
    }

    pub(super) fn config(&mut self, document: &Spanned<DeTable<'_>>) -> Config {
        let table = document.get_ref();
        let top = Place::top();
        self.unknown_keys(table, keys::TOP, &top);
        let version = match table.get("version") {
            Some(value) => self.integer(value, &Place::top_key("version")).unwrap_or(VERSION),
            None => {
                self.missing("version", &top, 0..0);
                VERSION
            }
        };
        let mut config = Config { version, ..Config::new() };
        config.development = self.boolean(table, "development", &top);
        config.report_only = self.boolean(table, "report-only", &top);
        if let Some(groups) = table.get("groups") {
            match groups.get_ref().as_table() {
                Some(groups) => self.groups(groups, &mut config),
                None => self.wrong_type("a table of lists of origins", groups, &Place::top_key("groups")),
            }
        }
        match table.get("route").map(|routes| (routes, routes.get_ref().as_array())) {
            None => {}
            Some((_, Some(routes))) => {
                config.routes =
                    routes.iter().enumerate().map(|(index, route)| self.route(index, route)).collect();
            }
            Some((routes, None)) => {
                self.wrong_type("a list of routes, each under `[[route]]`", routes, &Place::top_key("route"));
                self.unread.insert(top);
            }
        }
        config
    }

    fn groups(&mut self, groups: &DeTable<'_>, config: &mut Config) {
        for (name, entries) in groups {
            let place = Place::group(name.get_ref());
            self.spans.insert(place.clone(), name.span());
            let entries = self.origin_entries(entries, &place).unwrap_or_default();
            config.groups.insert(name.get_ref().to_string(), entries);
        }
    }

    fn route(&mut self, index: usize, value: &Value<'_>) -> RouteConfig {
        let place = Place::route(index);
        // What cannot be read must not look like another route.
        let mut route = RouteConfig::new(format!("/unread-{index}/*"), Vec::new());
        self.spans.insert(place.clone(), value.span());
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type("a table", value, &place);
            self.unread.insert(place.key("origins"));
            return route;
        };
        self.unknown_keys(table, keys::ROUTE, &place);
        route.host = table.get("host").and_then(|host| self.text(host, &place.key("host")));
        match table.get("path") {
            Some(path) => {
                if let Some(path) = self.text(path, &place.key("path")) {
                    route.path = path;
                }
            }
            None => self.missing("path", &place, value.span()),
        }
        match table.get("origins") {
            Some(origins) => route.origins = self.origins(origins, &place.key("origins")),
            None => self.missing("origins", &place, value.span()),
        }
        let methods = place.key("methods");
        let read = table.get("methods").map(|value| self.strings("a list of methods", value, &methods));
        route.methods = read.unwrap_or_default();
        for (key, names) in
            [("request-headers", &mut route.request_headers), ("expose-headers", &mut route.expose_headers)]
        {
            if let Some(value) = table.get(key) {
                *names = self.names(value, &place.key(key));
            }
        }
        route.credentials = self.boolean(table, "credentials", &place);
        route.max_age = self.max_age(table, &place);
        route.preflight_status = self.preflight_status(table, &place);
        for (key, choice) in [
            (NULL_KEY, &mut route.dangerously_allow_null_origin),
            (SUFFIX_KEY, &mut route.dangerously_allow_public_suffixes),
            (INSECURE_KEY, &mut route.dangerously_allow_insecure_origins),
            (PRIVATE_KEY, &mut route.dangerously_allow_private_network_origins),
        ] {
            *choice = table.get(key).map(|value| self.dangerously(value, &place.key(key)));
        }
        route
    }

    fn max_age(&mut self, table: &DeTable<'_>, route: &Place) -> u32 {
        let place = route.key("max-age");
        let Some(value) = table.get("max-age") else { return DEFAULT_MAX_AGE };
        let Some(seconds) = self.integer(value, &place) else { return DEFAULT_MAX_AGE };
        u32::try_from(seconds).unwrap_or_else(|_| {
            let kind = ProblemKind::MaxAgeOutOfRange { found: seconds.to_string() };
            self.problem(kind, &place, value.span());
            DEFAULT_MAX_AGE
        })
    }

    fn preflight_status(&mut self, table: &DeTable<'_>, route: &Place) -> u16 {
        let place = route.key("preflight-status");
        let Some(value) = table.get("preflight-status") else { return DEFAULT_PREFLIGHT_STATUS };
        let Some(status) = self.integer(value, &place) else { return DEFAULT_PREFLIGHT_STATUS };
        u16::try_from(status).unwrap_or_else(|_| {
            self.problem(ProblemKind::PreflightStatusInvalid { status }, &place, value.span());
            DEFAULT_PREFLIGHT_STATUS
        })
    }

    fn dangerously(&mut self, value: &Value<'_>, place: &Place) -> Dangerously {
        self.spans.insert(place.clone(), value.span());
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type("a reason, such as `{ reason = \"…\" }`", value, place);
            return Dangerously { reason: String::new() };
        };
        self.unknown_keys(table, keys::DANGEROUSLY, place);
        let reason = match table.get("reason") {
            Some(reason) => match reason.get_ref().as_str() {
                Some(reason) => reason.to_owned(),
                None => {
                    self.wrong_type("a text", reason, place);
                    String::new()
                }
            },
            None => String::new(),
        };
        Dangerously { reason }
    }

    fn boolean(&mut self, table: &DeTable<'_>, key: &'static str, parent: &Place) -> bool {
        let Some(value) = table.get(key) else { return false };
        let place = parent.key(key);
        self.spans.insert(place.clone(), value.span());
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong_type("`true` or `false`", value, &place);
            false
        })
    }

    fn integer(&mut self, value: &Value<'_>, place: &Place) -> Option<i64> {
        self.spans.insert(place.clone(), value.span());
        let Some(integer) = value.get_ref().as_integer() else {
            self.wrong_type("a whole number", value, place);
            return None;
        };
        match i64::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(number) => Some(number),
            Err(_) => {
                self.wrong_type("a smaller number", value, place);
                None
            }
        }
    }
}

/// What a value is, as the problem calls it.
fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "a truth value",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
