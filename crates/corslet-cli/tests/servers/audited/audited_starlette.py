"""Starlette with its own middleware, an application for each set-up."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.routing import Route

from account import HEADERS, METHODS, PATH, answer, fronts

GRANTS = {"allow_credentials": True, "allow_methods": METHODS, "allow_headers": HEADERS}

SETUPS = {
    # Dangerous: `*` with credentials is, for whoever comes with a cookie, whoever asks.
    "starlettestars": {"allow_credentials": True, "allow_origins": ["*"], "allow_methods": ["*"], "allow_headers": ["*"]},
    # Dangerous: everything below the domain.
    "starlettebelow": {**GRANTS, "allow_origin_regex": r"https://[a-z0-9-]+\.starlettebelow\.com"},
    # Right for data that everybody may read.
    "starletteopen": {"allow_origins": ["*"], "allow_methods": METHODS, "allow_headers": HEADERS},
    # Right.
    "starlettelist": {**GRANTS, "allow_origins": fronts("starlettelist")},
}


async def account(request):
    status, body, headers = answer(request.cookies.get("session"))
    return Response(body, status, headers)


APPLICATIONS = {
    name: Starlette(
        routes=[Route(PATH, account, methods=["GET", "POST", "PUT", "DELETE"])],
        middleware=[Middleware(CORSMiddleware, **options)],
    )
    for name, options in SETUPS.items()
}
