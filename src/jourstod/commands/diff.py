"""`jourstod routine diff`: two versions of the routines compared in words."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from ..domain.diff import differences
from ..domain.diff_change import Change
from ..domain.errors import Unreadable, UsageError
from ..domain.findings import has_errors
from ..domain.rulebook import Rulebook
from ..reading.revision import lay_out
from ..reading.shelf import Folder, rulebook, shipped_routines
from ..reports.change_lines import change_lines
from .opening import opened

SAME, DIFFERENT = 0, 1


def diff_routines(arguments: argparse.Namespace) -> int:
    """Tell every difference; 0 when there is none, 1 otherwise, 2 usage, 4 unreadable."""
    found = differences(*_books(arguments))
    if arguments.json:
        print(json.dumps([as_json(change) for change in found], ensure_ascii=False, indent=1))
    else:
        print("\n".join(change_lines(found)))
    return DIFFERENT if found else SAME


def as_json(change: Change) -> dict[str, object]:
    """The change for other programs."""
    return {
        "gäller": change.weight.value,
        "var": change.where,
        "ändring": change.sentence,
        "vidgar": change.wider,
    }


def _books(arguments: argparse.Namespace) -> tuple[Rulebook, Rulebook]:
    old, new, since = arguments.old, arguments.new, arguments.since
    if since is None:
        if old is None or new is None:
            raise UsageError("Skriv två versioner: GAMMAL NY. Eller en mapp och --since REVISION.")
        return book_of(old, arguments), book_of(new, arguments)
    if new is not None:
        raise UsageError("Med --since skrivs bara en mapp.")
    folder = Path(old or shipped_routines())
    if not folder.is_dir():
        raise Unreadable(f"Det finns ingen mapp som heter {folder}.")
    with TemporaryDirectory() as beside:
        return of_folder(lay_out(folder, since, Path(beside))), of_folder(folder)


def book_of(name: str, arguments: argparse.Namespace) -> Rulebook:
    """The rulebook of a folder, or of a bundle in the store by the beginning of its sum."""
    path = Path(name)
    if path.is_dir():
        return of_folder(path)
    if path.exists() or not _is_sum(name):
        raise Unreadable(f"Det finns ingen mapp som heter {name}, och det är inget rutinpaket.")
    with opened(arguments) as house:
        return house.desk.bundle(name.lower())


def _is_sum(name: str) -> bool:
    return 6 <= len(name) <= 64 and all(sign in "0123456789abcdef" for sign in name.lower())


def of_folder(path: Path) -> Rulebook:
    """What cannot be read would look as if it were taken away, so that it is refused."""
    folder = Folder(path)
    bundle, unread = folder.bundle()
    book, found = rulebook(bundle.content, folder.shown)
    if has_errors((*unread, *found)):
        raise Unreadable(
            f"Det finns fel i {path}, och det som inte går att läsa skulle se borttaget ut. "
            f"Rätta det först: jourstod routine check {path}"
        )
    return book
