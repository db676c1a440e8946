"""Where an experiment lays its files: in memory where the system has such a disk."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")


@contextmanager
def folder_in(parent: Path | None = None) -> Iterator[Path]:
    """A folder that is gone afterwards; no figure is one of time, or of what a disk keeps.

    What a power cut leaves is laid out by the experiment itself, never left to the disk.
    """
    memory = MEMORY if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="jourstod-lab-", dir=parent or memory))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
