"""A revision: a folder of routines as git has it, laid out beside so that it can be read."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path

from jourstod.domain.errors import Unreadable, UsageError


def lay_out(folder: Path, revision: str, beside: Path) -> Path:
    """Write the YAML files of the revision below `beside`, in a folder of the same name."""
    if revision.startswith("-"):
        raise UsageError(f"«{revision}» är ingen revision i git.")
    target = beside / folder.resolve().name
    target.mkdir()
    with tarfile.open(fileobj=io.BytesIO(_archive(folder, revision))) as files:
        for member in files.getmembers():
            path = target / member.name
            content = files.extractfile(member) if member.isfile() else None
            if content is None or path.suffix != ".yaml" or ".." in path.parts:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.read())
    return target


def _archive(folder: Path, revision: str) -> bytes:
    command = ["git", "-C", str(folder), "archive", "--format=tar", revision, "."]
    try:
        made = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        raise Unreadable("Programmet git finns inte på den här datorn.") from error
    if made.returncode:
        raise Unreadable(f"Git har ingen revision «{revision}» av mappen {folder}.")
    return made.stdout
