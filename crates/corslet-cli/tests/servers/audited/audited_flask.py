"""Flask with flask-cors, an application for each set-up."""

from flask import Flask, make_response, request
from flask_cors import CORS

from account import HEADERS, METHODS, PATH, answer, fronts

GRANTS = {"supports_credentials": True, "methods": METHODS, "allow_headers": HEADERS, "max_age": 600}

SETUPS = {
    # Dangerous: every origin is the default, and with credentials it is reflected.
    "flaskreflect": {"supports_credentials": True},
    # Dangerous: a pattern without an end, and almost without a beginning.
    "flaskcontains": {**GRANTS, "origins": r"https://.*flaskcontains\.com"},
    # Right, and in letters of any case: no browser writes an origin so.
    "flaskcase": {**GRANTS, "origins": fronts("flaskcase")},
    # Right for data that everybody may read.
    "flaskopen": {},
    # Right: one front end.
    "flaskfront": {**GRANTS, "origins": "https://app.flaskfront.com"},
}


def application(options):
    app = Flask(__name__)
    CORS(app, **options)

    @app.route(PATH, methods=["GET", "POST", "PUT", "DELETE"])
    def account():
        status, body, headers = answer(request.cookies.get("session"))
        return make_response(body, status, headers)

    return app


APPLICATIONS = {name: application(options) for name, options in SETUPS.items()}
