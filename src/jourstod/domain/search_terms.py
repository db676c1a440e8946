"""Search terms: a name or number as it is compared, however it was typed."""

from __future__ import annotations

import re
import unicodedata

LEAST = 4
"""So many signs a term needs: less is no name of anybody."""
_CENTURY = re.compile(r"(?:19|20)(\d{10})")


def term(typed: str) -> str:
    """The number without century, prefix and signs, or the name's words in order; "" for neither.

    «19950412-1234» and «950412 1234» are one, and so are «Lind, Maja» and «maja lind».
    """
    letters = any(sign.isalpha() for sign in typed)
    if letters:
        plain = unicodedata.normalize("NFKC", typed).casefold()
        found = " ".join(sorted(re.findall(r"\w+", plain)))
    else:
        digits = re.sub(r"\D", "", typed).removeprefix("00")
        century = _CENTURY.fullmatch(digits)
        bare = century.group(1) if century else digits
        found = (bare.removeprefix("46") if len(bare) > 10 else bare).lstrip("0")
    return found if len(found) >= LEAST else ""


def terms(typed: str) -> tuple[str, ...]:
    """Every term of a line, where several are separated by semicolons; each once."""
    return tuple(dict.fromkeys(found for part in typed.split(";") if (found := term(part))))
