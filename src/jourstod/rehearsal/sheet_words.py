"""Sheet words: what a sheet says in each of its forms, so that a night can look for words in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from ..desk.sheets import NoSuchReceiver, sheet_for
from ..domain.sheet import Sheet, SheetCut
from ..reports import render
from .stage import Stage
from .written_words import NotThere

_TAG = re.compile(r"<[^>]+>")


def cut_for(stage: Stage, receiver: str) -> SheetCut:
    """The sheet for a receiver at that moment; one there is not is a mistake on the line."""
    try:
        return sheet_for(stage.desk, stage.case().id, receiver)
    except NoSuchReceiver as mistake:
        raise NotThere(mistake.sentence) from None


def said(sheet: Sheet) -> dict[str, str]:
    """The words of a sheet by form, plain and on one line, to look for what it must hold."""
    text, html, plain = (render(sheet, form).decode() for form in ("text", "html", "json"))
    read = unescape(_TAG.sub(" ", html.replace("</b>", "")))
    return {
        "text": flat(text),
        "html": flat(read),
        "json": flat(" ".join(_strings(json.loads(plain)))),
    }


def flat(words: str) -> str:
    """The words without line breaks and case."""
    return re.sub(r"\s+", " ", words).strip().casefold()


def _strings(value: Any) -> Iterator[str]:
    """Every text in JSON, a label joined to its words."""
    match value:
        case {"label": str(label), "text": str(text)} if label:
            yield f"{label}: {text}"
        case {"at": str(at), "by": str(by), "text": str(text)}:
            yield f"{at} {by}: {text}"
        case dict():
            for inner in value.values():
                yield from _strings(inner)
        case list():
            for inner in value:
                yield from _strings(inner)
        case str():
            yield value
        case _:
            yield ""
