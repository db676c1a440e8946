"""Facts about what the file of the night is made of: everything in it, or nothing comes out."""

from __future__ import annotations

import pytest

from jourstod.commands import continuity
from jourstod.store.copy_records import Broken, packed

FILES = [packed(b"file", "2026-0001.pdf", b"ett"), packed(b"file", "2026-0002.pdf", b"tva")]
END = packed(b"end", "2")


def test_every_paper_comes_out_of_a_whole_file() -> None:
    assert continuity._files(iter([*FILES, END])) == {
        "2026-0001.pdf": b"ett",
        "2026-0002.pdf": b"tva",
    }


def test_a_file_without_its_end_gives_no_papers() -> None:
    for records in (FILES, [FILES[0], END], [*FILES, packed(b"file", "3.pdf", b"tre")]):
        with pytest.raises(Broken):
            continuity._files(iter(records))


@pytest.mark.parametrize("name", ["../utanför.pdf", "/etc/x", "a/b.pdf", ".dold"])
def test_no_paper_is_put_outside_the_folder(name: str) -> None:
    with pytest.raises(Broken):
        continuity._files(iter([packed(b"file", name, b"x"), packed(b"end", "1")]))
