"""Requests over HTTP, with retries, sign-in and messages for people. The door to httpx.

Sign-in comes from the environment, never from the command line: ``KG_TOKEN`` (a bearer token), or
``KG_USER`` and ``KG_PASSWORD`` (basic or digest, as the server asks), or the ``.netrc`` file.
"""

from __future__ import annotations

import os
import time
from collections.abc import Generator, Mapping

import httpx
from httpx import Client, Response

from kg.errors import GraphError
from kg.version import VERSION

__all__ = ["Client", "Response", "client", "send"]

#: Seconds to wait for an answer: public endpoints cut queries off after about a minute.
TIMEOUT = 60.0
#: Seconds to wait before each further try.
PAUSES = (0.5, 2.0, 5.0)

_PASSING = {429, 500, 502, 503, 504}


def client(*, timeout: float | None = None) -> Client:
    """A client that keeps its connections; close it, or use it as a context.

    ``timeout`` in seconds replaces :data:`TIMEOUT`.
    """
    return Client(
        timeout=TIMEOUT if timeout is None else timeout,
        auth=_auth(),
        headers={"User-Agent": f"kg/{VERSION}"},
        follow_redirects=True,
    )


def send(
    client: Client,
    method: str,
    address: str,
    *,
    params: Mapping[str, str] | None = None,
    data: Mapping[str, str] | None = None,
    content: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    accepted: tuple[int, ...] = (),
    pauses: tuple[float, ...] | None = None,
) -> Response:
    """The server's answer, if it is a good one or its status is in ``accepted``.

    What passes (no connection, cut answers, overload) is tried again after each of ``pauses``.
    Raises GraphError with the address, the status and what the server said.
    """
    waits = list(PAUSES if pauses is None else pauses)
    while True:
        try:
            answer = client.request(
                method, address, params=params, data=data, content=content, headers=headers
            )
            if answer.is_success or answer.status_code in accepted:
                return answer
            problem = _refusal(answer)
            passing = answer.status_code in _PASSING
        except httpx.TimeoutException:
            problem, passing = f"no answer within {client.timeout.read:g} seconds", True
        except httpx.TransportError as error:
            problem, passing = f"cannot be reached ({error or type(error).__name__})", True
        except (httpx.InvalidURL, httpx.HTTPError, ValueError) as error:
            raise GraphError(f"{address}: cannot be asked ({error})") from error
        if not passing or not waits:
            raise GraphError(f"{address}: {problem}")
        time.sleep(waits.pop(0))


def _refusal(answer: Response) -> str:
    said = " ".join(answer.text[:2000].split())[:200]
    hint = "; set KG_USER and KG_PASSWORD, or KG_TOKEN" if answer.status_code == 401 else ""
    detail = f": {said}" if said else ""
    return f"HTTP {answer.status_code} {answer.reason_phrase}{hint}{detail}"


def _auth() -> httpx.Auth | None:
    if token := os.environ.get("KG_TOKEN"):
        return _Bearer(token)
    if user := os.environ.get("KG_USER"):
        return _AsAsked(user, os.environ.get("KG_PASSWORD", ""))
    return None


class _Bearer(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


class _AsAsked(httpx.Auth):
    """Basic or digest sign-in, whichever the server asks for."""

    requires_request_body = True

    def __init__(self, user: str, password: str) -> None:
        self._basic = httpx.BasicAuth(user, password)
        self._digest = httpx.DigestAuth(user, password)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, Response, None]:
        answer = yield request
        if answer.status_code != 401:
            return
        asked = answer.headers.get("WWW-Authenticate", "").lower()
        chosen = self._digest if asked.startswith("digest") else self._basic
        yield from chosen.auth_flow(request)
