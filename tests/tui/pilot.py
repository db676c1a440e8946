"""Driving the screens in a test: keys in, text of the screen out."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from textual import events
from textual.pilot import Pilot

from jourstod.desk.desk import Desk
from jourstod.tui.app import JourApp
from jourstod.tui.base_screen import JourScreen

Size = tuple[int, int]
Play = Callable[["Night"], Awaitable[Any]]


class Night:
    """The program while a test plays it."""

    def __init__(self, app: JourApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until what they led to is painted."""
        await self.pilot.press(*keys)
        await self.settle()

    async def rush(self, *keys: str) -> None:
        """Hand over all the keys before the program has looked at the first of them."""
        for key in keys:
            self.app.post_message(events.Key(key, _sign(key)))
        await self.settle()

    async def write(self, text: str) -> None:
        """Write text, a key at a time."""
        await self.press(*(_KEYS.get(sign, sign) for sign in text))

    async def settle(self) -> None:
        """Wait until every key is handled and everything is painted."""
        while not self.app.at_rest and self.app.is_running:
            await asyncio.sleep(0)
        await self.pilot.pause()
        await self.pilot.pause()
        while getattr(self.app.screen, "busy", False):
            await self.pilot.pause()

    @property
    def screen(self) -> JourScreen:
        """The screen on top."""
        assert isinstance(self.app.screen, JourScreen)
        return self.app.screen

    @property
    def lines(self) -> list[str]:
        """The screen as painted, line by line, without blanks at the end."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """The whole screen as one text."""
        return "\n".join(self.lines)


def play(
    desk: Desk | None, night: Play, size: Size = (100, 30), watched: bool = False, **more: Any
) -> None:
    """Open the program at a desk and play; `watched` locks it when the clock has gone too far."""

    async def run() -> None:
        app = JourApp(desk, **more)
        if not watched:  # hours pass between two keys, and somebody is there all the time
            setattr(app, "_is_left", lambda now: False)  # noqa: B010
        async with app.run_test(size=size) as pilot:
            driven = Night(app, pilot)
            await driven.settle()
            await night(driven)

    asyncio.run(run())


_KEYS = {
    " ": "space", ",": "comma", ".": "full_stop", ":": "colon", "-": "minus", "/": "slash",
    "(": "left_parenthesis", ")": "right_parenthesis", "[": "left_square_bracket",
    "]": "right_square_bracket", "=": "equals_sign", "@": "at",
}  # fmt: skip


def typed(text: str) -> tuple[str, ...]:
    """The keys that write a text."""
    return tuple(_KEYS.get(sign, sign) for sign in text)


def _sign(key: str) -> str | None:
    """The sign a key writes, None for one that writes nothing."""
    named = {name: sign for sign, name in _KEYS.items()}
    return named.get(key, key if len(key) == 1 else None)
