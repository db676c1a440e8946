"""Conditions as written in a routine file become the closed condition language."""

from __future__ import annotations

import re

from jourstod.domain.answers import GIVEN, NOT_APPLICABLE, NOT_YET, UNKNOWN
from jourstod.domain.conditions import All, Among, Between, Condition, Either, Not
from jourstod.domain.facts import Fact, FactKind

from .fields import cut, kind_word, listed, too_long
from .nodes import Mapping, Node, Scalar, Sequence
from .remarks import Remarks
from .vocabulary import Vocabulary

REST = "övriga"
MOST_SHOWN = 6

EXAMPLE = "{ hotnivå: [akut, vet inte] }"
_ANY, _ALL, _NOT = "någon av", "alla", "inte"
_ALWAYS = (UNKNOWN, NOT_APPLICABLE, NOT_YET)
_UNDER = re.compile(r"under (\d{1,6})")
_LEAST = re.compile(r"minst (\d{1,6})")
_EXACT = re.compile(r"exakt (\d{1,6})")
_SPAN = re.compile(r"(\d{1,6}) ?[-–] ?(\d{1,6})")


def read_condition(node: Node, words: Vocabulary, remarks: Remarks) -> Condition | None:
    """The condition, or None when something in it is wrong (which is then told)."""
    if not isinstance(node, Mapping):
        remarks.error(
            "fel-villkor",
            node.place,
            f"Ett villkor är ett faktum och dess värden, men här står {kind_word(node)}.",
            example=EXAMPLE,
        )
        return None
    if not node.entries:
        remarks.error("fel-villkor", node.place, "Villkoret är tomt.", example=EXAMPLE)
        return None
    parts = [_part(key, value, words, remarks) for key, value in node.entries]
    whole = [part for part in parts if part is not None]
    if len(whole) < len(parts):
        return None
    return whole[0] if len(whole) == 1 else All(tuple(whole))


def as_value(word: str, known: tuple[str, ...]) -> str | None:
    """The id a word stands for: the id itself, or the id with blanks (`vet inte`)."""
    bare = " ".join(word.split())
    for spelled in (bare, bare.replace(" ", "_"), bare.replace(" ", "-")):
        if spelled in known:
            return spelled
    return None


def spoken(id: str) -> str:
    """A common value id as it is written in a file: `vet inte`."""
    return id.replace("_", " ") if id in _ALWAYS or id == "gick_inte" else id


def answers_to(fact: Fact) -> str:
    """What to write under `svar`: each value the fact can have, or most of them and the rest."""
    values = [spoken(choice.id) for choice in fact.choices]
    shown = values if len(values) <= MOST_SHOWN else [*values[: MOST_SHOWN - 1], REST]
    return "\n".join(["svar:", *(f"  {value}: …" for value in (*shown, spoken(UNKNOWN)))])


def _part(key: Scalar, value: Node, words: Vocabulary, remarks: Remarks) -> Condition | None:
    match key.value:
        case "någon av" | "alla":
            return _group(key, value, words, remarks)
        case "inte":
            inner = read_condition(value, words, remarks)
            return None if inner is None else Not(inner)
    fact_id = words.fact_ids.known(key, remarks)
    if fact_id is None:
        return None
    return _about(words.facts[fact_id], value, remarks)


def _group(key: Scalar, value: Node, words: Vocabulary, remarks: Remarks) -> Condition | None:
    if not isinstance(value, Sequence) or not value.items:
        remarks.error(
            "fel-villkor",
            value.place,
            f"Efter «{key.value}» ska det stå en lista av villkor, men här står "
            f"{kind_word(value)}.",
            example=f"{key.value}: [{{ hotnivå: akut }}, {{ akut_vård: ja }}]",
        )
        return None
    if too_long(value, f"Listan efter «{key.value}»", remarks):
        return None
    parts = [read_condition(item, words, remarks) for item in value.items]
    whole = tuple(part for part in parts if part is not None)
    if len(whole) < len(parts):
        return None
    return Either(whole) if key.value == _ANY else All(whole)


def _about(fact: Fact, value: Node, remarks: Remarks) -> Condition | None:
    """The condition on one fact: its values, or the intervals of a number."""
    items = value.items if isinstance(value, Sequence) else (value,)
    if isinstance(value, Sequence) and too_long(value, f"Listan efter «{fact.id}»", remarks):
        return None
    texts = [item for item in items if isinstance(item, Scalar) and item.value.strip()]
    if not items or len(texts) < len(items):
        wrong = next((item for item in items if item not in texts), value)
        remarks.error(
            "fel-villkor",
            wrong.place,
            f"Efter faktumet «{fact.id}» ska det stå ett värde eller en lista av värden, "
            f"men här står {kind_word(wrong)}.",
            example=f"{{ {fact.id}: [{', '.join(_written(fact)[:2])}] }}",
        )
        return None
    known = _ids(fact)
    values: list[str] = []
    intervals: list[Condition] = []
    for text in texts:
        id = as_value(text.value, known)
        interval = _interval(fact, text, remarks) if id is None else None
        if id is not None:
            values.append(id)
        elif interval is not None:
            intervals.append(interval)
    if len(values) + len(intervals) < len(texts):
        return None
    parts: list[Condition] = [Among(fact.id, frozenset(values))] if values else []
    parts += intervals
    return parts[0] if len(parts) == 1 else Either(tuple(parts))


def _ids(fact: Fact) -> tuple[str, ...]:
    """The value ids a condition on the fact may name."""
    match fact.kind:
        case FactKind.CHOICE | FactKind.MANY:
            return (*(choice.id for choice in fact.choices), *_ALWAYS)
        case FactKind.NUMBER:
            return _ALWAYS
        case _:
            return (GIVEN, *_ALWAYS)


def _written(fact: Fact) -> tuple[str, ...]:
    """What can be written about the fact."""
    numbers = ("under 18", "minst 18", "15–17", "exakt 15")
    return (*(numbers if fact.kind is FactKind.NUMBER else ()), *map(spoken, _ids(fact)))


def _interval(fact: Fact, text: Scalar, remarks: Remarks) -> Between | None:
    """The interval of a number; a word that is none is told, whatever the kind of fact."""
    word = " ".join(text.value.split())
    if fact.kind is FactKind.NUMBER:
        bounds = _bounds(word)
        if bounds is not None:
            low, high = bounds
            if low is None or high is None or low <= high:
                return Between(fact.id, low, high)
            remarks.error(
                "tomt-intervall",
                text.place,
                f"Inget tal ligger i «{word}».",
                example=f"{{ {fact.id}: {high}–{low} }}",
            )
            return None
    near = remarks.nearest(word, _written(fact))
    remarks.error(
        "okant-varde",
        text.place,
        f"«{cut(word)}» är inget värde för faktumet «{fact.id}». "
        f"Det kan vara {listed(_written(fact))}.",
        near,
        f"{{ {fact.id}: {near or _written(fact)[0]} }}",
    )
    return None


def _bounds(word: str) -> tuple[int | None, int | None] | None:
    """Lowest and highest number of an interval as written, or None when it is no interval."""
    if found := _UNDER.fullmatch(word):
        below = int(found[1])
        return (None, below - 1) if below else None
    if found := _LEAST.fullmatch(word):
        return int(found[1]), None
    if found := _EXACT.fullmatch(word):
        return int(found[1]), int(found[1])
    if found := _SPAN.fullmatch(word):
        return int(found[1]), int(found[2])
    return None
