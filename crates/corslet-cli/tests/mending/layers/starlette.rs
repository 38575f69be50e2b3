//! Starlette with every fault.

use super::python::{missing, uvicorn};
use super::stand::{Parts, Stand};

pub(super) static STAND: Stand = Stand {
    layer: "starlette",
    missing,
    fault,
    prepare: |site, written| {
        let import = "from starlette.middleware.cors import CORSMiddleware\n";
        let text = TEMPLATE
            .replace("@IMPORT@", if written.is_mended { written.piece(0, 0) } else { import })
            .replace("@ANSWER@", &written.answer)
            .replace("@GRANT@", written.piece(1, 1));
        site.file("server.py", &text)?;
        Ok(uvicorn(site))
    },
};

const TEMPLATE: &str = r#"
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
@IMPORT@

class Locked:
    def __init__(self, app):
        self.app = app
    async def __call__(self, scope, receive, send):
        if scope["type"] != "http" or any(name == b"authorization" for name, _ in scope["headers"]):
            return await self.app(scope, receive, send)
        await Response(status_code=401)(scope, receive, send)

class Adding:
    def __init__(self, app, headers, methods=()):
        self.app, self.headers, self.methods = app, headers, methods
    async def __call__(self, scope, receive, send):
        async def add(message):
            if message["type"] == "http.response.start" and (not self.methods or scope["method"] in self.methods):
                message["headers"].extend(self.headers)
            await send(message)
        await self.app(scope, receive, add)

@ANSWER@
@GRANT@
"#;

const ANSWER: &str = r#"
async def data(request):
    return JSONResponse({})
app = Starlette(routes=[Route("/data", data, methods=["GET", "PUT"])])
"#;

fn fault(number: &str) -> Parts {
    let (grant, answer) = match number {
        "D01" => ("", ANSWER),
        // What crashes is answered outside of the middleware.
        "D02" => (
            "app.add_middleware(CORSMiddleware, allow_origins=[\"@FRONT@\"])",
            "async def data(request):\n    raise RuntimeError(\"on purpose\")\n\
             app = Starlette(routes=[Route(\"/data\", data)])\n",
        ),
        "D04" => (
            "app = Locked(app)",
            "async def data(request):\n    return JSONResponse({})\n\
             app = Starlette(routes=[Route(\"/data\", data)])\napp.add_middleware(Locked)\n",
        ),
        "D05" => ("", ANSWER),
        "D12" => ("app.add_middleware(CORSMiddleware, allow_origins=[\"*\"])", ANSWER),
        "D16" => (
            "app = Adding(app, [(b\"access-control-allow-origin\", b\"@FRONT@\"), \
             (b\"access-control-allow-headers\", b\"content-type\")])",
            "async def data(request):\n    return JSONResponse({})\n\
             app = Starlette(routes=[Route(\"/data\", data, methods=[\"GET\", \"OPTIONS\"])])\n",
        ),
        "D21" => {
            ("app = Adding(app, [(b\"access-control-allow-origin\", b\"http://127.0.0.1:5000\")])", ANSWER)
        }
        "D23" => (
            "app = Adding(app, [(b\"access-control-allow-origin\", b\"@FRONT@\"), (b\"access-control-allow-origin\", b\"*\")])",
            ANSWER,
        ),
        "D28" => (
            "app = Adding(app, [(b\"access-control-allow-origin\", b\"@FRONT@\"), \
             (b\"access-control-allow-headers\", b\"x-tenant\")], [\"OPTIONS\"])",
            "async def data(request):\n    return JSONResponse({})\n\
             app = Starlette(routes=[Route(\"/data\", data, methods=[\"GET\", \"OPTIONS\"])])\n",
        ),
        _ => (
            "app.add_middleware(CORSMiddleware, allow_origins=[\"@FRONT@\"])",
            "async def data(request):\n    return JSONResponse({}, headers={\"X-Total-Count\": \"42\"})\n\
             app = Starlette(routes=[Route(\"/data\", data)])\n",
        ),
    };
    Parts { grant, answer }
}
