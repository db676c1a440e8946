"""The text of a file before anyone reads its meaning: size, coding, lines and characters."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path

from jourstod.domain.findings import Finding, Place

from .mistakes import mistake

MAX_BYTES = 1_000_000
MAX_LINE = 2_000
MAX_FINDINGS = 200

# Surrogates and non-characters stand among the controls: no text holds them, no parser takes them.
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
# Soft hyphen, bidi marks and overrides, zero width, line separators, tag characters. The joiners
# U+200C and U+200D stay: Persian and Indian scripts are misspelt without them.
_HIDDEN = (
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f"
)
_CONTROL = re.compile(f"[{_CONTROLS}]")
_UNFIT = re.compile(f"[\t{_CONTROLS}{_HIDDEN}]")
_ODD_INDENT = re.compile(r"^ *[^\S\n ]", re.MULTILINE)
# Letters that look like those of Swedish but are Cyrillic or Greek; beside a Latin letter they are
# surely not meant. A whole word in another script is a name, and stays.
_LOOKALIKE = "[\u0400-\u04ffΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχ]"
_ALIEN = re.compile(_LOOKALIKE)
_MIXED = re.compile(f"(?<=[A-Za-zÅÄÖåäö]){_LOOKALIKE}|{_LOOKALIKE}(?=[A-Za-zÅÄÖåäö])")
_CONFLICT = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
_DOCUMENTS = {
    b"PK\x03\x04": "Word eller Excel", b"\xd0\xcf\x11\xe0": "Word eller Excel",
    b"{\\rtf": "WordPad eller Word", b"%PDF": "en PDF-skrivare",
}  # fmt: skip
_TOO_LONG = re.compile(f"^[^\n]{{{MAX_LINE + 1}}}", re.MULTILINE)


def load_within(folder: Path, path: Path, shown: str) -> tuple[str | None, list[Finding]]:
    """As `load`, but a link that leads out of the folder is not followed."""
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links in a circle: `load` says so
        inside = True
    if not inside:
        why = "den är en länk till något utanför mappen"
        return None, [mistake("olaslig-fil", Place(shown), why=why)]
    return load(path, shown)


def load(path: Path, shown: str) -> tuple[str | None, list[Finding]]:
    """The text of a file, never more than `MAX_BYTES` of it; None when it is no such text.

    A byte order mark is dropped and CRLF becomes LF. Characters are not looked at here.
    """
    start = Place(shown)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return None, [mistake("olaslig-fil", start, why="det är ingen vanlig fil")]
        if found.st_size > MAX_BYTES:
            return None, [_too_big(start, found.st_size)]
        with path.open("rb") as file:  # may have grown since: read one byte past the limit at most
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None, [mistake("fil-saknas", start)]
    except (OSError, ValueError) as error:
        return None, [mistake("olaslig-fil", start, why=_reason(error))]
    if len(data) > MAX_BYTES:
        return None, [_too_big(start, len(data))]
    return decode(data, shown)


def decode(data: bytes, shown: str) -> tuple[str | None, list[Finding]]:
    """Bytes as text: UTF-8 with or without byte order mark, or a finding at the first bad byte."""
    start = Place(shown)
    for sign, program in _DOCUMENTS.items():
        if data.startswith(sign):
            return None, [mistake("sparad-av-word", start, program=program)]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:2].count(0) == 1:
        return None, [mistake("utf-16", start)]
    try:
        return unified(data.decode("utf-8")), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        code = f"0x{data[error.start]:02X}"
        likely = _likely(data[error.start : error.start + 1])
        place = Place(shown, line, column)
        return None, [mistake("inte-utf8", place, byte=code, likely=likely)]


def unified(text: str) -> str:
    """The text without byte order mark and with LF as its only line break."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def faults(text: str, shown: str) -> tuple[list[Finding], bool]:
    """What is wrong with the text as text, and whether no YAML may be read from it.

    Too much text, too long lines and odd indentation bar the reading; a tab or a hidden
    character elsewhere does not, once `cleaned` has replaced it.
    """
    if len(text) > MAX_BYTES:
        return [_too_big(Place(shown), len(text))], True
    found: list[Finding] = []
    conflict = _CONFLICT.search(text)
    if conflict:
        line = text.count("\n", 0, conflict.start()) + 1
        return [mistake("git-marken", Place(shown, line))], True
    barred = bool(_TOO_LONG.search(text) or _ODD_INDENT.search(text))
    if barred:
        found += _first(_shape_findings(text, shown))
        barred = bool(found)
    if _ALIEN.search(text):
        found += _first(_alien_findings(text, shown))
    if _UNFIT.search(text):
        found += _first(_character_findings(text, shown))
    return found, barred or len(found) > MAX_FINDINGS


