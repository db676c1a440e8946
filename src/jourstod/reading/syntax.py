"""Why the parser stopped, in plain Swedish and at the line a person has to mend."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jourstod.domain.findings import Finding, Place

from .half_written import half_written, quoted_line
from .mistakes import mistake

_KEY = r"^ *(?:- +)*(?P<key>[^\s:#'\"\[{][^:#'\"\[{]*)"
_NO_SPACE = re.compile(_KEY + r":(?P<rest>\S.*)$")
_BEFORE_WORD = re.compile(r"^ *(?:- +)*")
_WITH_COLON = re.compile(_KEY + r":(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Stop:
    """Where and why the parser stopped: its English words, and (line, column) from 0.

    `since` is where the part it was reading began (an opening bracket or quote, the first key
    of the block); it equals `at` when the parser gave no such place.
    """

    problem: str
    context: str
    at: tuple[int, int]
    since: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Known:
    """One kind of stop, known by words in its context and problem; both parsers' words are here."""

    context: str
    problem: str
    rule: str
    at_start: bool = False  # the place to mend is where the part began
    words: int = 0  # 1: show the character there, 2: show the word


_KNOWN = (
    _Known("quoted scalar", "unexpected", "citattecken-saknas", at_start=True, words=1),
    _Known("quoted scalar", "", "okand-escape"),
    _Known("scanning an alias", "", "tecken-kraver-citattecken", at_start=True, words=1),
    _Known("scanning an anchor", "", "tecken-kraver-citattecken", at_start=True, words=1),
    _Known(" tag", "", "tagg", at_start=True, words=2),
    _Known("", "tag handle", "tagg", at_start=True, words=2),
    _Known("block scalar", "", "textblock"),
    _Known("", "cannot start any token", "tecken-kraver-citattecken", words=1),
    _Known("", "entries are not allowed", "streck-pa-fel-plats"),
    _Known("", "keys are not allowed", "tecken-kraver-citattecken", words=1),
    _Known(" node", "content", "varde-saknas", words=1),
    _Known("", "document start", "text-efter-slutet"),
)


_MENDED_BY_QUOTES = ("tecken-kraver-citattecken", "varde-saknas")


def explain(stop: Stop, lines: list[str], shown: str) -> Finding:
    """The finding for a stop; a stop with unknown words still gets its place."""
    found = _reason(stop, lines, shown)
    return half_written(found, _line(lines, found.place.line - 1))


def _reason(stop: Stop, lines: list[str], shown: str) -> Finding:
    for known in _KNOWN:
        if known.context in stop.context and known.problem in stop.problem:
            spot = stop.since if known.at_start else stop.at
            rest = _line(lines, spot[0])[spot[1] :]
            word = rest[:1] if known.words == 1 else rest.partition(" ")[0]
            instead = quoted_line(_line(lines, spot[0])) if known.rule in _MENDED_BY_QUOTES else ""
            return mistake(known.rule, _place(shown, spot), word=word, instead=instead)
    if "simple key" in stop.context:
        return _missing_colon(stop.since[0], lines, shown)
    if "values are not allowed" in stop.problem:
        return _unexpected_colon(stop, lines, shown)
    if "flow" in stop.context:
        return _in_flow(stop, lines, shown)
    if "block" in stop.context:
        return _in_block(stop, lines, shown)
    return mistake("syntaxfel", _place(shown, stop.at))


def _in_flow(stop: Stop, lines: list[str], shown: str) -> Finding:
    mapping = "flow mapping" in stop.context
    rest = _line(lines, stop.at[0])[stop.at[1] :]
    if stop.at[0] > stop.since[0] or not rest:
        rule = "klammer-saknas" if mapping else "hakparentes-saknas"
        return mistake(rule, _place(shown, stop.since))
    wanted = "komma eller }" if mapping else "komma eller ]"
    return mistake("skiljetecken-saknas", _place(shown, stop.at), wanted=wanted)


def _in_block(stop: Stop, lines: list[str], shown: str) -> Finding:
    at = _place(shown, stop.at)
    line, column = _line(lines, stop.at[0]), stop.at[1]
    if line[:column].strip():
        instead = quoted_line(line) if line[:column].rstrip()[-1] in "'\"" else ""
        return mistake("text-efter-varde", at, instead=instead)
    if line[column : column + 1] == ":":
        return mistake("nyckel-saknas", at)
    if column != stop.since[1]:
        wanted = f"kolumn {stop.since[1] + 1} (som på rad {stop.since[0] + 1})"
        above = _line_above(stop.at[0], lines)
        if above is not None and _indent(lines[above]) > stop.since[1]:
            wanted = f"{_like(above, lines)} eller {wanted}"
        return mistake("fel-indrag", at, column=column + 1, wanted=wanted)
    if "collection" in stop.context:
        return mistake("streck-saknas", at)
    return mistake("streck-pa-fel-plats" if line[column:].startswith("-") else "syntaxfel", at)


def _unexpected_colon(stop: Stop, lines: list[str], shown: str) -> Finding:
    """A colon where none may be: in a text, or on a line that is read as text of the one above."""
    number, column = stop.at
    line = _line(lines, number)
    above = _line_above(number, lines)
    if above is None or re.search(r":\s|['\"\]}]\s*$", line[:column]):
        place = _place(shown, stop.at)
        return mistake("kolon-i-text", place, instead=quoted_line(line))
    owner = _owner(number, lines)
    if owner is None:
        return _missing_colon(above, lines, shown)
    indent = _indent(line)
    wanted = f"{_like(owner, lines)}; värdet står redan på den raden"
    return mistake("fel-indrag", _place(shown, (number, indent)), column=indent + 1, wanted=wanted)


def _owner(number: int, lines: list[str]) -> int | None:
    """The line above whose value this line was read into, or None when no line has one."""
    above = _line_above(number, lines)
    while above is not None and not _WITH_COLON.match(lines[above]):
        above = _line_above(above, lines)
    if above is None or lines[above].rstrip().endswith(":"):
        return None
    return above if _indent(lines[above]) < _indent(_line(lines, number)) else None


def _missing_colon(number: int, lines: list[str], shown: str) -> Finding:
    line = _line(lines, number)
    glued = _NO_SPACE.match(line)
    if glued:
        place = _place(shown, (number, glued.end("key")))
        key, rest = glued["key"].strip(), glued["rest"].strip()
        return mistake("blanksteg-efter-kolon", place, key=key, rest=rest)
    start = _indent(line)
    return mistake("kolon-saknas", _place(shown, (number, start)), word=line[start:])


def _place(shown: str, spot: tuple[int, int]) -> Place:
    return Place(shown, spot[0] + 1, spot[1] + 1)


def _line(lines: list[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""


def _indent(line: str) -> int:
    """The column, from 0, of the first word of a line; the dashes of a list come before it."""
    return len(line) - len(_BEFORE_WORD.sub("", line))


def _line_above(number: int, lines: list[str]) -> int | None:
    above = range(min(number, len(lines)) - 1, -1, -1)
    return next((n for n in above if lines[n].strip() and lines[n].lstrip()[0] != "#"), None)


def _like(number: int, lines: list[str]) -> str:
    return f"kolumn {_indent(lines[number]) + 1} (som på rad {number + 1})"
