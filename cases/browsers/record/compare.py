"""Compares two recordings of the same cases.

    python3 compare.py A.jsonl[.gz] B.jsonl[.gz] [--show N] [--full]

Only the ids which both have are compared, field by field, per request step.
`--full` also compares all request headers and the console messages.
"""

import argparse
import collections
import gzip
import json
import re

STEP_FIELDS = [
    "outcome", "response_type", "status_visible", "visible_headers", "redirected",
    "response_url", "body", "request_headers_after_guard", "preflight_sent", "actual_sent",
    "actual_origin_header", "cookie_sent", "page_error",
]
TRACE_FIELDS = [
    "hop", "kind", "method", "port", "target", "origin", "acrm", "acrh", "cookie",
    "authorization", "content_type", "body_len",
]
CASE_FIELDS = ["cors_error", "failed_parameter", "net_error", "console_message"]


def read(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        return {entry["id"]: entry for entry in map(json.loads, file)}


def settled(value):
    """Without what differs from run to run: order of messages, random ids."""
    if isinstance(value, list):
        return sorted((settled(json.dumps(entry)) for entry in value))
    return re.sub(r"moz-nullprincipal:\{[^}]*\}", "moz-nullprincipal", value) if value else value


def steps(verdict):
    return verdict.get("steps") or [verdict]


def differences(a, b, full=False):
    """The names of the fields which differ, and both values of each."""
    found = []

    def check(name, left, right):
        if left != right:
            found.append((name, left, right))

    left_steps, right_steps = steps(a), steps(b)
    check("steps", len(left_steps), len(right_steps))
    for left, right in zip(left_steps, right_steps):
        for name in STEP_FIELDS:
            check(name, left.get(name), right.get(name))
        left_trace, right_trace = left.get("trace", []), right.get("trace", [])
        keys = ("hop", "kind", "method")
        check(
            "trace",
            [[entry[key] for key in keys] for entry in left_trace],
            [[entry[key] for key in keys] for entry in right_trace],
        )
        for one, other in zip(left_trace, right_trace):
            for name in TRACE_FIELDS:
                check("trace." + name, one[name], other[name])
            if full:
                check("trace.headers", one["headers"], other["headers"])
    for name in CASE_FIELDS:
        check(name, settled(a.get(name)), settled(b.get(name)))
    if full:
        check("messages", settled(a.get("messages")), settled(b.get("messages")))
        check("version", a.get("version"), b.get("version"))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("a")
    parser.add_argument("b")
    parser.add_argument("--show", type=int, default=10, help="examples to print")
    parser.add_argument("--full", action="store_true")
    options = parser.parse_args()
    left, right = read(options.a), read(options.b)
    common = [key for key in left if key in right]
    counts = collections.Counter()
    differing = []
    for key in common:
        found = differences(left[key], right[key], options.full)
        if found:
            differing.append((key, found))
            counts.update({name for name, _, _ in found})
    print(f"{len(common)} cases compared, {len(common) - len(differing)} alike, {len(differing)} differ")
    for name, count in counts.most_common():
        print(f"  {count:5} {name}")
    for key, found in differing[: options.show]:
        print(key)
        for name, one, other in found:
            print(f"    {name}\n      a: {json.dumps(one)[:400]}\n      b: {json.dumps(other)[:400]}")


if __name__ == "__main__":
    main()
