//! Django.

use super::layer::{Fix, Layer};
use super::lists::{line_if, quoted};
use super::{Need, Problem};

pub(super) static LAYER: Layer = Layer { id: "django", name: "Django", write };

fn write(need: &Need) -> Fix {
    let grant = &need.grant;
    let mut text = String::from("INSTALLED_APPS += [\"corsheaders\"]\n");
    // First, so that it answers preflights before authentication and redirects, and sees their answers.
    text.push_str("MIDDLEWARE.insert(0, \"corsheaders.middleware.CorsMiddleware\")\n");
    text.push_str(&format!("CORS_ALLOWED_ORIGINS = [{}]\n", quoted(&grant.origins, '"')));
    text.push_str(&format!("CORS_ALLOW_METHODS = [{}]\n", quoted(&grant.all_methods(), '"')));
    text.push_str(&format!("CORS_ALLOW_HEADERS = [{}]\n", quoted(&grant.request_headers, '"')));
    text.push_str(&line_if(!grant.exposed_headers.is_empty(), || {
        format!("CORS_EXPOSE_HEADERS = [{}]", quoted(&grant.exposed_headers, '"'))
    }));
    text.push_str(&line_if(grant.credentials, || "CORS_ALLOW_CREDENTIALS = True".to_owned()));
    text.push_str(&format!("CORS_PREFLIGHT_MAX_AGE = {}\n", grant.max_age));
    Fix::new("at the end of settings.py (`pip install django-cors-headers`)", "python", text)
        .note("If MIDDLEWARE has the line already, move it to the first place.")
        .note_if(
            need.problem == Problem::GrantedTwice,
            "The middleware replaces what a view sets by hand; a grant of the proxy has to go.",
        )
}
