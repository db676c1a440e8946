"""Files and folders that are there whole or not at all, for their owner only."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from jourstod.domain.errors import JourError, UsageError


class NotMade(JourError):
    """The copy could not be written; nothing of it is left."""

    exit_code = 1

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"Kopian gjordes inte: {path} ({why}). Inget av den är kvar.")


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A file that is there whole when the block has gone well, else not at all."""
    path = Path(os.path.abspath(path))
    if path.exists() or path.is_symlink():
        raise UsageError(f"{path} finns redan. Välj ett annat namn.")
    if not path.parent.is_dir():
        raise UsageError(f"Mappen {path.parent} finns inte.")
    part = path.with_name(f".{path.name}.{os.getpid()}.del")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
        synced(path.parent)
    except OSError as error:
        raise NotMade(path, error.strerror or "skrivfel") from None
    finally:
        with suppress(OSError):
            part.unlink()


def put(path: Path, content: bytes) -> None:
    """A new file, for its owner only."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def settled(folder: Path) -> None:
    """Everything in the folder is on the disk."""
    for path in folder.rglob("*"):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    synced(folder)


def synced(folder: Path) -> None:
    """The names in the folder are on the disk."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def swept(folder: Path) -> None:
    """Remove a folder that a trial or a restoring left, also one that was killed."""
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
