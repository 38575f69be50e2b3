"""A Flask application whose routes set flask-cors up rightly and wrongly, one way each, served by gunicorn.

FRONT is the origin of the page that asks; both ports serve the same.
"""

import os
import re

from flask import Flask, abort, jsonify, make_response, redirect, request
from flask_cors import CORS, cross_origin

FRONT = os.environ["FRONT"]
OTHER = os.environ["OTHER"]
ELSEWHERE = "https://app.example.com"
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]

app = Flask(__name__)


def answer():
    response = jsonify(route=request.path)
    response.headers["X-Total-Count"] = "42"
    response.headers["X-Kept"] = "for the server"
    return response


def route(path, handler=answer, **options):
    """A route with one set-up of the decorator, which marks the function that it decorates: so each has its own."""

    def view():
        return handler()

    app.add_url_rule(path, path, cross_origin(**options)(view) if options else view, methods=METHODS)


# Dangerous: credentials with the default origins reflect every origin.
route("/reflect", supports_credentials=True)
# Right: one origin, with credentials; the page may read X-Total-Count.
route("/fixed", origins=FRONT, supports_credentials=True, expose_headers=["X-Total-Count"], max_age=600)
# Right: a list, of which the asking origin is sent back.
route("/list", origins=[FRONT, ELSEWHERE], supports_credentials=True)
# Wrong for this page: a list without it.
route("/list-without", origins=[ELSEWHERE, "https://admin.example.com"])
# Wrong for this page: the one origin is another one.
route("/elsewhere", origins=ELSEWHERE)
# Right for public data.
route("/star", origins="*", send_wildcard=True)
# Dangerous: a pattern without an end.
route("/pattern", origins=re.compile(r"https?://127\.0\.0\.1"), supports_credentials=True)
# Dangerous: sandboxed pages are granted.
route("/null", origins="null", supports_credentials=True)
# Right for GET and PUT; a PATCH is refused.
route("/methods", origins=FRONT, methods=["GET", "PUT"])
# Right for one header; any other is refused.
route("/headers", origins=FRONT, allow_headers=["X-Listed"])
# Wrong: an origin has no slash at its end.
route("/slash", origins=FRONT + "/")
# Wrong: Flask itself answers OPTIONS, and the decorator does not.
route("/no-preflight", origins=FRONT, automatic_options=False)
# Wrong: there is no CORS at all.
route("/none")
# Wrong: the header is written by hand, as a list and as a boolean of Python's.
route("/by-hand", lambda: make_response("{}", {"Access-Control-Allow-Origin": f"{FRONT}, {ELSEWHERE}"}))
route(
    "/true",
    lambda: make_response(
        "{}", {"Access-Control-Allow-Origin": FRONT, "Access-Control-Allow-Credentials": str(True)}
    ),
)


def double():
    response = answer()
    response.headers.add("Access-Control-Allow-Origin", FRONT)
    return response


def crash():
    raise RuntimeError("on purpose")


# Wrong: the handler adds what the decorator adds too.
route("/double", double, origins=FRONT)
# Wrong: a decorator never sees what the handler raises.
route("/crash", crash, origins=FRONT)
route("/refused", lambda: abort(403), origins=FRONT)
# Right: an extension of the whole application sees errors too.
CORS(app, resources={r"/application/.*": {"origins": FRONT}})
app.add_url_rule("/application/refused", "application", lambda: abort(403), methods=METHODS)
app.add_url_rule("/application/crash", "crash", crash, methods=METHODS)
# Wrong for a path without its last slash: the router redirects before any decorator.
route("/trailing/", origins=FRONT)


def to(target):
    return lambda: redirect(f"{target}?{request.query_string.decode()}", 307)


# Redirects that are granted, and one that is not.
route("/redirect", to("/fixed"), origins=FRONT, supports_credentials=True)
route("/redirect-other", to(f"{OTHER}/fixed"), origins=FRONT, supports_credentials=True)
route("/redirect-bare", to("/fixed"))


@app.before_request
def lock():
    """Wrong: a token is asked for before CORS, of preflights too."""
    if request.path == "/locked" and "Authorization" not in request.headers:
        return make_response("", 401)
    return None


route("/locked", origins=FRONT)
