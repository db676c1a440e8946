"""What a night expects: the keys below `förvänta`, each told with its place when it is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from jourstod.domain.expectations import ClockExpected, Expecting, ItemExpected, SheetExpected
from jourstod.domain.item_kind import ItemKind

from .fields import Fields, as_mapping
from .night_parts import EXAMPLES, number, part_of, words
from .nodes import Sequence

KINDS = tuple(kind.value for kind in ItemKind)


def expecting(line: Fields) -> Expecting:
    """The expectations of one line."""
    part = part_of(line, "förvänta")
    if part is None:
        return Expecting()
    deed = Expecting(
        step=part.text("steg"),
        open_steps=words(part, "öppna") if part.has("öppna") else None,
        open_items=number(part, "öppna punkter"),
        clocks=words(part, "klockor") if part.has("klockor") else None,
        refused=part.text("vägrar"),
        sheet=_sheet(part),
        items=tuple(_item(one) for one in _each(part, "punkter")),
        due=tuple(_clock(one) for one in _each(part, "frister")),
        became_due=words(part, "blev dags") if part.has("blev dags") else None,
        shows=words(part, "visar"),
    )
    part.close()
    return deed


def _sheet(fields: Fields) -> SheetExpected | None:
    part = part_of(fields, "blad", required=False)
    if part is None:
        return None
    receiver = part.text("till", required=True)
    sheet = SheetExpected(receiver, words(part, "innehåller"), words(part, "saknar"))
    part.close()
    return sheet


def _item(part: Fields) -> ItemExpected:
    item = ItemExpected(
        kind=part.choice("slag", KINDS) if part.has("slag") else "",
        owner=part.text("hos"),
        words=words(part, "ord"),
        absent=part.choice("finns", ("ja", "nej"), default="ja") == "nej",
    )
    part.close()
    return item


def _clock(part: Fields) -> ClockExpected:
    clock = ClockExpected(
        duty=part.text("frist", required=True),
        due=part.day("dag"),
        last=part.day("sista"),
        passed=part.flag("passerad") if part.has("passerad") else None,
    )
    part.close()
    return clock


def _each(part: Fields, key: str) -> Iterator[Fields]:
    """Each section of a list below a key."""
    node = part.at(key)
    if node is None:
        return
    if not isinstance(node, Sequence):
        part.wrong_kind(key, node, "en lista")
        return
    for item in node.items:
        what = f"«{key}» på rad {item.place.line}"
        found = as_mapping(item, what, part.remarks, EXAMPLES[key])
        if found is not None:
            yield Fields(found, what, part.remarks, EXAMPLES)
