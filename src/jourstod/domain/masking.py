"""A case with everything somebody typed in it masked: what a screen, paper and file get of it.

What is kept is what the program or the routines wrote: ids, times, and words that stand in the
rulebook. Everything else is masked, so that a field nobody thought of shows nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from ..wording import REPORTS
from . import events as ev
from .answers import COULD_NOT, DONE, GIVEN, NOT_APPLICABLE, NOT_YET, UNKNOWN
from .calendar import Calendar
from .case import Case, replay
from .case_parts import JOUR, JOURNAL, WHOLE_CASE
from .entries import Entry, Stamp
from .findings import Place
from .item_kind import ItemKind
from .rulebook import Rulebook
from .tripwire import MASK

Kept = frozenset[str]
"""Words that tell nothing of anybody: those of the routines and of the program."""

_MADE = """
    track visit visits step entry handover parent corrects board bundle duty start krav replaces
    digest case routine because fact clock before decided_at enforced_at since at earliest
    latest tokens level view
"""
MADE_BY_THE_PROGRAM = frozenset(_MADE.split())
"""Fields that hold an id, a time or a sum the program made; nobody types in them."""
OPENED = "Skyddat ärende öppnat i en nödsituation: läs skälet"
"""The open item of those on the list, when somebody else has opened the case."""
LISTED = "den som får öppna skyddade akter"

_PROGRAM = frozenset(
    (UNKNOWN, NOT_APPLICABLE, NOT_YET, DONE, COULD_NOT, GIVEN, JOUR, JOURNAL, WHOLE_CASE)
) | {OPENED, LISTED, "brist", *ItemKind, *(id for id, _ in REPORTS)}
_HARMLESS = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(\+00:00|Z)"  # a time the program wrote
    r"|(ÖVN-)?20\d\d-\d{4,6}"  # a case number
    r"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"  # an id
    r"|\d{1,3}"
)
_NOT_NEEDED = ":not_needed"


def vocabulary(book: Rulebook) -> Kept:
    """Every word and sentence of a rulebook, and the program's own."""
    return frozenset(_words(book)) | _PROGRAM


def masked_case(case: Case, keep: Kept) -> Case:
    """The same case folded anew from masked entries; it has as many of them, with the same ids."""
    shown = replay(case.id, (masked_entry(entry, keep) for entry in case.entries))
    shown.unshared |= case.unshared
    shown.alias = shown.reporter = ""
    return shown


def masked_entry(entry: Entry, keep: Kept) -> Entry:
    """One entry with what was typed masked; who wrote it and when stays."""
    return replace(
        entry, event=_masked_event(entry.event, keep), stamp=_masked_stamp(entry.stamp, keep)
    )


def typed_texts(event: object) -> Iterator[str]:
    """Every text of an event that somebody may have typed, however deep."""
    assert is_dataclass(event)
    for field in fields(event):
        if field.name not in MADE_BY_THE_PROGRAM and field.name not in ("copy", "item"):
            words = _words(getattr(event, field.name))
            yield from (text for text in words if not _HARMLESS.fullmatch(text))


def _words(part: object) -> Iterator[str]:
    """Every text in a value, however deep."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        for key, value in part.items():
            yield from _words(key)
            yield from _words(value)
    elif isinstance(part, tuple | frozenset):
        for one in part:
            yield from _words(one)
    elif is_dataclass(part) and not isinstance(part, Place | Calendar):
        for field in fields(part):
            yield from _words(getattr(part, field.name))


def _masked_event(event: Any, keep: Kept) -> Any:
    changed: dict[str, Any] = {}
    for field in fields(event):
        name, value = field.name, getattr(event, field.name)
        if name == "copy":
            changed[name] = ""  # a whole sheet
        elif name == "item":
            changed[name] = _masked_id(value, keep)
        elif name == "to" and not isinstance(event, ev.CaseGiven):
            continue  # a step of the routine
        elif name not in MADE_BY_THE_PROGRAM:
            changed[name] = _masked(value, keep)
    return replace(event, **changed)


def _masked_stamp(stamp: Stamp, keep: Kept) -> Stamp:
    """When it happened in words is typed; the times themselves are not."""
    happened = replace(stamp.happened, words="")
    return replace(stamp, told_by=_masked(stamp.told_by, keep), happened=happened)


def _masked(value: Any, keep: Kept) -> Any:
    if isinstance(value, str):
        return value if _tells_nothing(value, keep) else MASK
    if isinstance(value, tuple):
        return tuple(
            (_masked_id(one[0], keep), _masked(one[1], keep))
            if _is_pair(one)
            else _masked(one, keep)
            for one in value
        )
    if is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: _masked(getattr(value, f.name), keep) for f in fields(value)}
        return replace(value, **parts)
    return value


def _is_pair(value: object) -> bool:
    """An id and what stands at it: a field of an answer, an item of a sheet."""
    return isinstance(value, tuple) and len(value) == 2


def _masked_id(id: str, keep: Kept) -> str:
    """An id of an open item ends with what it is about, in the words somebody typed.

    Masked part by part, so that a fold of masked entries makes the same id.
    """
    entry, colon, rest = id.partition(":")
    if not colon:
        return id
    kind, colon, what = rest.partition(":")
    if not colon:
        return f"{entry}:{_masked(rest, keep)}"
    return f"{entry}:{kind if kind in keep else MASK}:{_masked(what, keep)}"


def _tells_nothing(text: str, keep: Kept) -> bool:
    bare = text.removesuffix(_NOT_NEEDED)
    return not text or text in keep or bare in keep or bool(_HARMLESS.fullmatch(text))
