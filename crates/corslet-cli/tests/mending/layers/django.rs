//! Django with every fault.

use super::python::{gunicorn, missing};
use super::stand::{Parts, Stand};

pub(super) static STAND: Stand = Stand {
    layer: "django",
    missing,
    fault,
    prepare: |site, written| {
        let text = TEMPLATE.replace("@ANSWER@", &written.answer);
        site.file("server.py", &text)?;
        let settings = SETTINGS.replace("@GRANT@", written.piece(0, 0)).replace(
            "@MIDDLEWARE@",
            if written.answer.contains("class Locked") { "\"server.Locked\"" } else { "" },
        );
        site.file("settings.py", &settings)?;
        let mut command = gunicorn(site);
        command.env("DJANGO_SETTINGS_MODULE", "settings");
        Ok(command)
    },
};

const SETTINGS: &str = r#"
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = []
LOGGING_CONFIG = None
MIDDLEWARE = [@MIDDLEWARE@]
ROOT_URLCONF = "server"
SECRET_KEY = "for tests"
@GRANT@
"#;

const TEMPLATE: &str = r#"
import django
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import path

django.setup()

class Granting:
    def __init__(self, get_response):
        self.get_response = get_response
    def __call__(self, request):
        response = self.get_response(request)
        response.headers["Access-Control-Allow-Origin"] = "@FRONT@, *"
        return response

class PreflightOnly(Granting):
    def __call__(self, request):
        if request.method != "OPTIONS":
            return self.get_response(request)
        headers = {"Access-Control-Allow-Origin": "@FRONT@", "Access-Control-Allow-Headers": "x-tenant"}
        return HttpResponse(status=204, headers=headers)

@ANSWER@

urlpatterns = [path("data", data)]
app = WSGIHandler()
"#;

const ANSWER: &str = "def data(request):\n    return JsonResponse({})\n";

fn fault(number: &str) -> Parts {
    let (grant, answer) = match number {
        "D01" => ("", ANSWER),
        "D02" => ("", "def data(request):\n    raise RuntimeError(\"on purpose\")\n"),
        "D04" => (
            "INSTALLED_APPS += [\"corsheaders\"]\nMIDDLEWARE.append(\"corsheaders.middleware.CorsMiddleware\")\n\
             CORS_ALLOWED_ORIGINS = [\"@FRONT@\"]",
            "class Locked:\n    def __init__(self, get_response):\n        self.get_response = get_response\n    \
             def __call__(self, request):\n        if \"Authorization\" not in request.headers:\n            \
             return HttpResponse(status=401)\n        return self.get_response(request)\n\n\
             def data(request):\n    return JsonResponse({})\n",
        ),
        "D05" => (
            "",
            "def data(request):\n    if request.method not in (\"GET\", \"PUT\"):\n        \
             return HttpResponseNotAllowed([\"GET\", \"PUT\"])\n    return JsonResponse({})\n",
        ),
        "D12" => (WITH_ALL, ANSWER),
        "D16" => (
            "INSTALLED_APPS += [\"corsheaders\"]\nMIDDLEWARE.append(\"corsheaders.middleware.CorsMiddleware\")\n\
             CORS_ALLOWED_ORIGINS = [\"@FRONT@\"]\nCORS_ALLOW_HEADERS = [\"content-type\"]",
            ANSWER,
        ),
        "D21" => ("MIDDLEWARE.append(\"server.Elsewhere\")", ELSEWHERE),
        "D23" => ("MIDDLEWARE.append(\"server.Granting\")", ANSWER),
        "D28" => ("MIDDLEWARE.append(\"server.PreflightOnly\")", ANSWER),
        _ => (
            "INSTALLED_APPS += [\"corsheaders\"]\nMIDDLEWARE.append(\"corsheaders.middleware.CorsMiddleware\")\n\
             CORS_ALLOWED_ORIGINS = [\"@FRONT@\"]",
            "def data(request):\n    return JsonResponse({}, headers={\"X-Total-Count\": \"42\"})\n",
        ),
    };
    Parts { grant, answer }
}

const WITH_ALL: &str = "INSTALLED_APPS += [\"corsheaders\"]\n\
                        MIDDLEWARE.append(\"corsheaders.middleware.CorsMiddleware\")\nCORS_ALLOW_ALL_ORIGINS = True";

const ELSEWHERE: &str = "class Elsewhere(Granting):\n    def __call__(self, request):\n        \
                         response = self.get_response(request)\n        \
                         response.headers[\"Access-Control-Allow-Origin\"] = \"http://127.0.0.1:5000\"\n        \
                         return response\n\ndef data(request):\n    return JsonResponse({})\n";
