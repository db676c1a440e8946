"""Every text that is painted can be read: contrast 4.5:1 for each pair actually used."""

from __future__ import annotations

import pytest
from rich.color import Color as RichColor
from tests.tui.night import Clock, a_child, a_desk, desk_on, new_vault
from tests.tui.pilot import Night, play
from textual.color import Color

from jourstod.desk.command import new_command
from jourstod.domain.decide.cases import Intake
from jourstod.tui import themes

ENOUGH = 4.5


def contrast(one: Color, other: Color) -> float:
    """Contrast as WCAG counts it."""
    lighter, darker = sorted((_light(one), _light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _light(colour: Color) -> float:
    def channel(value: float) -> float:
        return float(value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4)

    red, green, blue = (channel(part / 255) for part in (colour.r, colour.g, colour.b))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_measure_itself_is_right() -> None:
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)


def painted_pairs(n: Night) -> set[tuple[str, str, str]]:
    """(text, colour, ground) of everything with a sign in it on the screen."""
    found = set()
    for strip in n.app.screen._compositor.render_strips():
        for segment in strip:
            words = segment.text.strip()
            style = segment.style
            if not words or set(words) <= {"─", "│"} or style is None or style.color is None:
                continue
            assert style.bgcolor is not None
            pair = (style.color, style.bgcolor)
            ink, ground = reversed(pair) if style.reverse else pair
            found.add((words, _hex(ink), _hex(ground)))
    return found


def _hex(colour: RichColor) -> str:
    return colour.get_truecolor().hex


VISITED = [
    (), ("enter",), ("1", "1", "3"), ("enter", "0"), ("2", "1", "A"), ("f2", "m"), ("escape",),
    ("f3",), ("1",), ("1",), ("escape",), ("f4",), ("escape",), ("f5",), ("escape",), ("f7",),
    ("escape",), ("f8", "a"), ("escape",), ("f1",), ("escape",), ("f9",), ("f9",), ("escape",),
    ("r",), ("2",), ("down",), ("end",), ("2",), ("3",), ("4",), ("5",), ("enter",), ("p",),
    ("escape",), ("f",), ("1",), ("f8",), ("escape",), ("escape", "escape", "escape"),
    ("n",), ("0", "enter", "enter", "1"), ("f6",), ("3",), ("1",),
]  # fmt: skip
"""Keys that lead past every screen and most states."""


@pytest.mark.parametrize("theme", [themes.DARK, themes.LIGHT])
def test_every_pair_painted_on_any_screen_can_be_read(theme: str) -> None:
    desk = a_desk()
    desk.notebook.save("look", theme)
    id = a_child(desk)
    desk.acts.add_silence(id, "Fadern", "misstänkt", "OSL", "Eva", "12:00", new_command())
    desk.acts.set_callback(id, "Ek", "bil", "2026-11-23T21:00:00+00:00", new_command())
    desk.open_case("c-2", Intake("soder", "Bo", "anmälan"), new_command())
    weak = set()

    async def night(n: Night) -> None:
        for keys in VISITED:
            await n.press(*keys)
            for words, ink, ground in painted_pairs(n):
                measured = contrast(Color.parse(ink), Color.parse(ground))
                if measured < ENOUGH:
                    weak.add((ink, ground, round(measured, 2), words[:20]))

    clock = Clock()
    play(desk, night, size=(120, 40), sandbox=lambda bundle: desk_on(new_vault(clock), clock))
    assert weak == set()


@pytest.mark.parametrize("theme", themes.THEMES, ids=lambda theme: str(theme.name))
def test_every_ink_of_a_theme_can_be_read_on_every_ground(theme: object) -> None:
    colours = theme.variables  # type: ignore[attr-defined]
    for ink in ("ink", "dim", "strong", "accent-ink", "warn"):
        for ground in ("ground", "field"):
            pair = Color.parse(colours[ink]), Color.parse(colours[ground])
            assert contrast(*pair) >= ENOUGH, (ink, ground)
    assert contrast(Color.parse(colours["strong"]), Color.parse(colours["chosen"])) >= ENOUGH


def test_the_look_is_changed_from_the_list_of_everything_and_remembered() -> None:
    desk = a_desk()

    async def night(n: Night) -> None:
        assert n.app.theme == themes.DARK
        await n.press("f8")
        await n.write("ljust")
        await n.press("enter")
        assert n.app.theme == themes.LIGHT

    async def again(n: Night) -> None:
        assert n.app.theme == themes.LIGHT

    play(desk, night)
    play(desk, again)


def test_without_colour_everything_that_matters_is_still_a_sign_or_a_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    desk = a_desk()
    a_child(desk)

    async def night(n: Night) -> None:
        assert n.app.no_color
        assert "➤ !" in n.text
        await n.press("enter")
        assert "[!] Skyddsbedömning" in n.text and "➤ Hot" in n.text

    play(desk, night)


def test_where_signs_cannot_be_shown_letters_stand_for_them() -> None:
    from jourstod.tui import symbols

    desk = a_desk()
    a_child(desk)

    async def night(n: Night) -> None:
        await n.press("enter", "1")
        swedish = set("åäöÅÄÖ§")
        assert {sign for sign in n.text if ord(sign) > 127} <= swedish
        assert "x Hot" in n.text

    symbols.use_plain(True)
    try:
        play(desk, night)
    finally:
        symbols.use_plain(False)
