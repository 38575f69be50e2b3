//! The operations of an [OpenAPI](https://spec.openapis.org/oas/latest.html) document: paths times methods.

use std::path::Path;

use corslet::Url;
use serde_json::{Map, Value};

use super::openapi_values::{example, path_encoded, resolved};
use super::stream::Bad;
use crate::audit::target::Found;
use crate::check::Problem;

const ARGUMENT: &str = "--openapi";

/// The methods that are targets of their own.
const METHODS: [&str; 6] = ["get", "head", "post", "put", "patch", "delete"];

/// The targets of a document: at `base`, where the user has written one, else at the document's servers. Where nothing may be
/// changed, an operation that would change something is asked only by the preflights of its path, and so only where the path
/// has no `GET`.
///
/// # Errors
/// Everything that is wrong with the document.
pub(in crate::audit) fn read(path: &Path, base: Option<&Url>, active: bool) -> Result<Vec<Found>, Vec<Bad>> {
    let named = path.display().to_string();
    let wrong = |what: String| vec![Problem::new(ARGUMENT, named.as_str(), what)];
    let text = std::fs::read_to_string(path)
        .map_err(|error| wrong(format!("the file cannot be read ({error}): check its path")))?;
    let document: Value = serde_json::from_str(&text).map_err(|error| {
        let is_yaml = !text.trim_start().starts_with('{');
        wrong(match is_yaml {
            true => "this is not JSON: convert it first, for example with `yq -o=json`".to_owned(),
            false => format!("this is not JSON ({error})"),
        })
    })?;
    let reader = Reader { document: &document, base, active };
    let mut problems = Vec::new();
    let found = reader.targets(&mut problems);
    match problems.is_empty() {
        true => Ok(found),
        false => Err(problems.into_iter().flat_map(wrong).collect()),
    }
}

struct Reader<'d> {
    document: &'d Value,
    base: Option<&'d Url>,
    active: bool,
}

impl Reader<'_> {
    fn targets(&self, problems: &mut Vec<String>) -> Vec<Found> {
        let mut found = Vec::new();
        if self.document.get("openapi").or_else(|| self.document.get("swagger")).is_none() {
            problems.push("this is no OpenAPI document: it has neither `openapi` nor `swagger`".to_owned());
            return found;
        }
        let Some(paths) = self.document.get("paths").and_then(Value::as_object) else {
            problems.push("the document has no `paths`".to_owned());
            return found;
        };
        for (path, item) in paths {
            let Some(item) = resolved(self.document, item).as_object() else { continue };
            for method in METHODS {
                let Some(operation) = item.get(method).map(|one| resolved(self.document, one)) else {
                    continue;
                };
                if self.is_covered(item, method) {
                    continue;
                }
                match self.servers(item, operation) {
                    Ok(servers) => found.extend(
                        servers
                            .iter()
                            .filter_map(|server| self.target(server, path, method, item, operation)),
                    ),
                    Err(what) if problems.contains(&what) => {}
                    Err(what) => problems.push(what),
                }
            }
        }
        found
    }

    /// Whether the path's `GET` asks already all that this operation may be asked.
    fn is_covered(&self, item: &Map<String, Value>, method: &str) -> bool {
        match method {
            "get" => false,
            "head" => item.contains_key("get"),
            _ => !self.active && item.contains_key("get"),
        }
    }

    fn target(
        &self,
        server: &Url,
        path: &str,
        method: &str,
        item: &Map<String, Value>,
        operation: &Value,
    ) -> Option<Found> {
        let parameters = |of: Option<&Value>| of.and_then(Value::as_array).cloned().unwrap_or_default();
        // An operation's own parameters come first, and so win.
        let mut all = parameters(operation.get("parameters"));
        all.extend(parameters(item.get("parameters")));
        let all: Vec<&Value> = all.iter().map(|one| resolved(self.document, one)).collect();
        let mut url = server.clone();
        let mut filled = format!("{}{path}", url.path().trim_end_matches('/'));
        while let Some((start, end)) =
            filled.find('{').and_then(|at| Some((at, at + filled[at..].find('}')?)))
        {
            let name = filled[start + 1..end].to_owned();
            let known = all.iter().find(|one| is(one, &name, "path"));
            let value = known.map_or_else(|| "1".to_owned(), |one| example(self.document, one));
            filled.replace_range(start..=end, &path_encoded(&value));
        }
        url.set_path(&filled);
        let wanted = |one: &&&Value| {
            one.get("in").and_then(Value::as_str) == Some("query")
                && one.get("required").and_then(Value::as_bool) == Some(true)
        };
        for one in all.iter().filter(wanted) {
            let name = one.get("name").and_then(Value::as_str)?;
            url.query_pairs_mut().append_pair(name, &example(self.document, one));
        }
        let method = method.to_ascii_uppercase();
        let is_written = self.base.is_some();
        Some(Found { method: (method != "GET").then_some(method), is_written, ..Found::learned(url) })
    }

    /// Where an operation is served.
    fn servers(&self, item: &Map<String, Value>, operation: &Value) -> Result<Vec<Url>, String> {
        if let Some(base) = self.base {
            let mut base = base.clone();
            base.set_query(None);
            base.set_fragment(None);
            return Ok(vec![base]);
        }
        let own = [operation.get("servers"), item.get("servers"), self.document.get("servers")];
        if let Some(servers) =
            own.into_iter().flatten().find_map(Value::as_array).filter(|all| !all.is_empty())
        {
            return servers.iter().map(server).collect();
        }
        let host = self.document.get("host").and_then(Value::as_str);
        let base_path = self.document.get("basePath").and_then(Value::as_str).unwrap_or("/");
        let schemes = self.document.get("schemes").and_then(Value::as_array);
        let is_https = schemes.is_none_or(|all| all.iter().any(|one| one.as_str() == Some("https")));
        let scheme = if is_https { "https" } else { "http" };
        match host {
            Some(host) => parsed(&format!("{scheme}://{host}{base_path}")).map(|url| vec![url]),
            None => Err("the document names no server: write its URL before --openapi".to_owned()),
        }
    }
}

