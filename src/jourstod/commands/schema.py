"""`jourstod routine schema`: JSON Schema of the files, for completion in an editor."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..domain.errors import UsageError
from ..reading.schema import FOLDER, NAMES, schema_text


def show_schema(arguments: argparse.Namespace) -> int:
    """One schema on the screen, or all of them beside a folder's files."""
    folder: Path | None = arguments.write
    if arguments.kind not in NAMES:
        raise UsageError(
            f"Det finns inget schema för «{arguments.kind}». Välj: {', '.join(NAMES)}."
        )
    if folder is None:
        print(schema_text(arguments.kind), end="")
        return 0
    if not folder.is_dir():
        raise UsageError(f"Det finns ingen mapp som heter {folder}.")
    made = folder / FOLDER
    made.mkdir(exist_ok=True)
    for name in NAMES:
        (made / f"{name}.json").write_text(schema_text(name), encoding="utf-8")
    print(f"Sparat: {len(NAMES)} scheman i {made}.")
    return 0