def cleaned(text: str) -> str:
    """The text with each unfit character replaced one for one, so that places still hold."""
    return _UNFIT.sub(lambda hit: " " if hit[0] == "\t" else "\ufffd", text)


def unfit_in_value(value: str, place: Place) -> Finding | None:
    """The first unfit character of a value as read, where escapes have been resolved."""
    hit = _UNFIT.search(value)
    if hit is None:
        return None
    rule = "styrtecken" if hit[0] == "\t" else _rule(hit[0])
    return mistake(rule, place, code=_code(hit[0]))


def _shape_findings(text: str, shown: str) -> Iterator[Finding]:
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            place = Place(shown, number, MAX_LINE + 1)
            yield mistake("for-lang-rad", place, length=len(line), limit=MAX_LINE)
        hit = _ODD_INDENT.match(line)
        if hit and not _UNFIT.match(hit[0][-1].replace("\t", " ")):
            rule = "tabb-i-indrag" if hit[0][-1] == "\t" else "fel-blanksteg"
            yield mistake(rule, Place(shown, number, hit.end()), code=_code(hit[0][-1]))


def _character_findings(text: str, shown: str) -> Iterator[Finding]:
    for number, line in enumerate(text.split("\n"), 1):
        told = set()
        for hit in _UNFIT.finditer(line):
            rule = _rule(hit[0])
            if rule in told or (rule == "tabb" and not line[: hit.start()].strip(" \t")):
                continue  # a tab in the indentation is told as such
            told.add(rule)
            yield mistake(rule, Place(shown, number, hit.start() + 1), code=_code(hit[0]))


def _alien_findings(text: str, shown: str) -> Iterator[Finding]:
    for number, line in enumerate(text.split("\n"), 1):
        hit = _MIXED.search(line)
        if hit:
            place = Place(shown, number, hit.start() + 1)
            yield mistake("frammande-bokstav", place, word=hit[0], code=_code(hit[0]))


def _rule(character: str) -> str:
    if character == "\t":
        return "tabb"
    return "styrtecken" if _CONTROL.match(character) else "osynligt-tecken"


def _first(findings: Iterator[Finding]) -> list[Finding]:
    kept: list[Finding] = []
    for finding in findings:
        if len(kept) == MAX_FINDINGS:
            kept.append(mistake("for-manga-fel", finding.place, limit=MAX_FINDINGS))
            break
        kept.append(finding)
    return kept


def _likely(byte: bytes) -> str:
    """The letter a Swedish Windows most likely meant, as a part of the sentence."""
    letter = byte.decode("cp1252", "replace")
    return f", nog «{letter}»" if letter.isalpha() else ""


def _too_big(start: Place, size: int) -> Finding:
    return mistake("for-stor-fil", start, size=_bytes(size), limit=_bytes(MAX_BYTES))


def _bytes(size: int) -> str:
    return f"{size:,} byte".replace(",", " ")


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, PermissionError):
        return "du saknar rätt att läsa den"
    return "namnet går inte att använda" if isinstance(error, ValueError) else "läsfel"
