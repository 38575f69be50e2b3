"""Django with django-cors-headers, a handler for each set-up.

The package is set up for a whole site, and settings are the process's. So one request is answered at a time.
"""

import threading

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test.utils import override_settings
from django.urls import path

from account import HEADERS, METHODS, PATH, answer, fronts

settings.configure(
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=["corsheaders"],
    LOGGING_CONFIG=None,
    MIDDLEWARE=["corsheaders.middleware.CorsMiddleware"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="for tests",
)
django.setup()

GRANTS = {
    "CORS_ALLOW_CREDENTIALS": True,
    "CORS_ALLOW_METHODS": METHODS,
    "CORS_ALLOW_HEADERS": HEADERS,
    "CORS_PREFLIGHT_MAX_AGE": 600,
}

SETUPS = {
    # Dangerous: together these two reflect every origin.
    "djangoreflect": {"CORS_ALLOW_ALL_ORIGINS": True, "CORS_ALLOW_CREDENTIALS": True},
    # Dangerous: a pattern without an end.
    "djangobegins": {**GRANTS, "CORS_ALLOWED_ORIGIN_REGEXES": [r"^https://(app|api)\.djangobegins\.com"]},
    # Dangerous: sandboxed pages.
    "djangonull": {**GRANTS, "CORS_ALLOWED_ORIGINS": [*fronts("djangonull"), "null"]},
    # Right.
    "djangolist": {**GRANTS, "CORS_ALLOWED_ORIGINS": fronts("djangolist")},
}


def account(request):
    status, body, headers = answer(request.COOKIES.get("session"))
    return HttpResponse(body, status=status, headers=headers)


urlpatterns = [path(PATH.removeprefix("/"), account)]
LOCK = threading.Lock()


def application(own):
    with override_settings(**own):
        handler = WSGIHandler()

    def app(environ, start_response):
        with LOCK, override_settings(**own):
            return handler(environ, start_response)

    return app


APPLICATIONS = {name: application(own) for name, own in SETUPS.items()}
