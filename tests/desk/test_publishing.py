"""Facts about writing what is published: one approval, all or nothing, safe to retry."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.desk.sample import Now
from tests.domain.published import ANNA, FIRST, KARIN, LENA, SECOND, proposal
from tests.store.sealing import KeyedCodec

from jourstod.desk import publishing as module
from jourstod.desk.command import new_command
from jourstod.desk.front import ROUTINES_STREAM, FrontDesk
from jourstod.desk.ports import Append, Beside, Codec, Outcome
from jourstod.desk.publishing import STREAM, PublicationStream, PublishingDesk, kept, notices
from jourstod.domain.errors import AlreadySettled, CommandReused, JourError, StoreAway
from jourstod.domain.people import Handler, Role
from jourstod.domain.station import Station
from jourstod.store.memory import MemoryVault
from jourstod.store.place import open_vault
from jourstod.store.seal import PlainCodec

CARL = Handler("CD", "Carl Dahl", Role.TEAM_LEADER)
TODAY = proposal(start="2026-11-23", review="2027-01-01")

DIES = """
import os, signal, sys
from pathlib import Path
from tests.desk.sample import Now
from tests.desk.test_publishing import TODAY
from tests.domain.published import LENA
from jourstod.desk.command import new_command
from jourstod.desk.publishing import PublishingDesk
from jourstod.store.place import open_vault
from jourstod.store.seal import PlainCodec
vault = open_vault(Path(sys.argv[1]), Now(), False)
vault.log.append = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
PublishingDesk(vault, PlainCodec(), Now(), LENA, "skarp").propose(TODAY, b"content", new_command())
"""
"""A proposal whose process is killed when the bytes are kept and the event is about to be."""


class Place:
    """One sharp store and desks at it."""

    def __init__(self, codec: Codec | None = None) -> None:
        self.now, self.codec = Now(), codec or PlainCodec()
        self.vault = MemoryVault(self.now)

    def desk(self, who: Handler = LENA, mode: str = "skarp") -> PublishingDesk:
        return PublishingDesk(self.vault, self.codec, self.now, who, mode)

    def publish(self, review: str = "2027-01-01") -> None:
        event = replace(TODAY, review_by=review)
        self.desk().propose(event, b"content", new_command())
        self.desk(KARIN).approve(FIRST, "", new_command())


@pytest.fixture
def place() -> Place:
    return Place()


@pytest.mark.parametrize("codec", [PlainCodec(), KeyedCodec()])
def test_what_one_desk_writes_another_reads(codec: Codec) -> None:
    place = Place(codec)
    waiting = place.desk(CARL)
    assert not waiting.stream.log().published
    place.publish()
    found = waiting.stream.log().in_force(place.now())
    assert found is not None and str(found.approved) == "Karin Berg (KB)"
    fresh = PublicationStream(place.vault, codec).log()
    assert fresh == waiting.stream.log()


def test_the_summary_says_the_same_as_the_stream_read_from_its_start(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.publish()
    place.desk().withdraw(FIRST, "Fel.", new_command())
    summed = kept(place.vault, place.codec)
    monkeypatch.setattr(module, "kept", lambda *_: None)
    assert summed == PublicationStream(place.vault, place.codec).log()


def test_a_summary_of_another_shape_is_left_and_the_stream_read(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.publish()
    monkeypatch.setattr(module, "_publication", lambda plain: plain["not there"])
    assert kept(place.vault, place.codec) is None
    assert PublicationStream(place.vault, place.codec).log().in_force(place.now()) is not None


def test_a_command_sent_again_writes_nothing_and_gives_the_same(place: Place) -> None:
    command = new_command()
    first = place.desk().propose(TODAY, b"content", command)
    assert place.desk().propose(TODAY, b"content", command) == first
    yes = new_command()
    one = place.desk(KARIN).approve(FIRST, "", yes)
    assert place.desk(KARIN).approve(FIRST, "", yes) == one
    assert len(place.vault.log.read(STREAM)) == 2
    with pytest.raises(CommandReused):
        place.desk(KARIN).refuse(FIRST, "Nej.", yes)


def test_of_two_who_approve_at_once_exactly_one_does(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.desk().propose(TODAY, b"content", new_command())
    karin, real = place.desk(KARIN), place.vault.log.append

    def append(batch: Sequence[Append], command: str, beside: Beside = Beside()) -> Outcome:  # noqa: B008
        monkeypatch.setattr(place.vault.log, "append", real)
        place.desk(CARL).approve(FIRST, "", new_command())  # between her decision and her write
        return real(batch, command, beside)

    monkeypatch.setattr(place.vault.log, "append", append)
    with pytest.raises(AlreadySettled, match="redan godkänd av Carl Dahl"):
        karin.approve(FIRST, "", new_command())
    assert len(place.vault.log.read(STREAM)) == 2


def test_a_cut_between_bytes_and_event_leaves_nothing_half(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(batch: Sequence[Append], command: str, beside: Beside = Beside()) -> Outcome:  # noqa: B008
        raise StoreAway("Lagret svarar inte.")

    desk, command = place.desk(), new_command()
    with monkeypatch.context() as patch:
        patch.setattr(place.vault.log, "append", away)
        with pytest.raises(StoreAway, match="Lagret svarar inte"):
            desk.propose(TODAY, b"content", command)
    assert place.vault.bundles.get(FIRST) == b"content"
    assert not desk.stream.log().published, "folded ahead of a write that did not happen"
    assert kept(place.vault, place.codec) is None
    desk.propose(TODAY, b"content", command)
    assert [one.bundle for one in place.desk().stream.log().waiting()] == [FIRST]


def test_bytes_that_cannot_be_kept_are_never_told_of(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(bundle: str, content: bytes) -> None:
        raise StoreAway("Disken är full.")

    monkeypatch.setattr(place.vault.bundles, "put", away)
    with pytest.raises(StoreAway):
        place.desk().propose(TODAY, b"content", new_command())
    assert not place.vault.log.read(STREAM)


@pytest.mark.parametrize(
    "act",
    [
        lambda desk: desk.propose(TODAY, b"content", new_command()),
        lambda desk: desk.approve(FIRST, "", new_command()),
        lambda desk: desk.withdraw(FIRST, "Fel.", new_command()),
    ],
)
def test_nothing_is_published_in_a_practice_store(
    place: Place, act: Callable[[PublishingDesk], object]
) -> None:
    with pytest.raises(JourError, match="övningslager"):
        act(place.desk(mode="övning"))
    place.desk(mode="övning").deliver(FIRST, "1.0", new_command())
    assert not place.vault.log.read(STREAM)


def test_what_was_delivered_is_told_of_once_also_by_two_desks(place: Place) -> None:
    late = place.desk(ANNA)
    late.stream.log()
    place.desk(ANNA).deliver(FIRST, "1.0", new_command())
    late.deliver(SECOND, "1.0", new_command())
    assert len(place.vault.log.read(STREAM)) == 1


def test_the_board_tells_a_team_leader_what_waits_and_everybody_a_late_review(
    place: Place,
) -> None:
    def told(who: Handler) -> tuple[str, ...]:
        return notices(place.vault, place.codec, place.now(), who.role)

    assert told(LENA) == ()
    place.publish(review="2026-12-01")
    place.desk().propose(replace(TODAY, bundle=SECOND), b"other", new_command())
    (review, waiting) = told(KARIN)
    assert "ska granskas senast 2026-12-01" in review
    assert "framlagd av Lena Ask (LA)" in waiting
    assert told(ANNA) == (review,)


def test_the_front_reads_no_bundle_and_no_event_for_what_it_tells(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.publish(review="2026-12-01")
    assert ROUTINES_STREAM == STREAM
    for port in (place.vault.bundles, place.vault.log):
        for name in ("get", "ids", "read"):
            if hasattr(port, name):
                monkeypatch.setattr(port, name, lambda *_: pytest.fail("not for the first paint"))
    front = FrontDesk(place.vault, place.codec, place.now, Station("Jouren"), ANNA, "skarp")
    assert len(front.routine_notices()) == 1


def test_a_kill_between_bytes_and_event_leaves_bytes_that_nobody_speaks_of(tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", DIES, str(tmp_path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    vault = open_vault(tmp_path, Now(), False)
    try:
        assert vault.bundles.get(FIRST) == b"content"
        desk = PublishingDesk(vault, PlainCodec(), Now(), LENA, "skarp")
        assert not desk.stream.log().published and kept(vault, PlainCodec()) is None
        desk.propose(TODAY, b"content", new_command())
        assert [one.bundle for one in desk.stream.log().waiting()] == [FIRST]
    finally:
        vault.close()
