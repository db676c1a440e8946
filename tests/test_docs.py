"""The documents say what the code says."""

from __future__ import annotations

import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

from jourstod.domain.events.every import Event

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


def test_every_word_of_the_code_in_the_glossary_stands_in_the_code() -> None:
    """A glossary that names what is not there misleads the newcomer."""
    glossary = (ROOT / "docs" / "ordlista.md").read_text(encoding="utf-8")
    code = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "src").rglob("*.py"))
    words = set(re.findall(r"`(\w+)`", glossary))
    assert words
    assert not [word for word in sorted(words) if not re.search(rf"\b{word}\b", code)]


def test_every_public_noun_of_the_domain_stands_in_the_glossary() -> None:
    """A new noun enters the glossary in the same commit; refusals and events are told elsewhere."""
    glossary = (ROOT / "docs" / "ordlista.md").read_text(encoding="utf-8")
    events = {kind.__name__ for kind in get_args(Event)}
    missing = []
    for path in sorted((ROOT / "src" / "jourstod" / "domain").rglob("*.py")):
        module = importlib.import_module(
            ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
        )
        for name, value in vars(module).items():
            own = inspect.isclass(value) and value.__module__ == module.__name__
            if not own or name.startswith("_") or issubclass(value, Exception) or name in events:
                continue
            if f"`{name}`" not in glossary:
                missing.append(f"{path.name}: {name}")
    assert not missing


def test_every_field_that_is_kept_stands_on_the_map_of_personal_data() -> None:
    """A field nobody has sorted has not been weighed by anybody."""
    told = subprocess.run(
        [sys.executable, "-c", "import data_map; print(*data_map.unmapped(), sep='\\n')"],
        cwd=ROOT / "scripts",
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == ""
