"""What a screen shows, as text: a grid of the cells that were painted."""

from __future__ import annotations

from textual.app import App


def grid(app: App[object]) -> list[str]:
    """The lines of the screen as painted, without blanks at the end."""
    width, height = app.size
    strips = app.screen._compositor.render_strips()
    lines = ["".join(segment.text for segment in strip) for strip in strips]
    return [line.rstrip() for line in lines[:height]] if width else []


def text(app: App[object]) -> str:
    """The whole screen as one text."""
    return "\n".join(grid(app))
