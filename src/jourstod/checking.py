"""Checking: every rule over a whole rulebook, remembered by the store when nothing was wrong."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from . import __version__
from .desk.ports import Clear, Summary, Vault
from .domain.findings import has_errors
from .store.seal import PlainCodec

if TYPE_CHECKING:
    from .domain.findings import Finding
    from .domain.rulebook import Rulebook
    from .reading.shelf import Check


def checked_once(vault: Vault) -> Check:
    """The checks of a whole rulebook, remembered by the store when nothing was wrong.

    Every way through every routine is walked, which is too much to do at each start.
    """

    def check(book: Rulebook) -> tuple[Finding, ...]:
        stream = f"checked/{__version__}/{book.bundle}"
        if vault.summaries.get(stream) is not None:
            return ()
        found = _checked(book)
        if not has_errors(found):
            key_id, sealed = PlainCodec().seal(b"", Clear("", stream, 0, "checked", ""))
            vault.summaries.put([Summary("", stream, 0, False, key_id, sealed)])
        return found

    return check


def checked_anew(vault: Vault, book: Rulebook) -> tuple[Finding, ...]:
    """Everything the checks find, warnings too, also of what the store remembers as sound."""
    checked_once(vault)(book)
    return _checked(book)


@lru_cache(maxsize=8)
def _checked(book: Rulebook) -> tuple[Finding, ...]:
    from .domain.checks import check_all

    return check_all(book)
