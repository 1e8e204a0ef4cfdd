"""What a server allows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits and rights of a server."""

    #: Seconds that a query may take.
    seconds: float = 30.0
    #: Rows or triples that an answer may have.
    rows: int = 100_000
    #: Bytes that the body of a request may have, and seconds in which it must come.
    body_bytes: int = 1_000_000
    body_seconds: float = 10.0
    #: Origins whose pages may ask, as browsers name them; ``*`` for all.
    origins: tuple[str, ...] = ()
    #: Names that this server is called by; others are refused, which keeps strange pages out.
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    #: What a client must show to write; empty where nobody may.
    token: str = ""
