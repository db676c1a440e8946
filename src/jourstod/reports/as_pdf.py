"""A sheet as a tagged PDF (PDF/UA-1) by typst; the words go in as data and are never markup."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from functools import lru_cache
from importlib.resources import files
from typing import Any

from ..domain.sheet import Sheet, with_texts
from . import page_words

UNSHOWN = "□"
_NOTE = f"Tecken som utskriften saknar står som {UNSHOWN}. De finns i text- och HTML-formen."
_SURE = re.compile(r"[^\n -~\xa0-ÿĀ-ʯΑ-ωА-ѿ‐-‧‰-›€→←↑↓✓·]")
"""Signs outside what the bundled fonts are known to hold; each of them is tried."""
_LONG = re.compile(r"\S{40}(?=\S)")
_MOST_TRIED = 200
_EPOCH = 0
"""The same instant in every file: when a sheet was made stands on it, not in its metadata."""


def as_pdf(sheet: Sheet) -> bytes:
    """The PDF; its title is the case number only, and it holds no other metadata."""
    import typst

    shown = with_texts(sheet, _showable)
    try:
        return _compiled(_data(shown, sheet))
    except typst.TypstError:  # signs that the fonts hold apart but not joined
        return _compiled(_data(with_texts(sheet, lambda text: _SURE.sub(UNSHOWN, text)), sheet))


def _data(shown: Sheet, whole: Sheet) -> dict[str, Any]:
    lost = UNSHOWN in json.dumps(asdict(shown), ensure_ascii=False) and shown != whole
    return {
        **asdict(with_texts(shown, _breakable)),
        "practice_mark": page_words.PRACTICE if shown.practice else "",
        "meta": page_words.meta(shown),
        "proof": tuple(_breakable(line) for line in page_words.witness(shown)),
        "words": {
            "flaws": page_words.FLAWS,
            "timeline": page_words.TIME_LINE,
            "void": page_words.VOID,
            "journal": page_words.JOURNAL,
            "lost": _NOTE if lost else "",
        },
    }


def _compiled(data: dict[str, Any]) -> bytes:
    import typst

    made = typst.compile(
        files(__package__).joinpath("sheet.typ").read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=_EPOCH,
    )
    assert isinstance(made, bytes)
    return made


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
