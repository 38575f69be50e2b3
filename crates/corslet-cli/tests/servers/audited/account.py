"""What every audited application serves: an account behind a session, at names that say what is wrong with it."""

import json
import os

SESSION = os.environ["SESSION"]
PATH = "/v1/account"
ACCOUNT = json.dumps({"name": "Ada", "email": "ada@mail.invalid", "balance": 1843.12})
SIGN_IN = json.dumps({"error": "sign in first"})
METHODS = ["PUT", "DELETE"]
HEADERS = ["authorization", "content-type", "x-request-id"]


def fronts(name):
    """The front ends of the application of this name."""
    return [f"https://app.{name}.com", f"https://www.{name}.com"]


def answer(session):
    """The status, the body and the headers for whoever comes with this session, or without one."""
    headers = {"Cache-Control": "no-store", "Content-Type": "application/json"}
    if session != SESSION:
        return 401, SIGN_IN, headers
    headers["Set-Cookie"] = f"session={SESSION}; Path=/; HttpOnly; SameSite=None; Secure"
    return 200, ACCOUNT, headers


def tell(name, port):
    """Says where the server of this name listens."""
    print(name, port, flush=True)
