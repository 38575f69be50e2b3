"""Falcon with its own middleware, an application for each set-up."""

import falcon

from account import PATH, answer, fronts

# Whoever may read may do so with credentials.
CREDENTIALS = {"allow_credentials": "*"}

SETUPS = {
    # Dangerous: these two stars together are whoever asks.
    "falconreflect": {"allow_origins": "*", **CREDENTIALS},
    # Dangerous: sandboxed pages.
    "falconnull": {"allow_origins": [*fronts("falconnull"), "null"], **CREDENTIALS},
    # Right for data that everybody may read, but that pages from outside may reach into the network.
    "falconnetwork": {"allow_origins": "*", "allow_private_network": True},
    # Right for data that everybody may read.
    "falconopen": {"allow_origins": "*"},
    # Right, and whatever header is asked for is allowed.
    "falconlist": {"allow_origins": fronts("falconlist"), **CREDENTIALS},
}


class Account:
    """What every application serves, whatever the method."""

    def on_get(self, request, response):
        status, response.text, headers = answer(request.cookies.get("session"))
        response.status = status
        for name, value in headers.items():
            response.append_header(name, value)

    on_post = on_put = on_delete = on_get


def application(options):
    app = falcon.App(middleware=[falcon.CORSMiddleware(**options)])
    app.add_route(PATH, Account())
    return app


APPLICATIONS = {name: application(options) for name, options in SETUPS.items()}
