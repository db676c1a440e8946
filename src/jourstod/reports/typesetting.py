"""Typesetting: a tagged PDF (PDF/UA-1) by typst; the words go in as data and are never markup."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typst

UNSHOWN = "□"
LOST_NOTE = f"Tecken som utskriften saknar står som {UNSHOWN}. De finns i text- och HTML-formen."
_SURE = re.compile(r"[^\n -~\xa0-ÿĀ-ʯΑ-ωА-ѿ‐-‧‰-›€→←↑↓✓·]")
"""Signs outside what the bundled fonts are known to hold; each of them is tried."""
_LONG = re.compile(r"\S{40}(?=\S)")
_MOST_TRIED = 200
_EPOCH = 0
"""The same instant in every file: when a page was made stands on it, not in its metadata."""


def typeset(templates: tuple[str, ...], data: Mapping[str, Any]) -> bytes:
    """The PDF of templates in this room, read as one: shapes first, then the page made of them.

    `lost` is told to them when a sign could not be shown.
    """
    import typst

    try:
        return _compiled(templates, _ready(data, _showable))
    except typst.TypstError:  # signs that the fonts hold apart but not joined
        return _compiled(templates, _ready(data, lambda text: _SURE.sub(UNSHOWN, text)))


def each_text(value: Any, change: Callable[[str], str]) -> Any:
    """Plain data with every text in it changed; keys stay."""
    match value:
        case str():
            return change(value)
        case Mapping():
            return {key: each_text(inner, change) for key, inner in value.items()}
        case list() | tuple():
            return [each_text(inner, change) for inner in value]
        case _:
            return value


def _ready(data: Mapping[str, Any], shown: Callable[[str], str]) -> dict[str, Any]:
    able = each_text(data, shown)
    lost = LOST_NOTE if able != each_text(data, str) else ""
    return {**each_text(able, _breakable), "lost": lost}


def _compiled(templates: tuple[str, ...], data: Mapping[str, Any]) -> bytes:
    room = files(__package__)
    content = b"\n".join(room.joinpath(name).read_bytes() for name in templates)
    made = _compiler(content).compile(
        input=content,
        format="pdf",
        sys_inputs={"page": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=_EPOCH,
    )
    assert isinstance(made, bytes)
    return made


@lru_cache(maxsize=4)
def _compiler(content: bytes) -> typst.Compiler:
    """One compiler a template, kept: it reads the fonts once, and a night has many sheets."""
    import typst

    return typst.Compiler(content, ignore_system_fonts=True)


def _showable(text: str) -> str:
    """The text with a box for every sign that no bundled font holds."""
    odd = set(_SURE.findall(text))
    if not odd:
        return text
    if len(odd) > _MOST_TRIED:
        return _SURE.sub(UNSHOWN, text)
    return "".join(UNSHOWN if sign in odd and not _holds(sign) else sign for sign in text)


@lru_cache(maxsize=4096)
def _holds(sign: str) -> bool:
    """Whether some bundled font holds the sign: typst refuses to write an accessible file else."""
    import typst

    try:
        typst.compile(
            b'#set document(title: "x")\n#sys.inputs.sign',
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs={"sign": f"a{sign}"},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError:
        return False
    return True


def _breakable(text: str) -> str:
    """Long words may be broken, or they would run off the paper."""
    return _LONG.sub("\\g<0>\u200b", text)
