"""Somebody who receives our webhooks, on loopback."""

import threading
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Webhook:
    """``got``: (headers in lower case, body); ``answers``: status and body, one a request, then 200; "cut" gives
    none."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.answers: deque[tuple[int, bytes] | str] = deque()
        self.headers: dict[str, str] = {}
        desk = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                desk.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
                found = desk.answers.popleft() if desk.answers else (200, b'{"id": "theirs-1"}')
                if isinstance(found, str):
                    self.connection.close()
                    return
                self.send_response(found[0])
                for name, value in desk.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(found[1])))
                self.end_headers()
                self.wfile.write(found[1])

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/in"

    def __enter__(self) -> "Webhook":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
