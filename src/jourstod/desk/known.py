"""Known cases: whether the person has one already, by keyed tokens and never by the name."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress

from ..domain.case import Case
from ..domain.errors import NoSuchCase, StoreAway
from ..domain.search_terms import terms
from .ports import Clear, Codec, Mark, Vault


class KnownCases:
    """The tokens of one store: small marks beside the log, which is what says what they find."""

    def __init__(self, vault: Vault, codec: Codec, whole: Callable[[str], Case]) -> None:
        self._vault, self._codec, self._whole = vault, codec, whole

    def tokens(self, typed: str) -> tuple[str, ...]:
        """The tokens of what was typed: names or numbers with semicolons between."""
        return tuple(self._vault.token(term) for term in terms(typed))

    def keep(self, case_id: str, tokens: Iterable[str]) -> None:
        """The case can be found by these from now. That the store is away is told elsewhere."""
        for token in tokens:
            place = f"token/{token}"
            clear = Clear("", f"mark/{place}", 0, case_id, "")
            key_id, sealed = self._codec.seal(json.dumps({"case": case_id}).encode(), clear)
            with suppress(StoreAway):
                self._vault.marks.put(Mark(place, case_id, key_id, sealed), 0)

    def forget(self, case_id: str, tokens: Iterable[str]) -> None:
        """The case can be found by these no more."""
        for token in tokens:
            with suppress(StoreAway):
                self._vault.marks.drop(f"token/{token}", case_id)

    def known(self, typed: str) -> tuple[Case, ...]:
        """Cases of the same name or number; never one that is kept apart. Raises StoreAway."""
        found: dict[str, Case] = {}
        for token in self.tokens(typed):
            for mark in self._vault.marks.at(f"token/{token}"):
                with suppress(NoSuchCase):
                    case = self._whole(mark.holder)
                    if token in case.tokens and not case.protection.hides:
                        found[case.id] = case
        return tuple(found.values())
