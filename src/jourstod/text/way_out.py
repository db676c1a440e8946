"""The way out line by line: a saved file is locked, or in clear text for a reason."""

from __future__ import annotations

from ..desk.exports import Way, addressed, in_clear, locked
from ..domain.errors import UsageError
from ..domain.mode import PRACTICE
from .session import Session

WAYS = (
    ("lock", "Krypterad fil (öppnas med en lösenfras)"),
    ("clear", "Klartext, med skäl (skälet står i loggen)"),
)


def way_out(session: Session) -> Way:
    """How a file leaves; in practice in clear text, without a question. Raises UsageError."""
    if session.desk.mode == PRACTICE:
        return Way()
    lock, talk = session.lock_file, session.talk
    if lock is None:
        return in_clear(talk.ask("Varför i klartext:"))
    known = {one.id: one for one in session.desk.station.receivers}
    ways = [(f"for {one.id}", f"Krypterad för {one.name}") for one in known.values()]
    way = talk.choose([*ways, *WAYS], "Hur ska filen sparas:")
    if way.startswith("for "):
        return addressed(lock, known[way.removeprefix("for ")])
    if way == "clear":
        return in_clear(talk.ask("Varför i klartext:"))
    first = talk.secret("Lösenfras för filen:")
    if talk.secret("Samma en gång till:").reveal() != first.reveal():
        raise UsageError("De två lösenfraserna är inte lika.")
    return locked(lock, first)
