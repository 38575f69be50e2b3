"""Records what a real browser does with CORS case files.

    python3 record.py --browser chromium|firefox|webkit CASES.jsonl[.gz] OUT.jsonl

Needs the ports 80, 8101-8103 and 8199 of the loopback addresses. With
`--isolate` (Linux, root) it runs in a network namespace of its own which has
nothing but loopback: the ports are free there and no browser can reach out.
"""

import argparse
import asyncio
import gzip
import json
import os
import sys
import time

from browsers import BROWSERS
from server import Recorder

STALL_SECONDS = 90
SETTLE_SECONDS = 2


def read_cases(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def step_verdict(trace, result):
    """The verdict of one request: what the server got, then what the page saw."""
    preflights = [entry for entry in trace if entry["kind"] == "preflight"]
    actuals = [entry for entry in trace if entry["kind"] == "actual"]
    first = None
    if preflights:
        entry = preflights[0]
        accept = [value for name, value in entry["headers"] if name.lower() == "accept"]
        first = {
            **{key: entry[key] for key in ("hop", "acrm", "acrh", "origin", "cookie")},
            "accept": accept[0] if accept else None,
            "names": [name for name, _ in entry["headers"]],
        }
    return {
        "preflight_sent": bool(preflights),
        "preflight_request": first,
        "actual_sent": bool(actuals),
        "actual_origin_header": actuals[0]["origin"] if actuals else None,
        "cookie_sent": bool(actuals and actuals[0]["cookie"]),
        **result,
        "trace": trace,
    }


def message_fields(browser, messages):
    """The browser's own name for the failure, and its console sentence."""
    fields = {}
    if browser == "chromium":
        cors = [m for m in messages if m.get("cors") and not m.get("warning")]
        # An issue and a failed load come in no fixed order, and only the issue
        # has a parameter which is not ASCII.
        cors.sort(key=lambda m: m["k"] != "issue")
        failed = [m for m in messages if m["k"] == "loadingFailed"]
        text = [m["text"] for m in messages if m["k"] == "log" and m["source"] != "network"]
        if cors:
            fields["cors_error"] = cors[0]["cors"]
            fields["failed_parameter"] = cors[0]["param"]
        if failed:
            fields["net_error"] = failed[0]["err"]
    else:
        text = [m["text"] for m in messages]
        if browser == "firefox":
            cors = [m for m in messages if m["cat"].startswith("CORS")]
            if cors:
                fields["cors_error"] = cors[0]["cat"]
    if text:
        fields["console_message"] = text[0]
    return fields


def verdict(case, browser, recorder):
    messages = browser.messages.get(case["id"], [])
    results = recorder.results.get(case["id"])
    head = {"id": case["id"], "browser": browser.name, "version": browser.version}
    if results is None:
        return {**head, "outcome": "not-recorded"}
    steps = [
        step_verdict(recorder.traces.get((case["id"], index), []), result)
        for index, result in enumerate(results)
    ]
    body = {"steps": steps} if "steps" in case else steps[0]
    late = {"late": True} if case["id"] in recorder.late else {}
    return {**head, **body, "messages": messages, **message_fields(browser.name, messages), **late}


async def record(browser_name, cases, concurrency, sequences):
    recorder = Recorder(cases, concurrency, sequences)
    browser = BROWSERS[browser_name]()
    servers = await recorder.listen()
    try:
        await browser.start(recorder.first_url)
        recorder.progress = time.monotonic()
        while not recorder.finished.is_set():
            await browser.poll()
            if time.monotonic() - recorder.progress > STALL_SECONDS:
                print("no progress: stopping", file=sys.stderr)
                break
            try:
                await asyncio.wait_for(recorder.finished.wait(), 1)
            except asyncio.TimeoutError:
                pass
        await asyncio.sleep(SETTLE_SECONDS)
        await browser.poll()
    finally:
        await browser.stop()
        for server in servers:
            server.close()
    return [verdict(case, browser, recorder) for case in cases]


def isolate():
    """Runs this command again in a network namespace with only loopback."""
    arguments = [argument for argument in sys.argv if argument != "--isolate"]
    script = 'ip link set lo up && exec "$@"'
    os.execvp("unshare", ["unshare", "--net", "sh", "-c", script, "sh", sys.executable, *arguments])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--browser", required=True, choices=sorted(BROWSERS))
    parser.add_argument("--concurrency", type=int, default=6, help="cases at a time")
    parser.add_argument("--sequences", type=int, default=30, help="sequences at a time")
    parser.add_argument("--isolate", action="store_true", help="use a network namespace")
    parser.add_argument("cases")
    parser.add_argument("out")
    options = parser.parse_args()
    if options.isolate:
        isolate()
    cases = read_cases(options.cases)
    verdicts = asyncio.run(
        record(options.browser, cases, options.concurrency, options.sequences)
    )
    with open(options.out, "w", encoding="utf-8") as file:
        for entry in verdicts:
            file.write(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n")
    late = [entry["id"] for entry in verdicts if entry.get("late")]
    if late:
        print(f"{len(late)} sequences were late: {', '.join(late[:5])} ...", file=sys.stderr)
    missing = [entry["id"] for entry in verdicts if entry.get("outcome") == "not-recorded"]
    if missing:
        sys.exit(f"{len(missing)} of {len(cases)} cases not recorded: {', '.join(missing[:5])} ...")


if __name__ == "__main__":
    main()
