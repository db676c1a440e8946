"""Nothing that can be typed, imported or stored does anything to the screen but stand there."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rich.cells import cell_len
from tests.tui.night import a_child, a_desk
from tests.tui.pilot import Night, play

from jourstod.desk.command import new_command
from jourstod.tui import ink

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = (
    "\x1b]52;c;aGVq\x07 \x1b]0;titel\x07 \x1b[31mröd\x1b[0m \x9b31m \u202eesrever \u2066x "
    "[/] [/b] [@click=app.quit]tryck[/] [red]x \x00 \U000e0041 👧🏽 שלום\u200f"
)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
def test_markup_and_controls_in_a_note_stand_as_harmless_text(size: tuple[int, int]) -> None:
    desk = a_desk()
    id = a_child(desk, alias="[/] \x1b[31mMaja")
    desk.acts.note(id, HOSTILE, new_command())

    async def night(n: Night) -> None:
        await n.press("enter")
        everything = n.text
        for key in ("f7", "f4", "f1", "f8"):
            await n.press(key)
            everything += n.text
            await n.press("escape")
        assert not {"\x1b", "\x9b", "\x07", "\x00", "\u202e", "\u2066"} & set(everything)
        assert "[/]" in everything

    play(desk, night, size=size)


def test_a_pasted_text_is_cleaned_before_it_is_shown_and_keeps_its_lines() -> None:
    from textual import events

    desk = a_desk()
    a_child(desk)

    async def night(n: Night) -> None:
        await n.press("enter", "f2")
        assert n.app.focused is not None
        n.app.focused.post_message(events.Paste(f"rad ett\r\n{HOSTILE}\nrad tre"))
        await n.settle()
        assert "rad ett" in n.text and "rad tre" in n.text
        assert not {"\x1b", "\x9b", "\x07", "\x00", "\u202e"} & set(n.text)

    play(desk, night)


def test_a_line_of_ten_thousand_signs_is_written_kept_and_shown_without_end() -> None:
    from textual import events

    desk = a_desk()
    id = a_child(desk)
    long = "ord " * 2500

    async def night(n: Night) -> None:
        await n.press("enter", "f2")
        assert n.app.focused is not None
        n.app.focused.post_message(events.Paste(long))
        await n.settle()
        await n.press("enter", "enter", "enter")
        assert "ord ord" in n.text

    play(desk, night)
    assert any(getattr(e.event, "text", "") == long.strip() for e in desk.case(id).entries)


def test_words_become_content_without_ever_being_markup() -> None:
    content = ink.say("[b]x[/b] \x1b[31m")
    assert content.plain == "[b]x[/b] [31m"
    wide = ink.column("👧🏽👧🏽👧🏽👧🏽", 5)
    assert cell_len(wide) == 5


def test_no_module_of_the_screens_reads_text_as_markup() -> None:
    for path in (ROOT / "src/jourstod/tui").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "from_markup" not in text, path
        assert "markup=True" not in text, path
        assert "notify(" not in text, path
        assert "Label(" not in text, path


PROGRAM = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from tests.tui.night import a_child, a_desk
from tests.tui.test_hostile_text import HOSTILE
from jourstod.desk.command import new_command
from jourstod.tui.entrance import run
desk = a_desk()
id = a_child(desk, alias="\\x1b]0;titel\\x07Maja")
desk.acts.note(id, HOSTILE, new_command())
sys.exit(run(desk))
"""


def test_a_real_terminal_gets_no_title_clipboard_or_colour_from_the_text() -> None:
    sent = b""
    pid, handle = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8", COLUMNS="100", LINES="30")
        os.execv(sys.executable, [sys.executable, "-c", PROGRAM])
    for keys in (b"\r", b"\x1b[12~", b"\x11"):  # open the case, F2, Ctrl+Q
        sent += _read(handle, 4 if keys == b"\r" else 1.5)
        os.write(handle, keys)
    sent += _read(handle, 3)
    os.waitpid(pid, 0)
    os.close(handle)
    shown = sent.decode("utf-8", "replace")
    assert "Maja" in shown
    assert "\x1b]52" not in shown
    assert "\x1b]0;" not in shown and "\x1b]2;" not in shown
    assert "titel\x07" not in shown
    assert "\u202e" not in shown


def _read(handle: int, seconds: float) -> bytes:
    """What comes until it has been silent for a while."""
    got, end = b"", time.monotonic() + seconds
    while time.monotonic() < end:
        ready, _, _ = select.select([handle], [], [], 0.3)
        if ready:
            try:
                got += os.read(handle, 65536)
            except OSError:
                break
        elif got:
            break
    return got


def test_the_program_refuses_to_be_served_to_a_browser() -> None:
    environment = {**os.environ, "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver"}
    program = (
        "from jourstod.tui.entrance import run\nfrom jourstod.domain.errors import JourError\n"
        "import sys\ntry:\n run(None)\nexcept JourError as r:\n print(r.sentence); sys.exit(5)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True
    )
    assert answer.returncode == 5
    assert "webbläsare" in answer.stdout
