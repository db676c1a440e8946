"""Symbols: the few signs the screens use, and plain letters for them where they cannot be shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

ASCII_VARIABLE = "JOURSTOD_ASCII"

DONE, NOW, OPEN, BACK, MORE = "✓", "➤", "·", "←", "▸"
RULE = "─"

_PLAIN = str.maketrans(
    {
        "✓": "x", "➤": ">", "·": "-", "←": "<", "→": ">", "▸": ">", "─": "-", "│": "|", "…": "~",
        "–": "-", "—": "-", "×": "x", "«": '"', "»": '"', "”": '"', "“": '"', "’": "'",
        "↑": "^", "↓": "v", "•": "-",
    }
)  # fmt: skip

_plain = False


def use_plain(wanted: bool) -> None:
    """Show every sign as a letter of ASCII from now (set once, when the program starts)."""
    global _plain
    _plain = wanted


def is_plain() -> bool:
    """Whether signs are shown as letters of ASCII."""
    return _plain


def shown(text: str) -> str:
    """The text with signs this terminal can show."""
    return text.translate(_PLAIN) if _plain else text


def plain_wanted(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the terminal asks for ASCII: the variable, the bare console, or no UTF-8.

    Read from the environment, since Python itself speaks UTF-8 also where the terminal does not.
    """
    chosen = environment.get(ASCII_VARIABLE, "")
    if chosen:
        return chosen != "0"
    if environment.get("TERM") == "linux":
        return True  # its font has neither marks nor arrows
    said = next((environment[name] for name in _LOCALE if environment.get(name)), "")
    return sys.platform != "win32" and "utf" not in said.lower()


_LOCALE = ("LC_ALL", "LC_CTYPE", "LANG")
