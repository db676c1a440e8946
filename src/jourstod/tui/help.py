"""Help: about the screen one stands on, and the few keys that are the same everywhere."""

from __future__ import annotations

from textual.content import Content

from .base_screen import JourScreen
from .ink import ACCENT, DIM, STRONG, row, say, wrapped
from .page_screen import PageScreen

EVERYWHERE = (
    ("1-9", "svara eller välj"),
    ("F1", "hjälp om den sida du står på"),
    ("F8", "allt som går att göra här, i ord"),
    ("F9", "dölj skärmen genast; F9 igen visar den"),
    ("Esc", "ett steg tillbaka; det du skrivit står kvar"),
    ("Ctrl+Q", "avsluta programmet"),
)
SAFE = (
    "Allt sparas medan du skriver. Du kan lämna när som helst, också mitt i ett ord, och gå vidare "
    "här eller vid en annan skärm."
)


def help_screen(screen: JourScreen) -> PageScreen:
    """The help page for a screen: its own rows first, then its deeds, then what is everywhere."""
    deeds = [deed for deed in screen.deeds() if deed.key]

    def lines(width: int) -> list[Content]:
        found: list[Content] = []
        for part in screen.about():
            found += [*wrapped(part, width), say("")]
        if deeds:
            found.append(say("Här går att göra", DIM))
            found += [_key(deed.key, deed.words) for deed in deeds]
            found.append(say(""))
        found.append(say("Överallt", DIM))
        found += [_key(key, words) for key, words in EVERYWHERE]
        return [*found, say(""), *wrapped(SAFE, width)]

    title = screen.ABOUT_TITLE or "Hjälp"
    return PageScreen(f"Hjälp: {title}", lines)


def _key(key: str, words: str) -> Content:
    return row(("  ", ""), (f"{key:<9}", ACCENT), (words, STRONG))
