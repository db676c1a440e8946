"""Typed look-ups in a node: each key is asked for, and what nobody asked for is unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as Map

from jourstod.domain.findings import Finding, nearest

from .days import is_day, meant_day
from .nodes import Mapping, Node, Scalar, Sequence
from .remarks import Remarks

_ID = re.compile(r"[a-zåäö][a-z0-9åäö_-]*")
_PLAIN = re.compile(r"\w(?:(?!: | #).)*[^:\s]")  # needs no quotation marks
_NOT_IN_IDS = re.compile(r"[^a-z0-9åäö_-]+")
MAX_LIST = 500
_SHOWN = 60  # so much of somebody's text is repeated in a sentence
_LISTED = 12  # so many valid words are listed in a sentence


class Fields:
    """One mapping while it is read. `what` names it in a sentence: «steget «larma»».

    `examples` holds by key what to write instead. End with `close`, which tells of unknown keys.
    """

    def __init__(
        self, node: Mapping, what: str, remarks: Remarks, examples: Map[str, str] | None = None
    ) -> None:
        self.node, self.what, self.remarks = node, what, remarks
        self._examples = examples or {}
        self._asked: dict[str, None] = {}
        self._missed: dict[str, str] = {}
        self._missing: list[Finding] = []  # what was last told of the missed keys

    @property
    def begins(self) -> str:
        """`what` at the beginning of a sentence."""
        return self.what[:1].upper() + self.what[1:]

    def has(self, key: str) -> bool:
        """Whether the key stands there; asking counts as knowing the key."""
        return self.at(key) is not None

    def at(self, key: str) -> Node | None:
        """The value of a key as it stands, or None."""
        self._asked[key] = None
        return self.node.get(key)

    def scalar(self, key: str, required: bool = False) -> Scalar | None:
        """A text with its place; missing, empty or of another kind is an error where told so."""
        node = self.at(key)
        if node is None:
            if required:
                self.missing(key)
            return None
        if not isinstance(node, Scalar):
            self.wrong_kind(key, node, "en enkel text")
            return None
        if not node.value.strip():
            self.remarks.error(
                "tomt-varde",
                node.place,
                f"Efter «{key}» i {self.what} saknas ett värde.",
                example=self.example(key),
            )
            return None
        return node

    def text(self, key: str, required: bool = False) -> str:
        """A text without blanks around it, or ""."""
        found = self.scalar(key, required)
        return found.value.strip() if found else ""

    def words(self, key: str) -> tuple[Scalar, ...]:
        """One text or a list of texts; () when the key is not there."""
        node = self.at(key)
        if node is None:
            return ()
        return self.words_of(key, node)

    def words_of(self, key: str, node: Node) -> tuple[Scalar, ...]:
        """The texts of a value that may be one text or a list."""
        if isinstance(node, Scalar):
            found = self.scalar(key)
            return (found,) if found else ()
        if isinstance(node, Mapping):
            self.wrong_kind(key, node, "ett ord eller en lista")
            return ()
        kept: list[Scalar] = []
        for item in node.items:
            if not isinstance(item, Scalar) or not item.value.strip():
                self.wrong_kind(key, item, "en lista av enkla ord")
            elif item.value in (other.value for other in kept):
                self.remarks.warning(
                    "dubbelt-ord", item.place, f"«{cut(item.value)}» står två gånger i «{key}»."
                )
            else:
                kept.append(item)
        return tuple(kept)

    def flag(self, key: str) -> bool:
        """`ja` or `nej`; false when the key is not there."""
        return self.choice(key, ("ja", "nej"), default="nej") == "ja"

    def choice(self, key: str, allowed: tuple[str, ...], default: str = "") -> str:
        """One of the allowed words. Without a default the key is required."""
        found = self.scalar(key, required=not default)
        if found is None:
            return default
        word = found.value.strip()
        if word not in allowed:
            self.unknown(found, key, allowed)
        return word

    def unknown(self, found: Scalar, key: str, allowed: tuple[str, ...]) -> None:
        """Tell that a word is none of those that can stand after the key."""
        word = found.value.strip()
        near = nearest(word, allowed)
        self.remarks.error(
            "okant-varde",
            found.place,
            f"«{cut(word)}» kan inte stå efter «{key}» i {self.what}. "
            f"Här går det att skriva {listed(allowed)}.",
            hint=near or "",
            example=f"{key}: {near or allowed[0]}",
        )

    def day(self, key: str, required: bool = False) -> str:
        """An ISO day that exists, or ""."""
        found = self.scalar(key, required)
        if found is None:
            return ""
        word = found.value.strip()
        if is_day(word):
            return word
        self.remarks.error(
            "fel-datum",
            found.place,
            f"«{cut(word)}» är inget datum. Skriv år-månad-dag.",
            example=f"{key}: {meant_day(word) or '2026-12-01'}",
        )
        return ""

    def section(self, key: str, required: bool = False) -> Mapping | None:
        """A mapping below the key."""
        node = self.at(key)
        if node is None:
            if required:
                self.missing(key)
            return None
        if isinstance(node, Mapping):
            return node
        self.wrong_kind(key, node, "en uppställning med nycklar")
        return None

    def missing(self, key: str, example: str = "") -> None:
        """Tell that a required key is not there, in one finding with others that are not.

        `example` is what to write in this very place.
        """
        self._missed[key] = example or self.example(key)
        self._tell_missed()

    def _tell_missed(self) -> None:
        while self._missing:
            self.remarks.withdraw(self._missing.pop())
        if not self._missed:
            return
        named = listed(self._missed).replace(" eller ", " och ")
        self.remarks.error(
            "saknad-nyckel",
            self.node.place,
            f"{'Nyckeln' if len(self._missed) == 1 else 'Nycklarna'} {named} saknas i {self.what}.",
            example="\n".join(self._missed.values()),
        )
        self._missing += self.remarks.findings[-1:]

    def wrong_kind(self, key: str, node: Node, wanted: str) -> None:
        """Tell that a value is a text, list or mapping where another kind was wanted."""
        self.remarks.error(
            "fel-slag-av-varde",
            node.place,
            f"Efter «{key}» i {self.what} ska det stå {wanted}, men här står {kind_word(node)}.",
            example=self.example(key),
        )

    def example(self, key: str) -> str:
        """What to write for a key."""
        return self._examples.get(key, f"{key}: …")

    def close(self, elsewhere: Map[str, str] | None = None) -> None:
        """Tell of each key that nobody asked for; `elsewhere` says where a known key belongs."""
        for key, value in self.node.entries:
            if key.value in self._asked:
                continue
            belongs = (elsewhere or {}).get(key.value)
            near = nearest(key.value, self._asked) or ""
            if belongs:
                sentence = f"Nyckeln «{key.value}» kan inte stå i {self.what}: {belongs}."
                self.remarks.error("nyckel-pa-fel-plats", key.place, sentence)
                continue
            sentence = f"Nyckeln «{cut(key.value)}» finns inte i {self.what}."
            if not near:
                sentence += f" Här går det att skriva {listed(self._asked)}."
            example = with_key(near, value) or self.example(near) if near else ""
            self.remarks.error("okand-nyckel", key.place, sentence, near, example)
            if near in self._missed:  # it is there, but misspelt
                del self._missed[near]
                self._tell_missed()


def with_key(key: str, value: Node) -> str:
    """The line with its key as it should be, or "" when its value is not one plain text."""
    text = value.value.strip() if isinstance(value, Scalar) else ""
    return f"{key}: {cut(text)}" if _PLAIN.fullmatch(text) else ""


def as_mapping(node: Node, what: str, remarks: Remarks, example: str = "") -> Mapping | None:
    """The node when it is a mapping; else an error that says so."""
    if isinstance(node, Mapping):
        return node
    remarks.error(
        "fel-slag-av-varde",
        node.place,
        f"{what[:1].upper()}{what[1:]} ska vara en uppställning med nycklar, "
        f"men här står {kind_word(node)}.",
        example=example,
    )
    return None


def too_long(node: Sequence | Mapping, what: str, remarks: Remarks) -> bool:
    """Tell of a list or mapping that nobody can take in, nor a prover walk; `what` begins it."""
    number = len(node.items) if isinstance(node, Sequence) else len(node.entries)
    if number <= MAX_LIST:
        return False
    remarks.error(
        "for-lang-lista",
        node.place,
        f"{what} har {number} delar, och gränsen är {MAX_LIST}.",
        "Dela upp den, eller ta bort det som inte behövs.",
    )
    return True


def is_id(word: str) -> bool:
    """Whether the word can be an id."""
    return _ID.fullmatch(word) is not None


def check_id(name: Scalar, what: str, remarks: Remarks, instead: str = "") -> None:
    """Tell when a name cannot be an id; `what` is indefinite: «ett steg»."""
    if is_id(name.value):
        return
    remarks.error(
        "fel-namn",
        name.place,
        f"«{cut(name.value)}» kan inte vara namn på {what}: ett namn börjar med en liten bokstav "
        "och har bara små bokstäver, siffror, _ och -.",
        example=instead or slug(name.value),
    )


def slug(words: str) -> str:
    """An id made of words: «Vad sades?» gives `vad_sades`."""
    bare = _NOT_IN_IDS.sub("_", words.strip().lower()).strip("_-")
    return bare if is_id(bare) else f"fält_{bare}".rstrip("_")


def cut(word: str) -> str:
    """Somebody's words on one line, not longer than a sentence can bear."""
    one_line = " ".join(word.split())
    return one_line if len(one_line) <= _SHOWN else one_line[: _SHOWN - 1] + "…"


def listed(words: Iterable[str]) -> str:
    """«a», «b» or «c», at most a dozen."""
    known = [f"«{word}»" for word in words]
    if len(known) > _LISTED:
        return ", ".join(known[:_LISTED]) + " med flera"
    if len(known) < 2:
        return "".join(known)
    return f"{', '.join(known[:-1])} eller {known[-1]}"


def kind_word(node: Node) -> str:
    """What kind of node it is, in words."""
    match node:
        case Scalar():
            return f"texten «{cut(node.value)}»" if node.value else "ingenting"
        case Sequence():
            return "en lista"
        case Mapping():
            return "en uppställning med nycklar"
