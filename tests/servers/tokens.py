"""A provider's token endpoint on loopback, with answers as the test sets them."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs


class TokenServer:
    """Answers every POST with ``status`` and ``answer`` (JSON, or bytes as they are); ``asked``: what came.
    ``valid``: tokens and whose they are, as a mail server asks for them by GET.
    """

    def __init__(self) -> None:
        self.status = 200
        self.answer: Any = {"access_token": "fresh", "expires_in": 3600}
        self.headers: dict[str, str] = {}
        self.asked: list[dict[str, str]] = []
        self.valid: dict[str, str] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}/token"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def __enter__(self) -> "TokenServer":
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                form = self.rfile.read(int(self.headers["Content-Length"])).decode()
                owner.asked.append({name: values[0] for name, values in parse_qs(form).items()})
                body = owner.answer if isinstance(owner.answer, bytes) else json.dumps(owner.answer).encode()
                self.send_response(owner.status)
                for name, value in owner.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self) -> None:
                owner_of = owner.valid.get(parse_qs(self.path.partition("?")[2]).get("access_token", [""])[0])
                body = json.dumps({"email": owner_of} if owner_of else {"error": "invalid_token"}).encode()
                self.send_response(200 if owner_of else 401)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler
