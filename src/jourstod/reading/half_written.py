"""Half written lines: signs from Word and habit where YAML wants its own, and what was meant."""

from __future__ import annotations

import re

from jourstod.domain.findings import Finding, Place

from .mistakes import mistake
from .step_kinds import EXAMPLES

LIST_SIGNS = "–—−•·●○▪■◦‣➢➤✓"
"""What a word processor puts before the points of a list."""
_CURLY = "“”„‟‘’‚»«"
_LISTED = re.compile(rf"^ *(?P<sign>[{LIST_SIGNS}])[^\S\n]*(?P<rest>.*)$")
_KEYED = re.compile(r"^ *(?:- +)*(?P<key>[^\s:#'\"\[{][^:#'\"\[{]*):(?P<rest>.*)$")
_EQUALS = re.compile(r"^ *(?:- +)*(?P<key>[^=:]{1,40}?)\s*=\s*(?P<rest>.+)$")
_HARD_SPACE = re.compile(r"[\u00a0\u2000-\u200a\u202f\u3000]")
_PARTS = ("rutin", "titel", "gäller", "börjar", "krav", "steg", "källor", "språk", "ja", "nej")
_KEYS = sorted((*EXAMPLES, *_PARTS, "gå till", "annars", "säg", "aldrig", "innan"), key=len)[::-1]


def half_written(finding: Finding, line: str) -> Finding:
    """The finding that says more of the line it stands in, or the same when nothing is known.

    `line` is the text of the line that `finding` points at.
    """
    file, number = finding.place.file, finding.place.line
    listed = _LISTED.match(line)
    if listed:
        place = Place(file, number, listed.start("sign") + 1)
        return mistake("fel-listtecken", place, word=listed["sign"], rest=listed["rest"])
    keyed = _KEYED.match(line)
    if keyed and _HARD_SPACE.match(keyed["rest"]):
        place = Place(file, number, keyed.start("rest") + 1)
        key, rest = keyed["key"].strip(), keyed["rest"].strip()
        return mistake("hart-blanksteg", place, key=key, rest=rest)
    if keyed and keyed["rest"].strip()[:1] in tuple(_CURLY):
        column = keyed.start("rest") + len(keyed["rest"]) - len(keyed["rest"].lstrip()) + 1
        place, word = Place(file, number, column), keyed["rest"].strip()[0]
        example = quoted(keyed["key"], keyed["rest"].strip(f" {_CURLY}"))
        return mistake("krokiga-citattecken", place, word=word, instead=example)
    if finding.rule == "kolon-saknas":
        word = line.strip().removeprefix("- ")
        return mistake("kolon-saknas", finding.place, word=word, instead=_with_colon(line))
    return finding


def quoted(key: str, rest: str) -> str:
    """A key and its text between the quotation marks that do not stand in the text."""
    mark = "'" if '"' in rest and "'" not in rest else '"'
    return f"{key.strip()}: {mark}{rest.strip().replace(mark, '')}{mark}"


def quoted_line(line: str) -> str:
    """The line with its value between quotation marks, or "" when it has no key."""
    keyed = _KEYED.match(line)
    return quoted(keyed["key"], keyed["rest"]) if keyed and keyed["rest"].strip() else ""


def _with_colon(line: str) -> str:
    """The line with the colon it lacks, or "" when it does not begin like a key."""
    equals = _EQUALS.match(line)
    if equals:
        return f"{equals['key'].strip()}: {equals['rest'].strip()}"
    bare = line.strip().removeprefix("- ").strip()
    for key in _KEYS:
        if re.match(rf"{re.escape(key)}(?:[\s;,.]|$)", bare):
            return f"{key}: {bare[len(key) :].lstrip(' ;,.')}".rstrip()
    return f"{bare}:" if re.fullmatch(r"[a-zåäö_0-9-]+", bare) else ""
