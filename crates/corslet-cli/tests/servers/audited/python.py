"""Every audited application that runs in Python. Each says on a line of standard output where it listens.

    SESSION=1234 python python.py
"""

import asyncio
import logging
import threading

import uvicorn
from werkzeug.serving import WSGIRequestHandler, make_server

import audited_django
import audited_falcon
import audited_flask
import audited_starlette
from account import tell

logging.getLogger("werkzeug").setLevel(logging.ERROR)
WSGIRequestHandler.protocol_version = "HTTP/1.1"


def serve(name, app):
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    tell(name, server.server_port)


async def main():
    for applications in (audited_django.APPLICATIONS, audited_falcon.APPLICATIONS, audited_flask.APPLICATIONS):
        for name, app in applications.items():
            serve(name, app)
    servers = []
    for name, app in audited_starlette.APPLICATIONS.items():
        config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error")
        socket = config.bind_socket()
        servers.append(uvicorn.Server(config).serve(sockets=[socket]))
        # Connections wait in the socket until the server takes them.
        socket.listen()
        tell(name, socket.getsockname()[1])
    await asyncio.gather(*servers)


asyncio.run(main())
