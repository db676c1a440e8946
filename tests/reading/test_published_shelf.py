"""Facts about the published shelf: what a new case is opened with in a sharp store."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from tests.commands.station import small_routines
from tests.desk.sample import Now
from tests.domain.published import KARIN, LENA, proposal

from jourstod.desk.command import new_command
from jourstod.desk.publishing import PublicationStream, PublishingDesk
from jourstod.domain.errors import StoreAway
from jourstod.domain.local_time import local_day
from jourstod.reading.bundle import Bundle
from jourstod.reading.published_shelf import PublishedShelf
from jourstod.reading.shelf import Folder, Shelf
from jourstod.store.memory import MemoryVault
from jourstod.store.seal import PlainCodec


@dataclass
class Station:
    """A sharp store in memory, a folder, and the shelf of them."""

    folder: Path
    now: Now = field(default_factory=Now)

    def __post_init__(self) -> None:
        self.vault = MemoryVault(self.now)
        self.shelf = self.fresh()

    def fresh(self, program: str = "1.0") -> PublishedShelf:
        stream = PublicationStream(self.vault, PlainCodec())
        own = Shelf(self.folder)
        return PublishedShelf(stream, self.vault.bundles, own, self.now, program)

    def bundle(self) -> Bundle:
        return Folder(self.folder).bundle()[0]

    def change(self, new: str) -> Bundle:
        path = self.folder / "barn.yaml"
        path.write_text(path.read_text("utf-8").replace("Barn i fara", new), "utf-8")
        return self.bundle()

    def desk(self, who: object = LENA) -> PublishingDesk:
        return PublishingDesk(self.vault, PlainCodec(), self.now, who, "skarp")  # type: ignore[arg-type]

    def publish(self, bundle: Bundle, days: int = 0) -> None:
        start = local_day(self.now.at + timedelta(days=days)).isoformat()
        event = proposal(bundle.id, start, "2099-01-01")
        self.desk().propose(event, bundle.content, new_command())
        current = PublicationStream(self.vault, PlainCodec()).log().in_force(self.now())
        self.desk(KARIN).approve(bundle.id, current.bundle if current else "", new_command())

    @property
    def title(self) -> str:
        return self.shelf.current()[0].routines["barn"].title


@pytest.fixture
def station(tmp_path: Path) -> Station:
    return Station(small_routines(tmp_path / "routines"))


def test_before_anything_is_published_what_was_delivered_is_in_force_and_told_of(
    station: Station,
) -> None:
    book, content = station.shelf.current()
    assert (book.bundle, content) == (station.bundle().id, station.bundle().content)
    assert station.shelf.delivered == "1.0" and not station.shelf.trouble


def test_a_changed_folder_is_not_used_once_what_was_delivered_is_told_of(station: Station) -> None:
    sound = station.bundle()
    station.vault.bundles.put(sound.id, sound.content)
    station.desk().deliver(sound.id, "1.0", new_command())
    station.change("Barn i nöd")
    assert station.title == "Barn i fara"
    assert not station.shelf.delivered
    station.shelf = station.fresh()
    assert station.title == "Barn i fara"
    station.shelf = station.fresh(program="1.1")
    assert station.title == "Barn i nöd", "a new program brings its own"


def test_a_published_version_is_used_and_a_folder_changed_later_is_not(station: Station) -> None:
    station.publish(station.change("Barn i nöd"))
    path = station.folder / "barn.yaml"
    path.write_text(path.read_text("utf-8").replace("Barn i nöd", "Ändrad"), "utf-8")
    assert station.title == "Barn i nöd"
    station.shelf = station.fresh(program="1.1")
    assert station.title == "Barn i nöd", "a new program changes nothing that is published"


def test_the_version_changes_under_an_open_program_when_its_day_comes(station: Station) -> None:
    assert station.title == "Barn i fara"
    station.publish(station.bundle())
    path = station.folder / "barn.yaml"
    path.write_text(path.read_text("utf-8").replace("Barn i fara", "Barn i nöd"), "utf-8")
    station.publish(station.bundle(), days=3)
    assert station.title == "Barn i fara"
    station.now.at += timedelta(days=3)
    assert station.title == "Barn i nöd"


@pytest.mark.parametrize("harm", [None, b"{}", b"other", "short", "changed"])
def test_a_version_that_cannot_be_read_gives_way_to_the_former_and_says_so(
    station: Station, monkeypatch: pytest.MonkeyPatch, harm: object
) -> None:
    first = station.bundle()
    station.publish(first)
    second = station.change("Barn i nöd")
    station.publish(second)
    real = station.vault.bundles.get
    changed = second.content.replace("Barn i nöd".encode(), b"Ett annat")
    assert changed != second.content
    bad = {"short": second.content[:-9], "changed": changed}.get(str(harm), harm)

    def get(id: str) -> bytes | None:
        return bad if id == second.id else real(id)  # type: ignore[return-value]

    monkeypatch.setattr(station.vault.bundles, "get", get)
    assert station.title == "Barn i fara"
    assert second.id[:12] in station.shelf.trouble and first.id[:12] in station.shelf.trouble
    assert "går inte att läsa" in station.shelf.trouble


def test_when_no_version_can_be_read_the_programs_own_are_used(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    station.publish(station.bundle())
    monkeypatch.setattr(station.vault.bundles, "get", lambda id: None)
    assert station.title == "Barn i fara"
    assert "som följer med programmet används så länge" in station.shelf.trouble


def test_a_version_that_is_read_with_errors_is_used_and_said(station: Station) -> None:
    path = station.folder / "barn.yaml"
    path.write_text(path.read_text("utf-8").replace("börjar: ", "böjar: ", 1), "utf-8")
    station.publish(station.bundle())
    station.shelf.current()
    assert "har fel när den läses" in station.shelf.trouble


def test_nothing_is_read_from_the_folder_when_a_version_is_in_force(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    station.publish(station.bundle())
    monkeypatch.setattr(Shelf, "current", lambda self: pytest.fail("the folder was read"))
    assert station.title == "Barn i fara"


def test_a_bundle_is_fetched_once_while_it_is_in_force(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    station.publish(station.bundle())
    real, fetched = station.vault.bundles.get, []

    def get(id: str) -> bytes | None:
        fetched.append(id)
        return real(id)

    monkeypatch.setattr(station.vault.bundles, "get", get)
    for _ in range(3):
        station.shelf.current()
    assert len(fetched) == 1


def test_a_store_that_is_away_is_said_and_nothing_else_is_used_instead(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    station.publish(station.bundle())

    def away(*_: object) -> None:
        raise StoreAway("Lagret svarar inte.")

    monkeypatch.setattr(station.vault.log, "read", away)
    with pytest.raises(StoreAway):
        station.fresh().current()
