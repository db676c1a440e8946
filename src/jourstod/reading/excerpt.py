"""The excerpt of a finding: the line it speaks of as it stands in the file, and a caret below."""

from __future__ import annotations

from pathlib import Path

from jourstod.domain.findings import Place

from .raw_text import cleaned, load_within

_WIDE = 66  # so much of a line fits beside its number in 80 columns
_BEFORE = 40  # so much of it is kept before the caret


class Excerpts:
    """Lines of the files below a folder; each file is read once, and only when asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._name = folder, folder.resolve().name
        self._lines: dict[str, list[str]] = {}

    def of(self, place: Place) -> list[str]:
        """The line with its number, and the caret; nothing for a file that is not there as text.

        Whatever could steer a screen is replaced, and a long line is cut around the place.
        """
        line = self._line(place).rstrip()
        if not line or place.column > len(line) + 1:
            return []
        begins = min(len(line) - len(line.lstrip()), place.column - 1)
        if len(line) - begins > _WIDE:
            begins = max(begins, place.column - 1 - _BEFORE)
        number = f"    {place.line} | "
        caret = f"{' ' * (len(number) - 2)}| {' ' * (place.column - 1 - begins)}^"
        return [number + line[begins : begins + _WIDE], caret]

    def _line(self, place: Place) -> str:
        if place.file not in self._lines:
            path = self._folder / place.file.removeprefix(f"{self._name}/")
            text, _ = load_within(self._folder, path, place.file)
            self._lines[place.file] = cleaned(text or "").split("\n")
        lines = self._lines[place.file]
        return lines[place.line - 1] if place.line <= len(lines) else ""
