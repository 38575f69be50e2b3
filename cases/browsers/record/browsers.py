"""Drivers: start a browser on a URL, collect what it says about each case.

Each driver has `start(url)`, `poll()` and `stop()`, `version`, and `messages`,
a mapping from case id to the list of messages about it, in order.
"""

import asyncio
import collections
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile

CASE_ID = re.compile(r"/c/([A-Za-z0-9_-]+)/\d")


def case_id(text):
    match = CASE_ID.search(text or "")
    return match.group(1) if match else None


def which(*names):
    for name in names:
        path = shutil.which(name)
        if path:
            return path
    raise SystemExit(f"not found: {' or '.join(names)}")


def free_port():
    """A TCP port of 127.0.0.1 nobody listens on right now."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


class Browser:
    name = ""

    def __init__(self):
        self.version = None
        self.messages = collections.defaultdict(list)
        self.profile = pathlib.Path(tempfile.mkdtemp(prefix=f"record-{self.name}-"))
        self.children = []

    async def spawn(self, *command, **options):
        """Starts a process in a process group of its own."""
        process = await asyncio.create_subprocess_exec(
            *command, start_new_session=True, **options
        )
        self.children.append(process)
        return process

    def environment(self, **extra):
        env = {"PATH": os.environ["PATH"], "HOME": str(self.profile), "TMPDIR": tempfile.gettempdir()}
        env.update(extra)
        return env

    async def poll(self):
        pass

    async def stop(self):
        for process in reversed(self.children):
            for sign in (signal.SIGTERM, signal.SIGKILL):
                try:
                    os.killpg(process.pid, sign)
                except ProcessLookupError:
                    break
                try:
                    await asyncio.wait_for(process.wait(), 5)
                except asyncio.TimeoutError:
                    continue
        shutil.rmtree(self.profile, ignore_errors=True)


class Chromium(Browser):
    """Chrome DevTools Protocol over --remote-debugging-pipe."""

    name = "chromium"

    async def start(self, url):
        to_browser, write_end = os.pipe()
        read_end, from_browser = os.pipe()

        def attach_pipe():
            # 3 and 4 are what the browser expects; move the ends out of the
            # way first in case they overlap.
            source, sink = os.dup(to_browser), os.dup(from_browser)
            high_source, high_sink = 200, 201
            os.dup2(source, high_source)
            os.dup2(sink, high_sink)
            os.dup2(high_source, 3)
            os.dup2(high_sink, 4)

        await self.spawn(
            which("chromium", "chromium-browser", "google-chrome"),
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={self.profile / 'profile'}", "--remote-debugging-pipe", "about:blank",
            env=self.environment(LANG="en_US.UTF-8"),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            pass_fds=(3, 4, to_browser, from_browser), preexec_fn=attach_pipe,
        )
        os.close(to_browser)
        os.close(from_browser)
        self.pipe = os.fdopen(write_end, "wb", buffering=0)
        loop = asyncio.get_running_loop()
        self.reader = asyncio.StreamReader(limit=1 << 26)
        await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(self.reader), os.fdopen(read_end, "rb", buffering=0)
        )
        self.counter = 0
        self.pending = {}
        self.urls = {}
        self.seen = set()
        self.task = asyncio.create_task(self.read())

        product = (await self.call("Browser.getVersion"))["product"]
        self.version = product.replace("HeadlessChrome", "Chrome")
        targets = (await self.call("Target.getTargets"))["targetInfos"]
        page = next(target for target in targets if target["type"] == "page")
        session = (await self.call(
            "Target.attachToTarget", {"targetId": page["targetId"], "flatten": True}
        ))["sessionId"]
        await self.observe(session)
        await self.call("Page.enable", session=session)
        await self.call("Page.navigate", {"url": url}, session)

    async def observe(self, session):
        await self.call("Network.enable", session=session)
        await self.call("Log.enable", session=session)
        await self.call("Audits.enable", session=session)
        # Frames in another process (sandboxed iframes) are targets of their own.
        await self.call(
            "Target.setAutoAttach",
            {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": True},
            session,
        )

    async def attached(self, session):
        try:
            await self.observe(session)
        except RuntimeError:
            pass
        await self.call("Runtime.runIfWaitingForDebugger", session=session)

    async def call(self, method, params=None, session=None):
        self.counter += 1
        message = {"id": self.counter, "method": method, "params": params or {}}
        if session:
            message["sessionId"] = session
        future = asyncio.get_running_loop().create_future()
        self.pending[self.counter] = future
        self.pipe.write(json.dumps(message).encode() + b"\0")
        return await asyncio.wait_for(future, 60)

    async def read(self):
        while True:
            try:
                data = await self.reader.readuntil(b"\0")
            except asyncio.IncompleteReadError:
                return
            message = json.loads(data[:-1])
            if "id" in message:
                future = self.pending.pop(message["id"], None)
                if future and not future.done():
                    if "error" in message:
                        future.set_exception(RuntimeError(message["error"]["message"]))
                    else:
                        future.set_result(message["result"])
            else:
                self.event(message["method"], message["params"], message.get("sessionId"))

    def event(self, method, params, session):
        if method == "Target.attachedToTarget":
            asyncio.create_task(self.attached(params["sessionId"]))
        elif method == "Network.requestWillBeSent":
            self.urls[params["requestId"]] = params["request"]["url"]
        elif method == "Network.loadingFailed":
            # Of a redirected request this is the last URL: a failure to go on
            # to one which is not a case's is not a message about the case.
            url = self.urls.get(params["requestId"], "")
            message = {"k": "loadingFailed", "err": params["errorText"]}
            if params.get("blockedReason"):
                message["blocked"] = params["blockedReason"]
            status = params.get("corsErrorStatus")
            if status:
                message["cors"] = status["corsError"]
                message["param"] = status["failedParameter"]
            message["url"] = url
            self.add(case_id(url), message)
        elif method in ("Log.entryAdded", "Audits.issueAdded") and self.repeated(params):
            pass
        elif method == "Log.entryAdded":
            entry = params["entry"]
            case = case_id(entry.get("url")) or case_id(entry["text"])
            self.add(case, {
                "k": "log", "level": entry["level"], "source": entry["source"], "text": entry["text"],
            })
        elif method == "Audits.issueAdded":
            issue = params["issue"]
            case = case_id(json.dumps(issue))
            if issue["code"] == "CorsIssue":
                details = issue["details"]["corsIssueDetails"]
                status = details["corsErrorStatus"]
                self.add(case, {
                    "k": "issue", "cors": status["corsError"], "param": status["failedParameter"],
                    "warning": details["isWarning"],
                })
            else:
                self.add(case, {"k": "issue", "code": issue["code"]})

    def repeated(self, params):
        """Whether this came before: a page can send all it has said once more."""
        if params.get("issue", {}).get("code") == "CookieIssue":
            return False
        key = json.dumps(params, sort_keys=True)
        if key in self.seen:
            return True
        self.seen.add(key)
        return False

    def add(self, case, message):
        if case:
            self.messages[case].append(message)


class Firefox(Browser):
    """Marionette; console messages from nsIConsoleService in the parent process."""

    name = "firefox"

    LISTEN = """
        const store = Services.wm.getMostRecentWindow(null) || window;
        store.recorded = [];
        store.recordingListener = {
          QueryInterface: ChromeUtils.generateQI(["nsIConsoleListener"]),
          observe(message) {
            let text = "", category = "", warning = false;
            if (message instanceof Ci.nsIScriptError) {
              text = message.errorMessage;
              category = message.category;
              warning = Boolean(message.flags & Ci.nsIScriptError.warningFlag);
            } else {
              text = message.message;
            }
            if (text.includes("/c/")) store.recorded.push([category, text, warning]);
          },
        };
        Services.console.registerListener(store.recordingListener);
    """
    DRAIN = """
        const store = Services.wm.getMostRecentWindow(null) || window;
        return store.recorded.splice(0);
    """

    async def start(self, url):
        profile = self.profile / "profile"
        profile.mkdir()
        port = free_port()
        preferences = {
            "marionette.port": port,
            "browser.shell.checkDefaultBrowser": False,
            "browser.startup.page": 0,
            "browser.aboutwelcome.enabled": False,
            "datareporting.policy.dataSubmissionEnabled": False,
            "toolkit.telemetry.enabled": False,
            "app.update.enabled": False,
            "network.captive-portal-service.enabled": False,
            "network.connectivity-service.enabled": False,
            "services.settings.server": "data:,#remote-settings-dummy/v1",
            "browser.safebrowsing.downloads.remote.enabled": False,
            "browser.safebrowsing.malware.enabled": False,
            "browser.safebrowsing.phishing.enabled": False,
            "extensions.update.enabled": False,
            "extensions.systemAddon.update.enabled": False,
            # A refreshed DNS record makes Firefox discard preflight cache
            # entries older than it: let records outlive the recording.
            "network.dnsCacheExpiration": 86400,
        }
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in preferences.items()]
        (profile / "user.js").write_text("\n".join(lines) + "\n")
        await self.spawn(
            which("firefox-esr", "firefox"),
            "--headless", "--marionette", "--remote-allow-system-access", "--no-remote",
            "--profile", str(profile),
            env=self.environment(LANG="en_US.UTF-8", MOZ_CRASHREPORTER_DISABLE="1"),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for _ in range(120):
            try:
                self.reader, self.writer = await asyncio.open_connection(
                    "127.0.0.1", port, limit=1 << 26
                )
                await asyncio.wait_for(self.receive(), 10)
                break
            except (OSError, asyncio.TimeoutError, asyncio.IncompleteReadError):
                await asyncio.sleep(0.5)
        else:
            raise RuntimeError("no Marionette")
        self.counter = 0
        session = await self.call("WebDriver:NewSession", {"pageLoadStrategy": "none"})
        capabilities = session["capabilities"]
        self.version = f"{capabilities['browserName']} {capabilities['browserVersion']}"
        await self.script(self.LISTEN)
        await self.call("Marionette:SetContext", {"value": "content"})
        await self.call("WebDriver:Navigate", {"url": url})

    async def receive(self):
        length = b""
        while True:
            byte = await self.reader.readexactly(1)
            if byte == b":":
                break
            length += byte
        return json.loads(await self.reader.readexactly(int(length)))

    async def call(self, method, params=None):
        self.counter += 1
        data = json.dumps([0, self.counter, method, params or {}]).encode()
        self.writer.write(b"%d:%s" % (len(data), data))
        await self.writer.drain()
        while True:
            answer = await asyncio.wait_for(self.receive(), 60)
            if answer[0] == 1 and answer[1] == self.counter:
                if answer[2]:
                    raise RuntimeError(answer[2]["message"])
                return answer[3]

    async def script(self, source):
        await self.call("Marionette:SetContext", {"value": "chrome"})
        result = await self.call(
            "WebDriver:ExecuteScript", {"script": source, "args": [], "sandbox": "system"}
        )
        return result["value"]

    async def poll(self):
        for category, text, warning in await self.script(self.DRAIN) or []:
            case = case_id(text)
            if case:
                self.messages[case].append(
                    {"k": "console", "cat": category, "text": text, "warn": warning}
                )


class WebKit(Browser):
    """WebKitGTK's MiniBrowser under an X server and a D-Bus session of its own.

    Console messages come from the web process, on standard error in spite of
    the option's name, and only in non-private sessions.
    The line with the reason has no URL. It is taken as the line before the one
    which says that a URL cannot be loaded.
    """

    name = "webkit"

    MINIBROWSER = [
        f"/usr/lib/{arch}/webkit2gtk-4.1/MiniBrowser"
        for arch in ("x86_64-linux-gnu", "aarch64-linux-gnu")
    ]

    async def start(self, url):
        program = next((path for path in self.MINIBROWSER if os.path.exists(path)), None)
        program = program or which("MiniBrowser")
        self.version = self.package_version()
        read_end, write_end = os.pipe()
        await self.spawn(
            which("Xvfb"), "-displayfd", str(write_end), "-screen", "0", "1024x768x24",
            "-nolisten", "tcp",
            env=self.environment(), pass_fds=(write_end,),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        os.close(write_end)
        with os.fdopen(read_end) as pipe:
            loop = asyncio.get_running_loop()
            display = await asyncio.wait_for(loop.run_in_executor(None, pipe.readline), 30)
        directory = {
            f"XDG_{name}": str(self.profile / name.lower())
            for name in ("CONFIG_HOME", "CACHE_HOME", "DATA_HOME", "STATE_HOME", "RUNTIME_DIR")
        }
        for path in directory.values():
            os.makedirs(path, mode=0o700)
        process = await self.spawn(
            which("dbus-run-session"), "--", program,
            "--enable-write-console-messages-to-stdout=true", url,
            env=self.environment(
                DISPLAY=":" + display.strip(), LANG="C.UTF-8", GDK_BACKEND="x11",
                LIBGL_ALWAYS_SOFTWARE="1", WEBKIT_DISABLE_DMABUF_RENDERER="1",
                NO_AT_BRIDGE="1", GIO_USE_VFS="local", GSETTINGS_BACKEND="memory", **directory,
            ),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            limit=1 << 20,
        )
        self.task = asyncio.create_task(self.read(process.stdout))

    @staticmethod
    def package_version():
        try:
            version = subprocess.run(
                ["dpkg-query", "-W", "-f", "${Version}", "libwebkit2gtk-4.1-0"],
                capture_output=True, text=True, check=True,
            ).stdout.strip()
        except (OSError, subprocess.CalledProcessError):
            version = "unknown"
        return f"WebKitGTK {version}"

    async def read(self, stream):
        reason = None
        while True:
            try:
                line = await stream.readline()
            except ValueError:
                continue
            if not line:
                return
            text = line.decode("utf-8", "replace").rstrip("\n")
            # With a script on the stack the line starts with its location.
            _, found, text = text.partition("CONSOLE ")
            if not found:
                continue
            case = case_id(text)
            if case is None:
                reason = text
                continue
            if reason is not None:
                self.messages[case].append({"k": "console", "text": reason})
                reason = None
            self.messages[case].append({"k": "console", "text": text})


BROWSERS = {cls.name: cls for cls in (Chromium, Firefox, WebKit)}
