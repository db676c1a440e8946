"""A telephone number in a file: the characters as written, once they can be dialled."""

from __future__ import annotations

import re

from .fields import Fields, cut
from .nodes import Scalar

_NUMBER = re.compile(r"\+?\d(?:[ -]?\d){2,}")


def read_phone(fields: Fields, key: str = "telefon") -> str:
    """The number after a key, "" for none; what cannot be dialled is told."""
    found = fields.scalar(key)
    return dialled(fields, key, found) if found else ""


def dialled(fields: Fields, key: str, number: Scalar) -> str:
    """The number as it stands; a letter O for a nought is found here, not at three o'clock."""
    written = number.value.strip()
    if not _NUMBER.fullmatch(written):
        fields.remarks.error(
            "fel-nummer",
            number.place,
            f"«{cut(written)}» efter «{key}» i {fields.what} går inte att ringa. "
            "Ett nummer har bara siffror, blanksteg och bindestreck.",
            _hint(written),
            f'{key}: "{_meant(written) or "070-174 06 05"}"',
        )
    return written


def _hint(written: str) -> str:
    return "Det ser ut att stå bokstaven O där det ska vara siffran 0." if _meant(written) else ""


def _meant(written: str) -> str:
    """The number with noughts for its letters O, or "" when that is not what is wrong."""
    digits = written.replace("O", "0").replace("o", "0")
    return digits if digits != written and _NUMBER.fullmatch(digits) else ""
