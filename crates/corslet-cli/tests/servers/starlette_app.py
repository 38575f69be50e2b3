"""A Starlette application whose mounts set CORSMiddleware up rightly and wrongly, one way each, served by uvicorn.

FRONT is the origin of the page that asks; the ports PORT and OTHER_PORT serve the same.
"""

import asyncio
import os

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route

FRONT = os.environ["FRONT"]
OTHER = os.environ["OTHER"]
ELSEWHERE = "https://app.example.com"
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
# What a service without CORS routes: OPTIONS too, so that a preflight reaches it.
ANY = [*METHODS, "OPTIONS"]


async def answer(request):
    return JSONResponse({"route": request.url.path}, headers={"X-Total-Count": "42", "X-Kept": "for the server"})


async def crash(request):
    raise RuntimeError("on purpose")


async def refuse(request):
    raise HTTPException(403)


def redirect(status, to):
    async def answer(request):
        return RedirectResponse(f"{to}?{request.url.query}", status)

    return answer


class Locked:
    """Asks for a token before anything inside is reached, preflights too."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if any(name == b"authorization" for name, _ in scope["headers"]):
            return await self.app(scope, receive, send)
        await Response(status_code=401)(scope, receive, send)


class Doubling:
    """A second layer that adds the header once more."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        async def add(message):
            if message["type"] == "http.response.start":
                message["headers"].append((b"access-control-allow-origin", FRONT.encode()))
            await send(message)

        await self.app(scope, receive, add)


def mount(path, *middleware, routes=(), **options):
    """A mount with one set-up of the middleware.

    Wrong in all of them: 404 and 405 are raised through a mount's middleware, and answered outside of it, without CORS.
    """
    layers = [*middleware]
    if options:
        layers.append(Middleware(CORSMiddleware, **options))
    inner = [Route("/data", answer, methods=METHODS), Route("/refused", refuse), *routes]
    return Mount(path, routes=inner, middleware=layers)


granted = {"allow_origins": [FRONT], "allow_credentials": True, "allow_methods": METHODS}

app = Starlette(
    routes=[
        # Right: one origin, with credentials; the page may read X-Total-Count.
        mount("/fixed", **granted, allow_headers=["X-Listed"], expose_headers=["X-Total-Count"]),
        # Right: a list, of which the asking origin is sent back.
        mount("/list", allow_origins=[FRONT, ELSEWHERE], allow_credentials=True, max_age=0),
        # Wrong for this page: a list without it.
        mount("/list-without", allow_origins=[ELSEWHERE], allow_credentials=True),
        # Right for public data: any origin, method and header.
        mount("/star", allow_origins=["*"], allow_methods=["*"], allow_headers=["*"]),
        # Dangerous: `*` with credentials reflects the origin of every preflight.
        mount(
            "/star-credentials",
            allow_origins=["*"],
            allow_methods=["*"],
            allow_headers=["*"],
            allow_credentials=True,
        ),
        # Dangerous: a pattern that every port of the host matches.
        mount("/pattern", allow_origin_regex=r"https?://127\.0\.0\.1:\d+", allow_credentials=True),
        # Wrong: an origin has no slash at its end.
        mount("/slash", allow_origins=[FRONT + "/"]),
        # Dangerous: sandboxed pages are granted.
        mount("/null", allow_origins=["null"], allow_credentials=True),
        # Wrong for PUT: the default allows GET alone.
        mount("/default-methods", allow_origins=[FRONT]),
        # Wrong: two layers each add the header.
        mount("/double", Middleware(Doubling), **granted),
        # Wrong: a token is asked for before CORS, of preflights too.
        mount("/locked", Middleware(Locked), **granted, allow_headers=["authorization"]),
        # Right: a token is asked for after CORS.
        Mount(
            "/unlocked",
            routes=[Route("/data", answer, methods=METHODS)],
            middleware=[
                Middleware(CORSMiddleware, **granted, allow_headers=["authorization"]),
                Middleware(Locked),
            ],
        ),
        # Wrong: what crashes is answered outside of the middleware, without CORS.
        mount("/crash", routes=[Route("/now", crash)], **granted),
        # Wrong for a path without its last slash: the router redirects, the preflight too.
        Mount("/trailing", routes=[Route("/data/", answer, methods=ANY)]),
        # Redirects that are granted, to what is granted and what is not.
        mount(
            "/redirect",
            **granted,
            routes=[
                Route("/here", redirect(307, "/fixed/data"), methods=METHODS),
                Route("/there", redirect(307, f"{OTHER}/fixed/data"), methods=METHODS),
                Route("/star", redirect(302, f"{OTHER}/star/data"), methods=METHODS),
            ],
        ),
        # Wrong: there is no CORS at all, and OPTIONS is not known.
        mount("/none"),
    ]
)


async def main():
    certificate = {}
    if os.environ["CERTIFICATE"]:
        certificate = {"ssl_certfile": os.environ["CERTIFICATE"], "ssl_keyfile": os.environ["KEY"]}
    servers = [
        uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=int(os.environ[port]), log_level="error", **certificate))
        for port in ("PORT", "OTHER_PORT")
    ]
    await asyncio.gather(*(server.serve() for server in servers))


asyncio.run(main())
