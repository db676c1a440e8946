"""The documents say what the code says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import get_args

from jourstod.domain.entries import Event

ROOT = Path(__file__).parent.parent


def test_the_generated_parts_of_the_documents_are_as_the_code_gives_them() -> None:
    """`scripts/make_docs.py` writes the same bytes as stand in docs/."""
    check = [sys.executable, str(ROOT / "scripts" / "make_docs.py"), "--check"]
    told = subprocess.run(check, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr


def test_every_kind_of_event_is_described_in_the_log_format() -> None:
    """A kind that is not in the document has not been promised to anybody."""
    described = (ROOT / "docs" / "loggformat.md").read_text(encoding="utf-8")
    missing = [kind.KIND for kind in get_args(Event) if f"`{kind.KIND}`" not in described]
    assert not missing


def test_kinds_of_events_are_unique_and_frozen_as_english_slugs() -> None:
    """Two classes with one kind would make the log ambiguous."""
    kinds = [kind.KIND for kind in get_args(Event)]
    assert len(kinds) == len(set(kinds))
    assert all(kind.isascii() and kind.replace("_", "").islower() for kind in kinds)
