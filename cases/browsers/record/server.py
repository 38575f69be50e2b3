"""The loopback side of the recorder.

`Recorder` holds the cases, answers the browser byte for byte, keeps every
request it received, hands cases to the page and collects what the page saw.
One listener serves three things, told apart by the request target:

    /c/<id>/<hop>      a case: the response is exactly what the case says
    /start, /runner,   the chain of redirects which sets the first-party cookie
    /sandboxed, /frame `sess=1` on every host, and the pages under test
    /next, /step,      the control port only (127.0.0.1:8199): the page fetches
    /result, /done     cases and reports results with CORS-safelisted requests
"""

import asyncio
import collections
import json
import pathlib
import re
import time
import urllib.parse

CONTROL = "http://127.0.0.1:8199"
CONTROL_PORT = 8199
LISTEN = [(host, port) for port in (80, 8101, 8102, 8103) for host in ("127.0.0.1", "::1")]
LISTEN.append(("127.0.0.1", CONTROL_PORT))

COOKIE_CHAIN = ["http://127.0.0.1:8101", "http://localhost:8101", "http://[::1]:8101"]

# Where the top-level document of each page kind lives.
PAGES = {
    "ip": "http://127.0.0.1:8101/runner?page=ip",
    "name": "http://localhost:8101/runner?page=name",
    "defport": "http://localhost/runner?page=defport",
    "v6": "http://[::1]:8101/runner?page=v6",
    "null-sandbox": "http://127.0.0.1:8101/sandboxed?page=null-sandbox",
    "null-name": "http://localhost:8101/sandboxed?page=null-name",
    "null-iframe": "http://127.0.0.1:8101/frame?page=null-iframe",
    "null-data": "http://127.0.0.1:8101/frame?page=null-data",
}

# Request headers which say nothing about CORS. They are left out of a trace
# unless the case itself sets a header of that name.
UNINTERESTING = {"user-agent", "accept-encoding", "connection", "host", "priority", "te"}

KINDS = ("sequence", "single")

# A sequence is late when a step began this much after it should have: what it
# says about the age of cache entries is then worth little.
LATE_MS = 1500

CASE_TARGET = re.compile(r"/c/([A-Za-z0-9_-]+)/(\d+)")


def is_uninteresting(name, case_names):
    name = name.lower()
    if name in case_names:
        return False
    return name in UNINTERESTING or name.startswith("sec-ch-ua")


class Request:
    """A parsed HTTP/1 request; header strings are Latin-1, one char a byte."""

    def __init__(self, method, target, headers, body, port):
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.port = port

    def get(self, name):
        values = [v for n, v in self.headers if n.lower() == name]
        return ", ".join(values) if values else None

    @property
    def is_preflight(self):
        return (
            self.method == "OPTIONS"
            and self.get("access-control-request-method") is not None
            and self.get("origin") is not None
        )


async def read_request(reader, port):
    """The next request of a connection, or None when it ends before one."""
    try:
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 120)
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.TimeoutError, OSError):
        return None
    lines = head.decode("latin-1").split("\r\n")[:-2]
    method, target, _version = lines[0].split(" ", 2)
    headers = []
    for line in lines[1:]:
        name, _, value = line.partition(":")
        headers.append((name, value.strip(" \t")))
    request = Request(method, target, headers, b"", port)
    length = request.get("content-length")
    if length:
        try:
            request.body = await asyncio.wait_for(reader.readexactly(int(length)), 30)
        except (asyncio.IncompleteReadError, asyncio.TimeoutError, OSError):
            return None
    return request


def encode_response(status, headers, body="", head_only=False):
    # The reason phrase is the same for every status: it only shows in console text.
    lines = [f"HTTP/1.1 {status} X"]
    lines += [f"{name}: {value}" for name, value in headers]
    text = "\r\n".join(lines) + "\r\n\r\n"
    if not head_only:
        text += body
    return text.encode("latin-1")


def page_response(body, content_type="text/html; charset=utf-8", extra=(), status=200):
    data = body.encode("utf-8").decode("latin-1")
    headers = [
        ("Content-Type", content_type),
        ("Cache-Control", "no-store"),
        ("Content-Length", str(len(data))),
        ("Connection", "close"),
        *extra,
    ]
    return encode_response(status, headers, data)


