"""Incidents: an unexpected error gets a number and a file with code places, never content."""

from __future__ import annotations

import os
import secrets
import traceback
from datetime import UTC, datetime
from pathlib import Path

FOLDER = "incidents"


def record(error: BaseException, home: Path | None) -> str:
    """Write file, line and function of each frame under a fresh number, and give the number.

    Neither the message of the error nor any local variable is written: both can hold a name.
    """
    number = f"H-{datetime.now(UTC):%m%d-%H%M}-{secrets.token_hex(2)}"
    if home is not None:
        try:
            _write(home / FOLDER / f"{number}.txt", _places(error))
        except OSError:
            return f"{number} (kunde inte skrivas)"
    return number


def sentence(number: str, home: Path | None) -> str:
    """What the person at the desk reads."""
    where = (
        f" Filen {FOLDER}/{number}.txt kan skickas till den som sköter programmet;" if home else ""
    )
    told = f"{where} den innehåller inga uppgifter om ärenden." if where else ""
    return (
        f"Ett oväntat fel, händelse {number}. Det du bekräftat är sparat. "
        f"Starta jourstod igen: du kommer tillbaka till samma fråga.{told}"
    )


def _places(error: BaseException) -> str:
    lines = []
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines.append(type(cause).__name__)
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines) + "\n"


def _write(path: Path, text: str) -> None:
    before = os.umask(0o077)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    finally:
        os.umask(before)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
