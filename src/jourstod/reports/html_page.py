"""HTML page: one whole file, from which no request goes out; the frame of every printed form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files

POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def whole_page(title: str, styles: Iterable[str], body: Iterable[str]) -> bytes:
    """UTF-8; `styles` are files in this room, `body` is lines already escaped."""
    room = files(__package__)
    style = "".join(room.joinpath(name).read_text(encoding="utf-8") for name in styles)
    lines = (
        "<!doctype html>",
        '<html lang="sv">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{escape(title)}</title>",
        f"<style>\n{style}</style>",
        "</head>",
        "<body>",
        *body,
        "</body>",
        "</html>\n",
    )
    return "\n".join(lines).encode()


def marked(marks: Iterable[str]) -> Iterator[str]:
    """Boxed on top; in print also behind the text of every page, where it can hide nothing."""
    told = [escape(mark) for mark in marks]
    if told:
        boxed = " ".join(f"<strong>{mark}</strong>" for mark in told)
        yield f'<aside class="mark" aria-label="Märkning">{boxed}</aside>'
        yield f'<div class="watermark" aria-hidden="true">{"<br>".join(told)}</div>'
