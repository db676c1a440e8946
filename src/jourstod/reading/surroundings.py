"""Surroundings: what a step may speak of, the vocabulary and the steps of its own file."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass

from .fields import is_id, slug
from .nodes import Scalar
from .remarks import Remarks
from .vocabulary import Names, Vocabulary


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a step may speak of: the vocabulary, and the steps of its own file.

    `entry` maps a step id as written to where one arrives (the first step of a fragment);
    `unread` are steps whose fragment could not be read, which is told where they stand, and
    `misnamed` the slugs of those whose name is no id, which is told there too.
    """

    words: Vocabulary
    steps: Names
    entry: Map[str, str]
    unread: Collection[str] = ()
    misnamed: Collection[str] = ()

    def arrive(self, name: Scalar, remarks: Remarks) -> str | None:
        """Where a step id as written leads, or None when there is no such step."""
        id = self.known(name, remarks)
        return None if id is None else self.entry.get(id, id)

    def known(self, name: Scalar, remarks: Remarks) -> str | None:
        """The step id when there is such a step; what is told elsewhere is not told again."""
        id = name.value.strip()
        host, dot, _ = id.partition(".")
        if dot and host in self.unread:
            return None
        if self.misnamed and id not in self.steps.ids and slug(id) in self.misnamed:
            return None
        return self.steps.known(name, remarks)


def misnamed(names: Iterable[str]) -> frozenset[str]:
    """The slugs of the names that are no ids."""
    return frozenset(slug(name) for name in names if not is_id(name))