class Recorder:
    def __init__(self, cases, concurrency, sequence_concurrency):
        self.cases = {case["id"]: case for case in cases}
        self.workers = {"single": concurrency, "sequence": sequence_concurrency}
        unknown = {case["page"] for case in cases} - set(PAGES)
        if unknown:
            raise SystemExit(f"unknown page kinds: {sorted(unknown)}")
        # Sequences come first, as long as the preflight cache holds little: when
        # it is full (100 entries in Firefox, 1,024 in Chromium) others go.
        queues = {(kind, page): collections.deque() for kind in KINDS for page in PAGES}
        for case in cases:
            kind = "sequence" if "steps" in case else "single"
            queues[kind, case["page"]].append(case["id"])
        self.visits = [(kind, page, queue) for (kind, page), queue in queues.items() if queue]
        self.step = {}
        self.traces = collections.defaultdict(list)
        self.results = {}
        self.late = set()
        self.finished = asyncio.Event()
        self.progress = time.monotonic()
        self.runner = pathlib.Path(__file__).with_name("runner.js").read_text()

    @property
    def first_url(self):
        return COOKIE_CHAIN[0] + "/start"

    # --- network ----------------------------------------------------------

    async def listen(self):
        servers = []
        for host, port in LISTEN:
            servers.append(await asyncio.start_server(self.connection, host, port, limit=1 << 20))
        return servers

    async def connection(self, reader, writer):
        port = writer.get_extra_info("sockname")[1]
        try:
            request = await read_request(reader, port)
            if request is not None:
                writer.write(self.respond(request))
                await writer.drain()
                # Let the peer read everything before the socket goes away: a
                # reset would turn a complete response into a network error.
                if writer.can_write_eof():
                    writer.write_eof()
                await asyncio.wait_for(reader.read(), 5)
        except (OSError, asyncio.TimeoutError, ValueError):
            pass
        finally:
            writer.close()

    def respond(self, request):
        path = request.target.split("?", 1)[0]
        if request.port == CONTROL_PORT:
            return self.control(request, path)
        if path.startswith("/c/"):
            return self.case_response(request)
        if path == "/start":
            return self.start(request)
        if path in ("/runner", "/sandboxed", "/frame"):
            return self.page(request, path)
        if path == "/warm":
            return page_response("", "text/plain", [
                ("Access-Control-Allow-Origin", "*"),
                ("Access-Control-Allow-Methods", "PUT"),
                ("Access-Control-Max-Age", "600"),
            ])
        return page_response("", "text/plain", status=404)

    # --- cases ------------------------------------------------------------

    def case_response(self, request):
        match = CASE_TARGET.match(request.target)
        case = self.cases.get(match.group(1)) if match else None
        if case is None:
            return page_response("", "text/plain", status=404)
        hop = int(match.group(2))
        index = self.step.get(case["id"], 0)
        step = case["steps"][index] if "steps" in case else case
        kind = "preflight" if request.is_preflight else "actual"
        names = {name.lower() for name, _ in step["request"]["headers"]}
        self.traces[case["id"], index].append({
            "hop": hop,
            "kind": kind,
            "method": request.method,
            "port": request.port,
            "target": request.target,
            "origin": request.get("origin"),
            "acrm": request.get("access-control-request-method"),
            "acrh": request.get("access-control-request-headers"),
            "cookie": request.get("cookie"),
            "authorization": request.get("authorization"),
            "content_type": request.get("content-type"),
            "headers": [[n, v] for n, v in request.headers if not is_uninteresting(n, names)],
            "body_len": len(request.body),
        })
        responses = step["server"]
        if hop > 0:
            redirects = responses.get("redirects", [])
            responses = redirects[hop - 1] if hop <= len(redirects) else None
        head_only = request.method == "HEAD"
        if responses is None:
            return encode_response(404, [("Content-Length", "0"), ("Connection", "close")])
        if kind not in responses:
            return encode_response(200, [("Content-Length", "0"), ("Connection", "close")])
        response = responses[kind]
        return encode_response(
            response["status"], response["headers"], response.get("body") or "", head_only
        )

    # --- pages ------------------------------------------------------------

    def start(self, request):
        host = request.get("host")
        hosts = [urllib.parse.urlsplit(origin).netloc for origin in COOKIE_CHAIN]
        position = hosts.index(host)
        if position + 1 < len(hosts):
            location = COOKIE_CHAIN[position + 1] + "/start"
        else:
            location = PAGES[self.visits[0][1]]
        return page_response(
            "", "text/plain", [("Set-Cookie", "sess=1; Path=/"), ("Location", location)], status=302
        )

    def page(self, request, path):
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(request.target).query)
        page = query["page"][0]
        if path == "/frame":
            return page_response(self.framing_document(page))
        extra = []
        if path == "/sandboxed":
            extra.append(("Content-Security-Policy", "sandbox allow-scripts"))
        return page_response(self.runner_document(page), extra=extra)

    def runner_document(self, page):
        kind = self.visits[0][0] if self.visits else "single"
        config = json.dumps({"page": page, "control": CONTROL, "workers": self.workers[kind]})
        script = f"const CONFIG = {config};\n{self.runner}"
        return f"<!doctype html><meta charset=utf-8><script>{script}</script>"

    def framing_document(self, page):
        """A document around the frame which runs the cases; it only navigates."""
        if page == "null-data":
            source = "data:text/html;charset=utf-8," + urllib.parse.quote(self.runner_document(page))
        else:
            source = f"/runner?page={page}"
        sandbox = " sandbox=allow-scripts" if page == "null-iframe" else ""
        return (
            "<!doctype html><meta charset=utf-8><script>"
            "addEventListener('message', event => { location.href = event.data.go; });"
            f"</script><iframe{sandbox} src=\"{source}\"></iframe>"
        )

    # --- control ----------------------------------------------------------

    def control(self, request, path):
        self.progress = time.monotonic()
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(request.target).query)
        answer = {}
        if path == "/next":
            answer = self.next_case(query["page"][0])
        elif path == "/step":
            self.step[query["id"][0]] = int(query["step"][0])
        elif path == "/result":
            result = json.loads(request.body.decode("utf-8"))
            self.results[result["id"]] = result["steps"]
            if result["late"] > LATE_MS:
                self.late.add(result["id"])
        elif path == "/done":
            answer = self.page_done(query["page"][0])
        return page_response(
            json.dumps(answer), "application/json", [("Access-Control-Allow-Origin", "*")]
        )

    def next_case(self, page):
        queue = self.queue(page)
        if not queue:
            return {}
        case = self.cases[queue.popleft()]
        steps = case["steps"] if "steps" in case else [case]
        return {
            "id": case["id"],
            "steps": [
                {"wait": step.get("wait_ms", 0), "request": step["request"]} for step in steps
            ],
        }

    def queue(self, page):
        """What is left for the page that is being visited."""
        if self.visits and self.visits[0][1] == page:
            return self.visits[0][2]
        return None

    def page_done(self, page):
        if self.queue(page) is not None:
            self.visits.pop(0)
        if self.visits:
            return {"go": PAGES[self.visits[0][1]]}
        self.finished.set()
        return {}
