"""A sheet as JSON with stable English keys, described in docs/blad.md."""

from __future__ import annotations

import json
from dataclasses import asdict

from ..domain.sheet import Sheet

VERSION = 1


def as_json(sheet: Sheet) -> bytes:
    """Every field of the sheet, in a fixed order, and two keys that say what it is."""
    plain = {"format": "jourstod-sheet", "version": VERSION, **asdict(sheet)}
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()
