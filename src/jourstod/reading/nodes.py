"""The nodes of a read file: a text, a list or a mapping, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field

from jourstod.domain.findings import Place


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as it stands in the file; an empty value is "". Never None, a number or a bool."""

    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, in the order of the file."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values, in the order of the file; no key stands twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place
    _at: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        at = {key.value: number for number, (key, _) in enumerate(self.entries)}
        object.__setattr__(self, "_at", at)

    def get(self, key: str) -> Node | None:
        """The value of a key, or None when the key is not there."""
        number = self._at.get(key)
        return None if number is None else self.entries[number][1]

    def key(self, key: str) -> Scalar | None:
        """The key itself, with its place, or None when it is not there."""
        number = self._at.get(key)
        return None if number is None else self.entries[number][0]

    def keys(self) -> tuple[str, ...]:
        """The keys, in the order of the file."""
        return tuple(self._at)


Node = Scalar | Sequence | Mapping
