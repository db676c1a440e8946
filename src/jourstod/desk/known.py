"""Known cases: whether the person has one already, by keyed tokens and never by the name."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress

from ..domain.case import Case
from ..domain.errors import NoSuchCase, StoreAway
from ..domain.search_terms import terms
from .ports import Clear, Codec, Mark, Vault

INDEXED = "indexed"
"""Where a station marks that every case it sees can be found; marks are not copied or moved."""


class KnownCases:
    """The tokens of one store: small marks beside the log, which is what says what they find.

    `every` gives each case that is not kept apart, `where` the station: with another it may see
    other nämnder.
    """

    def __init__(
        self,
        vault: Vault,
        codec: Codec,
        whole: Callable[[str], Case],
        every: Callable[[], Iterable[Case]],
        where: Callable[[], str],
    ) -> None:
        self._vault, self._codec, self._whole = vault, codec, whole
        self._every, self._where = every, where

    def tokens(self, typed: str) -> tuple[str, ...]:
        """The tokens of what was typed: names or numbers with semicolons between."""
        return tuple(self._vault.token(term) for term in terms(typed))

    def keep(self, case_id: str, tokens: Iterable[str]) -> None:
        """The case can be found by these from now. That the store is away is told elsewhere."""
        with suppress(StoreAway):
            self._keep(case_id, tokens)

    def forget(self, case_id: str, tokens: Iterable[str]) -> None:
        """The case can be found by these no more."""
        for token in tokens:
            with suppress(StoreAway):
                self._vault.marks.drop(f"token/{token}", case_id)

    def known(self, typed: str) -> tuple[Case, ...]:
        """Cases of the same name or number; never one that is kept apart. Raises StoreAway."""
        self._index()
        found: dict[str, Case] = {}
        for token in self.tokens(typed):
            for mark in self._vault.marks.at(f"token/{token}"):
                with suppress(NoSuchCase):
                    case = self._whole(mark.holder)
                    if token in case.tokens and not case.protection.hides:
                        found[case.id] = case
        return tuple(found.values())

    def _index(self) -> None:
        """Index again what the log says can be found, where it is not marked that all of it is.

        A copy that was restored, a store that was encrypted or moved: their marks stay behind.
        """
        where = self._where()
        if any(mark.holder == where for mark in self._vault.marks.at(INDEXED)):
            return
        for case in self._every():
            self._keep(case.id, case.tokens)
        self._put(INDEXED, where, {})

    def _keep(self, case_id: str, tokens: Iterable[str]) -> None:
        for token in tokens:
            self._put(f"token/{token}", case_id, {"case": case_id})

    def _put(self, place: str, holder: str, told: dict[str, str]) -> None:
        clear = Clear("", f"mark/{place}", 0, holder, "")
        key_id, sealed = self._codec.seal(json.dumps(told).encode(), clear)
        self._vault.marks.put(Mark(place, holder, key_id, sealed), 0)
