"""A provider of OpenID Connect on loopback: it vouches for whom the test says, signed with a key of its own."""

import base64
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KID = "stand-in"


class OpenId:
    """``who``: the claims about whoever signs in next; ``asked``: the parameters of each authorization request."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.who: dict[str, Any] = {}
        self.asked: list[dict[str, str]] = []
        self.codes: dict[str, dict[str, str]] = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    def start(self) -> "OpenId":
        """Answer from now on."""
        self.thread.start()
        return self

    def end(self) -> None:
        """Answer no more."""
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(5)

    def settings(self) -> dict[str, str]:
        """What stands under [oidc] of a desk that trusts it."""
        return {"server": self.url, "client_id": "ashore", "client_secret": "quiet", "name": "House login"}

    def id_token(self, nonce: str) -> str:
        """The provider's word about ``who``."""
        now = int(time.time())
        told = {"iss": self.url, "aud": "ashore", "iat": now, "exp": now + 60, **self.who}
        return jwt.encode(told | ({"nonce": nonce} if nonce else {}), self.key, "RS256", headers={"kid": KID})


def _handler(provider: OpenId) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            given = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if parts.path == "/.well-known/openid-configuration":
                self._json(_configuration(provider.url))
            elif parts.path == "/keys":
                self._json({"keys": [_public(provider.key)]})
            elif parts.path == "/userinfo":
                self._json(provider.who)
            elif parts.path == "/authorize":
                provider.asked.append(given)
                code = f"code-{len(provider.asked)}"
                provider.codes[code] = given
                back = f"{given['redirect_uri']}?{urlencode({'code': code, 'state': given['state']})}"
                self.send_response(302)
                self.send_header("Location", back)
                self.end_headers()
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            given = {name: values[0] for name, values in parse_qs(body).items()}
            asked = provider.codes.pop(given.get("code", ""), None)
            if asked is None:
                self._json({"error": "invalid_grant"}, 400)
                return
            token = provider.id_token(asked.get("nonce", ""))
            self._json({"access_token": "x", "token_type": "Bearer", "id_token": token})

        def _json(self, value: dict[str, Any], status: int = 200) -> None:
            text = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

    return Handler


def _configuration(url: str) -> dict[str, Any]:
    return {
        "issuer": url,
        "authorization_endpoint": f"{url}/authorize",
        "token_endpoint": f"{url}/token",
        "jwks_uri": f"{url}/keys",
        "userinfo_endpoint": f"{url}/userinfo",
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
    }


def _public(key: rsa.RSAPrivateKey) -> dict[str, str]:
    numbers = key.public_key().public_numbers()
    return {"kty": "RSA", "kid": KID, "alg": "RS256", "use": "sig", "n": _b64(numbers.n), "e": _b64(numbers.e)}


def _b64(number: int) -> str:
    size = (number.bit_length() + 7) // 8
    return base64.urlsafe_b64encode(number.to_bytes(size, "big")).rstrip(b"=").decode()
