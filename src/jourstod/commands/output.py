"""Output: bytes on standard output, where a full disk behind it is said and is no bug."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from ..domain.errors import JourError, UsageError


def write_out(content: bytes, refusal: Callable[[str], JourError]) -> None:
    """Write the content; `refusal` is made of what the system said when it cannot be written."""
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - or the exit would try the same again
        raise refusal(error.strerror or "skrivfel") from None


def refuse_pdf_on_a_terminal() -> None:
    """A PDF is bytes, and a terminal would show them as rubbish."""
    if sys.stdout.isatty():
        raise UsageError(
            "En PDF går inte att visa i terminalen. Lägg till --output och ett filnamn."
        )
