"""Where a sheet is saved from the screens: a folder, and a free name of the case number only."""

from __future__ import annotations

from pathlib import Path

from ..domain.sheet import Sheet
from ..reports import file_name
from ..reports.saving import private_folder

FOLDER = "blad"
"""Where sheets lie in the home folder when nothing else is said."""


def free_path(sheet: Sheet, form: str, folder: Path, ending: str = "") -> Path:
    """A path nobody has written; the folder is made when it is not there. Raises StoreAway."""
    private_folder(folder)
    plain = Path(file_name(sheet, form))
    path, number = folder / f"{plain}{ending}", 1
    while path.exists() or path.is_symlink():
        number += 1
        path = folder / f"{plain.stem}-{number}{plain.suffix}{ending}"
    return path
