"""Saving a sheet: a whole file or none, readable by nobody else, and never through a link."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..domain.clean import clean
from ..domain.errors import JourError, StoreAway, UsageError


class NotSaved(JourError):
    """The file could not be written; nothing of it is left."""

    exit_code = 1

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"Bladet sparades inte: {path} ({why}). Inget är lämnat.")


def typed_place(typed: str) -> Path:
    """The file or folder that somebody typed, without what would steer whoever lists it."""
    return Path(clean(typed)).expanduser()


@contextmanager
def saved(path: Path, content: bytes) -> Iterator[None]:
    """The content stands at the path once the block has gone well; else nothing has changed.

    So a receipt can be written between: no sheet without it, and no receipt for a lost sheet.
    """
    _refuse(path)
    whole = path.with_name(f".{path.name}.{os.getpid()}.del")
    try:
        _write(whole, content)
    except OSError as error:
        _forget(whole)
        raise NotSaved(path, error.strerror or "skrivfel") from None
    try:
        yield
    except BaseException:
        _forget(whole)
        raise
    try:
        os.replace(whole, path)
    except OSError as error:
        _forget(whole)
        raise NotSaved(path, error.strerror or "skrivfel") from None


def private_folder(folder: Path) -> None:
    """Make the folder, for its owner only, when it is not there. Raises StoreAway."""
    before = os.umask(0o077)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreAway(f"Mappen {folder} kan inte användas: {error.strerror}.") from None
    finally:
        os.umask(before)


def _refuse(path: Path) -> None:
    if path.is_symlink():
        raise UsageError(f"{path} är en länk till något annat. Skriv en fil som inte är en länk.")
    if path.is_dir():
        raise UsageError(f"{path} är en mapp. Skriv ett filnamn.")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"Mappen {path.absolute().parent} finns inte.")


def _write(whole: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    with suppress(FileNotFoundError):
        whole.unlink()
    handle = os.open(whole, flags, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _forget(whole: Path) -> None:
    with suppress(OSError):
        whole.unlink()
