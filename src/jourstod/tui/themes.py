"""Themes: two of our own, dark and light, whose every pair of text and ground can be read."""

from __future__ import annotations

from textual.theme import Theme

DARK, LIGHT = "mörkt", "ljust"


def _theme(name: str, dark: bool, **colours: str) -> Theme:
    named = {key.replace("_", "-"): value for key, value in colours.items()}
    return Theme(
        name,
        primary=colours["accent_ink"],
        accent=colours["accent_ink"],
        warning=colours["warn"],
        error=colours["warn"],
        foreground=colours["ink"],
        background=colours["ground"],
        surface=colours["ground"],
        panel=colours["field"],
        dark=dark,
        variables=named,
    )


THEMES = (
    _theme(
        DARK, True,
        ground="#111315", field="#1d2125", chosen="#1f3d57", rule="#3b4148",
        ink="#c6cad0", dim="#939aa3", strong="#ffffff", accent_ink="#86bbea", warn="#ffb557",
    ),
    _theme(
        LIGHT, False,
        ground="#fbfaf6", field="#edebe3", chosen="#cfe1f1", rule="#c4c2ba",
        ink="#2a2c2f", dim="#56595e", strong="#000000", accent_ink="#0b4a84", warn="#8c3500",
    ),
)  # fmt: skip


def other(name: str) -> str:
    """The theme to switch to."""
    return LIGHT if name == DARK else DARK