fn is(parameter: &Value, name: &str, place: &str) -> bool {
    parameter.get("name").and_then(Value::as_str) == Some(name)
        && parameter.get("in").and_then(Value::as_str) == Some(place)
}

/// A server's URL, its variables filled with their defaults.
fn server(server: &Value) -> Result<Url, String> {
    let mut text = server.get("url").and_then(Value::as_str).unwrap_or_default().to_owned();
    for (name, variable) in server.get("variables").and_then(Value::as_object).into_iter().flatten() {
        let default = variable.get("default").and_then(Value::as_str).unwrap_or_default();
        text = text.replace(&format!("{{{name}}}"), default);
    }
    parsed(&text)
}

fn parsed(text: &str) -> Result<Url, String> {
    match Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => Ok(url),
        _ => Err(format!(
            "its server `{text}` is no whole http or https URL: write the API's URL before --openapi"
        )),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use super::*;

    fn keys(document: &Value, base: Option<&str>, active: bool) -> Result<Vec<String>, Vec<String>> {
        let base: Option<Url> = base.map(|base| base.parse().unwrap());
        let mut problems = Vec::new();
        let found = Reader { document, base: base.as_ref(), active }.targets(&mut problems);
        let keys = found.iter().map(Found::key).collect();
        if problems.is_empty() { Ok(keys) } else { Err(problems) }
    }

    #[test]
    fn paths_times_methods() {
        let document = json!({
            "openapi": "3.1.0",
            "servers": [{"url": "https://{region}.api.test/v1/", "variables": {"region": {"default": "eu"}}}],
            "paths": {
                "/orders/{id}": {
                    "parameters": [{"name": "id", "in": "path", "schema": {"type": "string", "example": "a b"}}],
                    "get": {"parameters": [{"name": "q", "in": "query", "required": true, "example": 7}]},
                    "delete": {},
                },
                "/login": {"post": {}},
            },
        });
        let get = "GET https://eu.api.test/v1/orders/a%20b?q=7";
        assert_eq!(keys(&document, None, false).unwrap(), ["POST https://eu.api.test/v1/login", get]);
        assert_eq!(
            keys(&document, Some("http://localhost:1/x?y"), true).unwrap(),
            [
                "POST http://localhost:1/x/login",
                "GET http://localhost:1/x/orders/a%20b?q=7",
                "DELETE http://localhost:1/x/orders/a%20b"
            ]
        );
    }

    #[test]
    fn the_older_form_is_read_too() {
        let document = json!({
            "swagger": "2.0", "host": "api.test", "basePath": "/v2", "schemes": ["http"],
            "paths": {"/pets/{petId}": {"get": {"parameters": [{"$ref": "#/parameters/pet"}]}}},
            "parameters": {"pet": {"name": "petId", "in": "path", "type": "string", "format": "uuid"}},
        });
        let keys = keys(&document, None, false).unwrap();
        assert_eq!(keys, ["GET http://api.test/v2/pets/00000000-0000-4000-8000-000000000000"]);
    }

    #[test]
    fn what_is_wrong_is_said() {
        let served =
            |servers: Value| json!({"openapi": "3.0.0", "servers": servers, "paths": {"/": {"get": {}}}});
        for (document, wanted) in [
            (json!({"paths": {}}), "neither"),
            (json!({"openapi": "3.0.0"}), "no `paths`"),
            (served(json!([])), "names no server"),
            (served(json!([{"url": "/v1"}])), "`/v1` is no whole"),
        ] {
            let problems = keys(&document, None, false).unwrap_err();
            assert!(problems[0].contains(wanted), "{problems:?}");
        }
    }
}
