"""The way out line by line: a saved file is locked, or in clear text for a reason."""

from __future__ import annotations

from ..desk.exports import Way, in_clear, locked
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
    ways = WAYS if lock is not None else WAYS[1:]
    if talk.choose(ways, "Hur ska filen sparas:") == "clear" or lock is None:
        return in_clear(talk.ask("Varför i klartext:"))
    first = talk.secret("Lösenfras för filen:")
    if talk.secret("Samma en gång till:").reveal() != first.reveal():
        raise UsageError("De två lösenfraserna är inte lika.")
    return locked(lock, first)
