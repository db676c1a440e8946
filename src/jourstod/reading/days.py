"""Days as people write them: the ISO day, and which one another spelling surely means."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR_FIRST = re.compile(r"(?P<y>\d{4}|\d{2})[-/. ]?(?P<m>\d{1,2})[-/. ]?(?P<d>\d{1,2})")
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})(?:[-/.] ?| +)(?P<m>\d{1,2})(?:[-/.] ?| +)(?P<y>\d{4})")
_IN_WORDS = re.compile(r"(?:den +)?(?P<d>\d{1,2}) +(?P<word>[a-zåäö]{3,9})\.? +(?P<y>\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def is_day(word: str) -> bool:
    """Whether the word is an ISO day that exists."""
    return _DAY.fullmatch(word) is not None and _iso(*map(int, word.split("-"))) == word


def meant_day(word: str) -> str:
    """The ISO day that another spelling means («31/12-2026», «1 dec 2026»), or ""."""
    bare = word.strip().lower()
    for form in (_YEAR_FIRST, _DAY_FIRST, _IN_WORDS):
        found = form.fullmatch(bare)
        if found:
            parts = found.groupdict()
            name = parts.get("word", "")[:3]
            month = _MONTHS.index(name) + 1 if name in _MONTHS else int(parts.get("m", 0))
            year = int(parts["y"])
            return _iso(year if year > 99 else 2000 + year, month, int(parts["d"]))
    return ""


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
