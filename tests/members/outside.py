"""An outside door that stands in for a government's: OpenID Connect over HTTP, with signed tokens.

It checks what a real one checks: the client's secret, the way back, the code once, PKCE.
"""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "cppcc-cloud", "a secret/of ours"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class OutsideDoor:
    """`changes` go into the next token's claims; `key`, `kid` and `algorithm` sign it."""

    def __init__(self) -> None:
        self.codes: dict[str, dict[str, Any]] = {}
        self.changes: dict[str, Any] = {}
        self.key: Any = KEY
        self.kid, self.algorithm = "k1", "RS256"
        self.told_issuer = ""
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}/realm"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def person_agrees(self, address: str, subject: str, **claims: Any) -> str:
        """What happens at the door's own page; returns the path and query of the way back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked | {"subject": subject, "claims": claims}
        back = urlsplit(asked["redirect_uri"])
        return f"{back.path}?code={code}&state={asked['state']}"

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.told_issuer or self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
        }

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [public | {"kid": "k1", "use": "sig", "alg": "RS256"}]}

    def token(self, form: dict[str, str], authorization: str) -> dict[str, Any] | None:
        client = "cppcc-cloud:a%20secret/of%20ours"
        if authorization != f"Basic {base64.b64encode(client.encode()).decode()}":
            return None
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or form["redirect_uri"] != asked["redirect_uri"]:
            return None
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(digest).decode().rstrip("=") != asked["code_challenge"]:
            return None
        now = int(time.time())
        claims = {
            "iss": self.url,
            "aud": CLIENT,
            "sub": asked["subject"],
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            **asked["claims"],
            **self.changes,
        }
        kept = {name: value for name, value in claims.items() if value is not None}
        signed = jwt.encode(kept, self.key, self.algorithm, headers={"kid": self.kid})
        return {"access_token": "x", "token_type": "Bearer", "id_token": signed}

    def _handler(self):
        door = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                known = {
                    "/realm/.well-known/openid-configuration": door.configuration,
                    "/realm/keys": door.keys,
                }
                make = known.get(self.path)
                self._answer(make() if make else None)

            def do_POST(self) -> None:
                text = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = {name: values[0] for name, values in parse_qs(text).items()}
                found = door.token(form, self.headers.get("Authorization", ""))
                self._answer(found if self.path == "/realm/token" else None)

            def _answer(self, found: dict[str, Any] | None) -> None:
                body = json.dumps(found or {"error": "invalid_request"}).encode()
                self.send_response(200 if found else 400)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args: Any) -> None:
                """Say nothing."""

        return Handler
