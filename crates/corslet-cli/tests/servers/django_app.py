"""Django with django-cors-headers set up rightly and wrongly, served by gunicorn: one first part of the path each.

The package is set up for a whole site. So each set-up has a handler of its own, which sees its own settings and no others.
FRONT is the origin of the page that asks; both ports serve the same.
"""

import os
import threading

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse, HttpResponseForbidden, HttpResponseRedirect, JsonResponse
from django.test.utils import override_settings
from django.urls import path

FRONT = os.environ["FRONT"]
OTHER = os.environ["OTHER"]
ELSEWHERE = "https://app.example.com"
CORS = "corsheaders.middleware.CorsMiddleware"
SLASHES = "django.middleware.common.CommonMiddleware"

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1", "localhost"],
    INSTALLED_APPS=["corsheaders"],
    LOGGING_CONFIG=None,
    MIDDLEWARE=[CORS, SLASHES],
    ROOT_URLCONF=__name__,
    SECRET_KEY="for tests",
)
django.setup()


def answer(request, **_):
    return JsonResponse({"route": request.path}, headers={"X-Total-Count": "42", "X-Kept": "for the server"})


def crash(request, **_):
    raise RuntimeError("on purpose")


def refuse(request, **_):
    return HttpResponseForbidden()


def redirect(target):
    def view(request, **_):
        response = HttpResponseRedirect(f"{target}?{request.META['QUERY_STRING']}")
        # The class is for 302; a page keeps its method with 307.
        response.status_code = 307
        return response

    return view


def double(request, **_):
    """Adds by hand what the middleware sets: it is the middleware that wins."""
    return HttpResponse("{}", headers={"Access-Control-Allow-Origin": ELSEWHERE})


urlpatterns = [
    path("<setup>/data/", answer),
    path("<setup>/crash/", crash),
    path("<setup>/refused/", refuse),
    path("<setup>/double/", double),
    path("<setup>/here/", redirect("/fixed/data/")),
    path("<setup>/there/", redirect(f"{OTHER}/fixed/data/")),
    path("<setup>/star/", redirect(f"{OTHER}/star/data/")),
]


class Locked:
    """A middleware that asks for a token, of preflights too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "Authorization" not in request.headers:
            return HttpResponse(status=401)
        return self.get_response(request)


LOCKED = f"{__name__}.Locked"

SETUPS = {
    # Right: one origin, with credentials.
    "fixed": {"CORS_ALLOWED_ORIGINS": [FRONT], "CORS_ALLOW_CREDENTIALS": True},
    # Right: a list, of which the asking origin is sent back.
    "list": {"CORS_ALLOWED_ORIGINS": [FRONT, ELSEWHERE]},
    # Wrong for this page: a list without it.
    "list-without": {"CORS_ALLOWED_ORIGINS": [ELSEWHERE]},
    # Right for public data.
    "star": {"CORS_ALLOW_ALL_ORIGINS": True},
    # Dangerous: together these two reflect every origin.
    "reflect": {"CORS_ALLOW_ALL_ORIGINS": True, "CORS_ALLOW_CREDENTIALS": True},
    # Dangerous: a pattern without an end.
    "pattern": {"CORS_ALLOWED_ORIGIN_REGEXES": [r"^https?://127\.0\.0\.1"], "CORS_ALLOW_CREDENTIALS": True},
    # Dangerous: sandboxed pages are granted.
    "null": {"CORS_ALLOWED_ORIGINS": ["null"], "CORS_ALLOW_CREDENTIALS": True},
    # Right for GET and PUT; a PATCH is refused.
    "methods": {"CORS_ALLOWED_ORIGINS": [FRONT], "CORS_ALLOW_METHODS": ["GET", "PUT"]},
    # Right for two headers; any other is refused.
    "headers": {"CORS_ALLOWED_ORIGINS": [FRONT], "CORS_ALLOW_HEADERS": ["content-type", "x-listed"]},
    # Right: the page may read X-Total-Count, and not X-Kept.
    "exposed": {"CORS_ALLOWED_ORIGINS": [FRONT], "CORS_EXPOSE_HEADERS": ["x-total-count"]},
    # Right: no preflight is kept.
    "max-age": {"CORS_ALLOWED_ORIGINS": [FRONT], "CORS_PREFLIGHT_MAX_AGE": 0},
    # Wrong: the paths that are asked for are not among those that the package looks after.
    "elsewhere": {"CORS_ALLOWED_ORIGINS": [FRONT], "CORS_URLS_REGEX": r"^/api/.*$"},
    # Wrong: the redirect to the path with its last slash comes before CORS.
    "after": {"CORS_ALLOWED_ORIGINS": [FRONT], "MIDDLEWARE": [SLASHES, CORS]},
    # Wrong: a token is asked for before CORS.
    "locked": {"CORS_ALLOWED_ORIGINS": [FRONT], "MIDDLEWARE": [LOCKED, CORS]},
    # Right: a token is asked for after CORS.
    "unlocked": {"CORS_ALLOWED_ORIGINS": [FRONT], "MIDDLEWARE": [CORS, LOCKED]},
    # Wrong: there is no CORS at all.
    "none": {"MIDDLEWARE": [SLASHES]},
}


def handler(own):
    with override_settings(**own):
        return WSGIHandler()


HANDLERS = {name: handler(own) for name, own in SETUPS.items()}
LOCK = threading.Lock()


def app(environ, start_response):
    """Settings are the process's, so one request is answered at a time."""
    name = environ["PATH_INFO"].split("/")[1]
    if name not in SETUPS:
        start_response("404 Not Found", [("Content-Length", "0")])
        return []
    with LOCK, override_settings(**SETUPS[name]):
        return HANDLERS[name](environ, start_response)
