"""Cleaning: typed text becomes text that no terminal, page or reader can be fooled by."""

from __future__ import annotations

import unicodedata

MOST = 20_000
"""Characters kept of one text; what is beyond is cut with a mark, never silently."""

_JOINERS = "\u200c\u200d"


def clean(text: str, lines: bool = False) -> str:
    """The text in NFC without controls, bidi overrides, invisible tags or NUL.

    Letters of every script and emoji are kept. Line breaks are kept when `lines`, else they
    become blanks; tabs become blanks.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = "".join(_seen(sign, lines) for sign in unicodedata.normalize("NFC", text[: 2 * MOST]))
    return kept if len(kept) <= MOST else kept[: MOST - 1] + "…"


def _seen(sign: str, lines: bool) -> str:
    if sign in "\n\u2028\u2029":
        return "\n" if lines else " "
    kind = unicodedata.category(sign)
    if kind in ("Cc", "Cs", "Co", "Cn") or (kind == "Cf" and sign not in _JOINERS):
        return ""
    return sign
