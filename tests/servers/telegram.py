"""A stand-in for Telegram's Bot API on loopback: updates until they are confirmed, messages sent, files, faults."""

import json
import threading
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "12345:only-for-tests-only-for-tests-12"


class Telegram:
    """``updates``: not confirmed yet; ``sent``: (method, what was asked); ``faults``: answered first, one a request:
    (status, JSON), or "cut" for an answer that does not come."""

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []
        self.sent: list[tuple[str, Any]] = []
        self.files: dict[str, bytes] = {}
        self.faults: deque[tuple[int, dict[str, Any]] | str] = deque()
        self.offsets: list[int] = []
        self._number = 100
        desk = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                content = desk.files.get(self.path.rpartition("/")[2])
                self._bytes(404 if content is None else 200, content or b"")

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                _, token, method = self.path.split("/")
                if token != f"bot{TOKEN}":
                    self._json(401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
                    return
                if desk.faults:
                    fault = desk.faults.popleft()
                    if fault == "cut":
                        desk.take(method, body)
                        self.connection.close()
                        return
                    assert not isinstance(fault, str)
                    self._json(*fault)
                    return
                self._json(200, {"ok": True, "result": desk.take(method, body)})

            def _json(self, status: int, data: dict[str, Any]) -> None:
                self._bytes(status, json.dumps(data).encode())

            def _bytes(self, status: int, content: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> "Telegram":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def say(self, text: str = "", *, edited: int = 0, **more: Any) -> dict[str, Any]:
        """Somebody writes to the bot."""
        self._number += 1
        message: dict[str, Any] = {
            "message_id": self._number,
            "date": 1768550400,
            "chat": {"id": 77, "type": "private", "first_name": "Eva"},
            "from": {"id": 77, "first_name": "Eva", "last_name": "Malá"},
            **({"text": text} if text else {}),
            **more,
        }
        if edited:
            message |= {"message_id": edited, "edit_date": message["date"] + self._number}
        update = {"update_id": 9000 + self._number, "edited_message" if edited else "message": message}
        self.updates.append(update)
        return update

    def take(self, method: str, body: bytes) -> Any:
        """Carry out a call."""
        if method == "sendDocument":
            self.sent.append((method, body))
            return {"message_id": 500 + len(self.sent)}
        asked = json.loads(body)
        if method == "getUpdates":
            self.offsets.append(asked["offset"])
            self.updates = [each for each in self.updates if each["update_id"] >= asked["offset"]]
            return self.updates[: asked["limit"]]
        if method == "getFile":
            return {"file_path": f"documents/{asked['file_id']}"}
        if method == "getMe":
            return {"id": 12345, "username": "studio_bot"}
        self.sent.append((method, asked))
        return {"message_id": 500 + len(self.sent)}
