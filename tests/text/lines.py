"""A person at the line mode: what is typed, line by line, and what is read."""

from __future__ import annotations

from io import StringIO

from tests.desk.sample import Jour

from jourstod.desk.desk import Desk
from jourstod.domain.people import Handler
from jourstod.settings import FirstStart
from jourstod.text import app


def typed(jour: Jour, *lines: str, desk: Desk | None = None, end: str = "slut\n") -> str:
    """Type these lines, then `end` ("" for an input that just ends); gives all that was read."""
    out = StringIO()
    code = app.run(
        desk or jour.desk(),
        StringIO("".join(f"{line}\n" for line in lines) + end),
        out,
        set_up=never,
        practice=lambda: jour.desk(),
        seat=lambda handler: seated(jour, handler),
    )
    assert code == 0
    return out.getvalue()


def seated(jour: Jour, handler: Handler) -> Desk:
    return jour.desk(handler.signature, handler.name)


def never(first: FirstStart) -> tuple[Desk, str]:
    """Nobody sets the station up in these tests."""
    raise AssertionError("the station is set up already")
