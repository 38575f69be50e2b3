//! Compiling: plain data to a policy, or every problem at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use http::HeaderMap;

use super::compile_names::{Methods, exposed_headers, methods, request_headers};
use super::compile_origins::{Group, RouteOrigins};
use super::compiled::{Inner, Policy};
use super::config::{Config, RouteConfig, VERSION};
use super::entry::Entry;
use super::host::parse_route_host;
use super::matcher::shared;
use super::path::{PathError, PathPattern};
use super::place::Place;
use super::problem::{Problem, Problems};
use super::problem_kind::ProblemKind;
use super::requested_names::Granted;
use super::risk::choices;
use super::route::{Route, list_value};
use super::router::Router;
use super::severity::Severity;

/// The longest that an engine keeps a preflight's answer is WebKit's; more is cut down by some.
const SHORTEST_CAP: u32 = 600;

/// What compiling collects.
#[derive(Default)]
pub(super) struct Compiler {
    pub(super) problems: Vec<Problem>,
    pub(super) entries: Vec<Entry>,
    pub(super) groups: BTreeMap<String, Group>,
    pub(super) used_groups: BTreeSet<String>,
    pub(super) development: bool,
}

impl Config {
    /// Compiles the policy.
    ///
    /// # Errors
    /// Every problem, also the warnings and notes, when one of them is an error.
    pub fn compile(&self) -> Result<Policy, Problems> {
        let (policy, problems) = self.compile_all();
        policy.ok_or(Problems(problems))
    }

    /// The policy, unless something is an error, and every problem.
    pub(super) fn compile_all(&self) -> (Option<Policy>, Vec<Problem>) {
        let mut compiler = Compiler { development: self.development, ..Compiler::default() };
        let (routes, normal, router) = compiler.compile(self);
        let problems = compiler.problems;
        if problems.iter().any(|problem| problem.severity() == Severity::Error) {
            return (None, problems);
        }
        let config = Config {
            version: VERSION,
            development: self.development,
            report_only: self.report_only,
            groups: BTreeMap::new(),
            routes: normal,
        };
        let inner = Inner { config, router, routes, entries: compiler.entries, warnings: problems.clone() };
        (Some(Policy(Arc::new(inner))), problems)
    }
}

impl Compiler {
    pub(super) fn problem(&mut self, kind: ProblemKind, place: Place) {
        self.add(Problem::new(kind, place));
    }

    /// A group's entry may be at fault in several routes; it is told once.
    pub(super) fn add(&mut self, problem: Problem) {
        if problem.place.group.is_none() || !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    fn compile(&mut self, config: &Config) -> (Vec<Route>, Vec<RouteConfig>, Router) {
        if config.version != VERSION {
            let kind = ProblemKind::VersionUnsupported { found: config.version };
            self.problem(kind, Place::top_key("version"));
        }
        for (name, entries) in &config.groups {
            let group = self.read_group(name, entries);
            self.groups.insert(name.clone(), group);
        }
        if config.routes.is_empty() {
            self.problem(ProblemKind::NoRoutes, Place::top());
        }
        let mut places: BTreeMap<(Option<String>, String), usize> = BTreeMap::new();
        let mut compiled: Vec<(Route, RouteConfig, PathPattern)> = Vec::new();
        for (index, route) in config.routes.iter().enumerate() {
            let place = Place::route(index);
            let host = self.host(route, &place);
            let path = self.path(route, &place);
            let (route, normal) = self.route(index, route, &place);
            let (Some(host), Some(path)) = (host, path) else { continue };
            if let Some(other) = places.insert((host.clone(), path.to_string()), index) {
                self.problem(ProblemKind::RouteDuplicate { other }, place);
            }
            let normal = RouteConfig { host, path: path.to_string(), ..normal };
            compiled.push((route, normal, path));
        }
        for name in config.groups.keys() {
            if !self.used_groups.contains(name) {
                self.problem(ProblemKind::GroupUnused { name: name.clone() }, Place::group(name));
            }
        }
        compiled
            .sort_by(|(_, left, _), (_, right, _)| (&left.host, &left.path).cmp(&(&right.host, &right.path)));
        let router = Router::new(
            compiled
                .iter()
                .enumerate()
                .map(|(number, (_, normal, path))| (normal.host.as_deref(), path, number)),
        );
        let (routes, normal) = compiled.into_iter().map(|(route, normal, _)| (route, normal)).unzip();
        (routes, normal, router)
    }

    /// None for what is wrong; within it none for every host.
    fn host(&mut self, route: &RouteConfig, place: &Place) -> Option<Option<String>> {
        let Some(host) = &route.host else { return Some(None) };
        match parse_route_host(host) {
            Ok(host) => Some(Some(host)),
            Err((sentence, suggestion)) => {
                self.problem(ProblemKind::RouteHostInvalid { sentence, suggestion }, place.key("host"));
                None
            }
        }
    }

    fn path(&mut self, route: &RouteConfig, place: &Place) -> Option<PathPattern> {
        let kind = match PathPattern::parse(&route.path) {
            Ok(path) => return Some(path),
            Err(PathError::Invalid(sentence)) => ProblemKind::RoutePathInvalid { sentence },
            Err(PathError::Wildcard) => ProblemKind::RoutePathWildcard,
            Err(PathError::Ambiguous(because)) => ProblemKind::RouteNeverMatches { because },
        };
        self.problem(kind, place.key("path"));
        None
    }

    fn route(&mut self, index: usize, route: &RouteConfig, place: &Place) -> (Route, RouteConfig) {
        for (key, choice) in choices(route) {
            if choice.is_some_and(|choice| choice.reason.trim().is_empty()) {
                self.problem(ProblemKind::DangerousReasonMissing { key }, place.key(key));
            }
        }
        let RouteOrigins { set, normal: origins } = self.route_origins(route, place);
        let Methods { granted: granted_methods } = methods(self, route, place);
        let requested = request_headers(self, route, place);
        let exposed = exposed_headers(self, route, place);
        if route.max_age > SHORTEST_CAP {
            let kind = ProblemKind::MaxAgeBeyondBrowsers { max_age: route.max_age };
            self.problem(kind, place.key("max-age"));
        }
        if !matches!(route.preflight_status, 200 | 204) {
            let status = i64::from(route.preflight_status);
            self.problem(ProblemKind::PreflightStatusInvalid { status }, place.key("preflight-status"));
        }
        let star = |any: bool| any.then_some("*").into_iter();
        let granted = Granted::new(requested.any, requested.listed.clone());
        let compiled = Route {
            index,
            origins: set,
            credentials: route.credentials,
            allow_methods: list_value(granted_methods.iter().map(String::as_str)),
            allow_headers: list_value(star(granted.is_any()).chain(granted.names())),
            expose_headers: list_value(star(exposed.any).chain(exposed.listed.iter().map(String::as_str))),
            max_age: shared(&route.max_age.to_string()),
            preflight_status: route.preflight_status,
            methods: granted_methods.iter().map(|method| method.as_str().into()).collect(),
            granted,
            preflight: HeaderMap::new(),
        };
        let normal = RouteConfig {
            origins,
            methods: granted_methods,
            request_headers: requested,
            expose_headers: exposed,
            ..route.clone()
        };
        (compiled.with_preflight(), normal)
    }
}
