"""Night text: a night's deeds as the file that a person writes, quoted so that it reads back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from ..domain.local_time import local
from ..domain.night import (
    Answering,
    Changing,
    Closing,
    Correcting,
    Deed,
    Expecting,
    Leaving,
    NewCase,
    Noting,
    Pairs,
    Starting,
)

Line = tuple[datetime, Deed]


def night_text(
    name: str, title: str, begins: datetime, board: str, handler: str, lines: Iterable[Line]
) -> str:
    """The whole file. Only deeds that are proposed by the program have words here."""
    head = [
        "språk: 1",
        f"prov: {name}",
        f"titel: {quoted(title)}",
        f"börjar: {local(begins):%Y-%m-%dT%H:%M}",
        f"nämnd: {quoted(board)}",
        f"handläggare: {quoted(handler)}",
        "händelser:",
    ]
    return "\n".join([*head, *(_line(at, deed) for at, deed in lines), ""])


def quoted(words: str) -> str:
    """The words as YAML reads them back, whatever is in them."""
    plain = " ".join(words.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


def _line(at: datetime, deed: Deed) -> str:
    told = ", ".join(f"{key}: {value}" for key, value in _pairs(deed))
    if isinstance(deed, Expecting):
        return f"  - {{ {told} }}"
    return f'  - {{ kl: "{local(at):%H:%M}", {told} }}'


def _pairs(deed: Deed) -> Iterator[tuple[str, str]]:
    """Each key of the line with its value, as written."""
    match deed:
        case NewCase():
            yield "nytt ärende", _section(_new(deed))
        case Starting(routine):
            yield "starta rutin", routine
        case Answering():
            yield from _answering(deed)
        case Leaving():
            yield deed.how, deed.step
            yield "skäl", quoted(deed.reason)
            yield from _more(rutin=deed.routine)
            yield from _more(nästa=deed.next_try and quoted(deed.next_try))
            yield from _insist(deed.insist)
        case Correcting():
            yield "rätta", deed.step
            yield "till", _list(deed.to)
            yield "skäl", quoted(deed.reason)
            yield from _more(rutin=deed.routine)
            yield from _insist(deed.insist)
        case Noting():
            yield "anteckna", quoted(deed.text)
        case Changing(fact, to, reason):
            yield "ändrat läge", fact
            yield "till", _list(to)
            yield "skäl", quoted(reason)
        case Closing(outcome, reason):
            yield "avsluta", quoted(outcome)
            yield "skäl", quoted(reason)
        case Expecting():
            yield "förvänta", _section(_expected(deed))
        case _:
            raise AssertionError(f"no words for {type(deed).__name__}")


def _answering(deed: Answering) -> Iterator[tuple[str, str]]:
    yield "svara", deed.step
    if deed.given:
        yield "med", _list(deed.given)
    yield from _more(rutin=deed.routine)
    if deed.reason:
        yield "motivering", quoted(deed.reason)
    if deed.written:
        yield "skriv", _written(deed.written)
    yield from _insist(deed.insist)


def _new(deed: NewCase) -> Iterator[tuple[str, str]]:
    yield "alias", quoted(deed.alias)
    yield from _more(anmälan=deed.report)
    if deed.facts:
        yield "fakta", _written(deed.facts)


def _expected(deed: Expecting) -> Iterator[tuple[str, str]]:
    yield from _more(steg=deed.step)
    if deed.open_steps is not None:
        yield "öppna", _list(deed.open_steps)


def _insist(reason: str) -> Iterator[tuple[str, str]]:
    if reason:
        yield "trots krav", quoted(reason)


def _more(**words: str) -> Iterator[tuple[str, str]]:
    yield from ((key, value) for key, value in words.items() if value)


def _written(pairs: Pairs) -> str:
    return _section((key, quoted(value)) for key, value in pairs)


def _section(pairs: Iterable[tuple[str, str]]) -> str:
    return "{ " + ", ".join(f"{key}: {value}" for key, value in pairs) + " }"


def _list(words: Iterable[str]) -> str:
    return "[" + ", ".join(quoted(word) for word in words) + "]"
