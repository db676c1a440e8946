"""Keys in turn: the next key waits until everything the one before it led to is done.

The toolkit hands each key to whatever has the focus when the key comes in, not when its turn
comes: what is typed fast after an Enter would be written in the field that Enter left.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable

from textual import events
from textual.app import ScreenStackError
from textual.message_pump import MessagePump

from .base_screen import JourScreen
from .watch import Watched

PATIENCE = 1000
"""Turns of the loop to wait for one key; then the keyboard goes on, whatever hangs."""


class InTurn(Watched):
    """An app that handles one key, or one paste, at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._line: deque[events.InputEvent | events.Paste] = deque()
        self._turn: events.Event | None = None
        self._settling: asyncio.Task[None] | None = None

    @property
    def at_rest(self) -> bool:
        """Whether no key waits, and the last one is wholly handled."""
        return self._settling is None

    async def on_event(self, event: events.Event) -> None:
        """A key that comes while another is being handled goes to the end of the line."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        if self._settling is not None and event is not self._turn:
            self._line.append(event)
            return
        handling = self._on_the_way()
        try:
            await super().on_event(event)
        finally:
            self._settling = asyncio.create_task(self._hand_on(handling))

    def _on_the_way(self) -> list[MessagePump]:
        """What a key passes: the field that has the focus, what it lies in, and the app."""
        try:
            target = self.focused or self.screen
        except ScreenStackError:
            return [self]
        return [target, *target.ancestors]

    async def _hand_on(self, handling: list[MessagePump]) -> None:
        """When all is quiet, or patience is at its end, it is the next one's turn."""
        try:
            await self._quiet(handling)
        except Exception as error:  # nobody waits for this task: it is shown as any other bug
            self._handle_exception(error)
        if self._line:
            self._turn = self._line.popleft()
            self.post_message(self._turn)
        else:
            self._settling = self._turn = None

    async def _quiet(self, handling: list[MessagePump]) -> None:
        turns = iter(range(PATIENCE))
        # Nothing more is put in a queue that is not emptied: it would grow for ever.
        while handling and await _passed(handling, turns):
            handling = [pump for pump in self._pumps() if pump.message_queue_size]
            if not handling and not self._is_painted() and await _a_turn(turns):
                handling = [self]

    def _pumps(self) -> list[MessagePump]:
        screens = self.screen_stack if self._screen_stack else []
        return [self, *(w for screen in screens for w in screen.walk_children(with_self=True))]

    def _is_painted(self) -> bool:
        """A page just opened has no field to write in before its first painting."""
        screen = self.screen if self._screen_stack else None
        return not isinstance(screen, JourScreen) or screen.is_painted


async def _passed(pumps: Iterable[MessagePump], turns: Iterable[int]) -> bool:
    """Wait until each has handled what lies in its queue now; False when patience ends first."""
    left = 0

    def one_less() -> None:
        nonlocal left
        left -= 1

    for pump in pumps:
        left += pump.call_later(one_less)
    goes_on = await _a_turn(turns)  # also for one on its way out, that takes no more to do
    while left and goes_on:
        goes_on = await _a_turn(turns)
    return goes_on


async def _a_turn(turns: Iterable[int]) -> bool:
    """Let the rest of the program run; False when patience is at its end."""
    number = next(iter(turns), None)
    await asyncio.sleep(0 if number is not None and number < PATIENCE // 10 else 0.001)
    return number is not None
