"""Every promise of the ports to a storage, run against each adapter with each codec."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from threading import Barrier

import pytest
from tests.store.sealing import (
    BOARD,
    KeyedCodec,
    TestClock,
    new_id,
    part,
    put,
    since,
    stored,
    texts,
)
from tests.vault.at_the_door import sealing_codec

from jourstod.desk.heads import head_of_heads
from jourstod.desk.ports import (
    AlreadyStored,
    Append,
    Beside,
    Codec,
    Conflict,
    Draft,
    Head,
    Mark,
    Outcome,
    Row,
    Stored,
    Summary,
    Vault,
    WallClock,
)
from jourstod.domain.errors import BundleChanged, CommandReused, LogBroken
from jourstod.store.seal import GENESIS, PlainCodec, chain_hash_of, verify

CASE, OTHER, STATION = "case/1b", "case/2c", "station/3d"


class StoreContract:
    """Subclass it, and give `vault` and `door` (one more way in to the same storage)."""

    @pytest.fixture
    def clock(self) -> TestClock:
        return TestClock()

    @pytest.fixture(params=[PlainCodec, KeyedCodec, sealing_codec])
    def codec(self, request: pytest.FixtureRequest) -> Codec:
        made: Codec = request.param()
        return made

    @pytest.fixture
    def door(self, clock: TestClock) -> Callable[[WallClock], Vault]:
        raise NotImplementedError

    @pytest.fixture
    def vault(self, door: Callable[[WallClock], Vault], clock: TestClock) -> Vault:
        return door(clock)

    # --- append, read, heads

    def test_what_is_appended_is_read_back_in_order(self, vault: Vault, codec: Codec) -> None:
        command = new_id()
        asked = part(codec, CASE, 0, command, "ett", "två", "tre å ä ö")
        outcome = vault.log.append([asked], command)
        rows = vault.log.read(CASE)
        assert outcome == Stored(tuple(rows))
        assert [row.clear for row in rows] == [new.clear for new in asked.rows]
        assert [row.sealed for row in rows] == [new.sealed for new in asked.rows]
        assert [row.key_id for row in rows] == [new.key_id for new in asked.rows]
        assert texts(codec, rows) == ["ett", "två", "tre å ä ö"]

    def test_a_read_after_a_number_gives_only_later_rows(self, vault: Vault, codec: Codec) -> None:
        put(vault, codec, CASE, 0, "ett", "två", "tre")
        assert texts(codec, vault.log.read(CASE, 1)) == ["två", "tre"]
        assert list(vault.log.read(CASE, 3)) == []
        assert list(vault.log.read(CASE, 99)) == []

    def test_a_read_gives_no_more_rows_than_asked_for(self, vault: Vault, codec: Codec) -> None:
        put(vault, codec, CASE, 0, "ett", "två", "tre")
        assert texts(codec, vault.log.read(CASE, 1, 1)) == ["två"]
        assert texts(codec, vault.log.read(CASE, 1, 9)) == ["två", "tre"]
        assert list(vault.log.read(CASE, 0, 0)) == []

    def test_a_stream_without_rows_reads_as_empty_and_has_no_head(self, vault: Vault) -> None:
        assert list(vault.log.read(CASE)) == []
        assert vault.log.head(CASE) is None
        assert list(vault.log.heads()) == []

    def test_streams_do_not_see_each_other(self, vault: Vault, codec: Codec) -> None:
        put(vault, codec, CASE, 0, "mitt")
        put(vault, codec, OTHER, 0, "ditt")
        assert texts(codec, vault.log.read(CASE)) == ["mitt"]
        assert texts(codec, vault.log.read(OTHER)) == ["ditt"]

    def test_the_head_is_the_last_row(self, vault: Vault, codec: Codec) -> None:
        put(vault, codec, CASE, 0, "ett")
        last = stored(put(vault, codec, CASE, 1, "två", "tre"))[-1]
        assert vault.log.head(CASE) == Head(CASE, 3, last.hash)

    def test_heads_name_every_stream_once(self, vault: Vault, codec: Codec) -> None:
        put(vault, codec, CASE, 0, "ett", "två")
        put(vault, codec, STATION, 0, "pass")
        heads = {head.stream: head for head in vault.log.heads()}
        assert len(list(vault.log.heads())) == 2
        assert heads == {name: vault.log.head(name) for name in (CASE, STATION)}

    def test_rows_are_numbered_without_gaps_from_one(self, vault: Vault, codec: Codec) -> None:
        for seen in (0, 2, 4):
            put(vault, codec, CASE, seen, "a", "b")
        assert [row.clear.seq for row in vault.log.read(CASE)] == [1, 2, 3, 4, 5, 6]

    def test_any_bytes_survive(self, vault: Vault) -> None:
        plain = PlainCodec()
        command = new_id()
        odd = part(plain, CASE, 0, command, "\0\x1b]52;\u202e", "", "😀" * 5000)
        vault.log.append([odd], command)
        assert [row.sealed for row in vault.log.read(CASE)] == [new.sealed for new in odd.rows]

    # --- the chain and the witness of time

    def test_every_row_is_chained_to_the_one_before(self, vault: Vault, codec: Codec) -> None:
        put(vault, codec, CASE, 0, "ett")
        put(vault, codec, CASE, 1, "två", "tre")
        rows = vault.log.read(CASE)
        assert rows[0].prev == GENESIS
        assert [row.prev for row in rows[1:]] == [row.hash for row in rows[:-1]]
        assert all(row.hash == chain_hash_of(row.prev, row) for row in rows)
        assert verify(rows) == vault.log.head(CASE)

    def test_the_time_is_the_store_s_own_and_is_kept_in_utc(
        self, door: Callable[[WallClock], Vault], codec: Codec
    ) -> None:
        there = datetime(2026, 10, 25, 2, 30, 0, 7, tzinfo=timezone(timedelta(hours=1)))
        vault = door(lambda: there)
        (row,) = stored(put(vault, codec, CASE, 0, "ett"))
        assert row.stored_at == there
        assert row.stored_at.utcoffset() == timedelta(0)
        assert list(vault.log.read(CASE)) == [row]
        assert row.stored_at.tzinfo is UTC

    def test_a_batch_has_one_time(self, vault: Vault, codec: Codec, clock: TestClock) -> None:
        rows = stored(put(vault, codec, CASE, 0, "ett", "två"))
        assert {row.stored_at for row in rows} == {clock.readings[-1]}

    def test_a_time_without_offset_is_a_bug_and_writes_nothing(
        self, door: Callable[[WallClock], Vault], codec: Codec
    ) -> None:
        vault = door(lambda: datetime(2026, 1, 1))
        with pytest.raises(ValueError):
            put(vault, codec, CASE, 0, "ett")
        assert list(vault.log.read(CASE)) == []

    # --- several streams at once

    def test_a_batch_over_streams_is_stored_whole_in_the_order_given(
        self, vault: Vault, codec: Codec
    ) -> None:
        command = new_id()
        batch = [
            part(codec, STATION, 0, command, "pass"),
            part(codec, CASE, 0, command, "ett", "två"),
        ]
        rows = stored(vault.log.append(batch, command))
        assert texts(codec, rows) == ["pass", "ett", "två"]
        assert list(rows) == [*vault.log.read(STATION), *vault.log.read(CASE)]

    def test_one_moved_stream_stops_the_whole_batch(self, vault: Vault, codec: Codec) -> None:
        put(vault, codec, CASE, 0, "först")
        command = new_id()
        batch = [
            part(codec, STATION, 0, command, "pass"),
            part(codec, CASE, 0, command, "sen"),
        ]
        conflict = since(vault.log.append(batch, command))
        assert conflict == {CASE: tuple(vault.log.read(CASE))}
        assert texts(codec, vault.log.read(CASE)) == ["först"]
        assert vault.log.head(STATION) is None

    def test_an_append_without_rows_guards_a_stream_that_was_only_read(
        self, vault: Vault, codec: Codec
    ) -> None:
        put(vault, codec, STATION, 0, "pass")
        command = new_id()
        blind = [Append(STATION, 0, ()), part(codec, CASE, 0, command, "ett")]
        assert set(since(vault.log.append(blind, command))) == {STATION}
        seeing = [Append(STATION, 1, ()), part(codec, CASE, 0, command, "ett")]
        assert texts(codec, stored(vault.log.append(seeing, command))) == ["ett"]
        assert {head.stream for head in vault.log.heads()} == {STATION, CASE}

    # --- the expected number of rows

    def test_a_conflict_gives_exactly_the_rows_the_writer_had_not_seen(
        self, vault: Vault, codec: Codec
    ) -> None:
        put(vault, codec, CASE, 0, "sedd")
        put(vault, codec, CASE, 1, "ny", "nyare")
        conflict = since(put(vault, codec, CASE, 1, "min"))
        assert conflict == {CASE: tuple(vault.log.read(CASE, 1))}
        assert texts(codec, conflict[CASE]) == ["ny", "nyare"]
        assert texts(codec, vault.log.read(CASE)) == ["sedd", "ny", "nyare"]

    def test_after_a_conflict_the_same_command_can_be_decided_again(
        self, vault: Vault, codec: Codec
    ) -> None:
        put(vault, codec, CASE, 0, "före")
        command = new_id()
        lost = vault.log.append([part(codec, CASE, 0, command, "min")], command)
        assert isinstance(lost, Conflict)
        again = vault.log.append([part(codec, CASE, 1, command, "min")], command)
        assert isinstance(again, Stored)
        assert texts(codec, vault.log.read(CASE)) == ["före", "min"]

    def test_rows_that_were_seen_and_are_gone_are_a_broken_log(
        self, vault: Vault, codec: Codec
    ) -> None:
        put(vault, codec, CASE, 0, "ett")
        with pytest.raises(LogBroken) as broken:
            put(vault, codec, CASE, 5, "sex")
        assert (broken.value.stream, broken.value.seq) == (CASE, 2)
        assert texts(codec, vault.log.read(CASE)) == ["ett"]

    @pytest.mark.parametrize("fault", ["number", "stream", "command", "twice", "event", "none"])
    def test_a_batch_that_does_not_fit_together_is_a_bug_and_writes_nothing(
        self, vault: Vault, codec: Codec, fault: str
    ) -> None:
        command = new_id()
        good = part(codec, CASE, 0, command, "ett")
        batch: list[Append] = {
            "number": [Append(CASE, 0, part(codec, CASE, 1, command, "ett").rows)],
            "stream": [Append(OTHER, 0, good.rows)],
            "command": [part(codec, CASE, 0, new_id(), "ett")],
            "twice": [good, part(codec, CASE, 0, command, "två")],
            "event": [_same_event_twice(codec, command)],
            "none": [part(codec, CASE, 0, "", "ett")],
        }[fault]
        with pytest.raises(ValueError):
            vault.log.append(batch, "" if fault == "none" else command)
        assert list(vault.log.heads()) == []

    # --- the command id

    def test_a_repeated_command_gives_what_it_stored_then(self, vault: Vault, codec: Codec) -> None:
        command = new_id()
        batch = [part(codec, STATION, 0, command, "pass"), part(codec, CASE, 0, command, "ett")]
        first = stored(vault.log.append(batch, command))
        put(vault, codec, CASE, 1, "mera")
        assert vault.log.append(batch, command) == AlreadyStored(first)
        assert texts(codec, vault.log.read(CASE)) == ["ett", "mera"]

    def test_a_repeated_command_is_known_by_its_events_not_by_its_bytes(
        self, vault: Vault, codec: Codec
    ) -> None:
        command = new_id()
        asked = part(codec, CASE, 0, command, "ett")
        first = stored(vault.log.append([asked], command))
        key_id, sealed = codec.seal(b"ett", asked.rows[0].clear)
        again = Append(CASE, 0, (type(asked.rows[0])(asked.rows[0].clear, key_id, sealed),))
        assert vault.log.append([again], command) == AlreadyStored(first)

    def test_a_repeated_command_writes_nothing_beside_it(self, vault: Vault, codec: Codec) -> None:
        command = new_id()
        batch = [part(codec, CASE, 0, command, "ett")]
        vault.log.append(batch, command)
        vault.drafts.save(Draft("v1", "anna", "k", b"ny text"))
        beside = Beside((_summary(CASE, 9),), (("v1", "anna"),))
        vault.log.append(batch, command, beside)
        assert vault.drafts.get("v1", "anna") is not None
        assert vault.summaries.get(CASE) is None

    @pytest.mark.parametrize("change", ["event", "stream", "more", "fewer"])
    def test_a_command_with_other_content_is_refused(
        self, vault: Vault, codec: Codec, change: str
    ) -> None:
        command = new_id()
        asked = part(codec, CASE, 0, command, "ett", "två")
        vault.log.append([asked], command)
        other: Append = {
            "event": part(codec, CASE, 0, command, "ett", "två"),
            "stream": part(codec, OTHER, 0, command, "ett", "två"),
            "more": Append(CASE, 0, (*asked.rows, *part(codec, CASE, 2, command, "tre").rows)),
            "fewer": Append(CASE, 0, asked.rows[:1]),
        }[change]
        with pytest.raises(CommandReused):
            vault.log.append([other], command)
        assert texts(codec, vault.log.read(CASE)) == ["ett", "två"]
        assert vault.log.head(OTHER) is None

    # --- beside the events

    def test_summaries_and_drafts_are_written_with_the_events(
        self, vault: Vault, codec: Codec
    ) -> None:
        vault.drafts.save(Draft("v1", "anna", "k", b"text"))
        vault.drafts.save(Draft("v1", "bo", "k", b"annan text"))
        command = new_id()
        beside = Beside((_summary(CASE, 1),), (("v1", "anna"), ("v9", "anna")))
        vault.log.append([part(codec, CASE, 0, command, "ett")], command, beside)
        assert vault.summaries.get(CASE) == _summary(CASE, 1)
        assert vault.drafts.get("v1", "anna") is None
        assert vault.drafts.get("v1", "bo") is not None

    def test_a_lost_append_leaves_summaries_and_drafts_as_they_were(
        self, vault: Vault, codec: Codec
    ) -> None:
        put(vault, codec, CASE, 0, "före")
        vault.drafts.save(Draft("v1", "anna", "k", b"text"))
        command = new_id()
        beside = Beside((_summary(CASE, 1),), (("v1", "anna"),))
        lost = vault.log.append([part(codec, CASE, 0, command, "sen")], command, beside)
        assert isinstance(lost, Conflict)
        assert vault.summaries.get(CASE) is None
        assert vault.drafts.get("v1", "anna") == Draft("v1", "anna", "k", b"text")

    # --- drafts

    def test_a_draft_is_kept_per_place_and_handler(self, vault: Vault) -> None:
        mine, yours = Draft("v1", "anna", "k", b"min"), Draft("v1", "bo", "k", b"din")
        vault.drafts.save(mine)
        vault.drafts.save(yours)
        assert vault.drafts.get("v1", "anna") == mine
        assert vault.drafts.get("v1", "bo") == yours
        assert vault.drafts.get("v2", "anna") is None

    def test_a_later_draft_takes_the_place_of_the_earlier(self, vault: Vault) -> None:
        vault.drafts.save(Draft("v1", "anna", "k", b"hal"))
        later = Draft("v1", "anna", "k2", b"halv mening")
        vault.drafts.save(later)
        assert vault.drafts.get("v1", "anna") == later
        assert list(vault.drafts.all_of("anna")) == [later]

    def test_all_drafts_of_a_handler_are_listed_by_place(self, vault: Vault) -> None:
        for place, handler in (("v2", "anna"), ("v1", "anna"), ("v1", "bo")):
            vault.drafts.save(Draft(place, handler, "k", place.encode()))
        assert [draft.place for draft in vault.drafts.all_of("anna")] == ["v1", "v2"]
        assert list(vault.drafts.all_of("cia")) == []

    def test_a_dropped_draft_is_gone_and_may_be_dropped_again(self, vault: Vault) -> None:
        vault.drafts.save(Draft("v1", "anna", "k", b"text"))
        vault.drafts.drop("v1", "anna")
        vault.drafts.drop("v1", "anna")
        assert vault.drafts.get("v1", "anna") is None

    # --- marks

    def test_a_mark_is_kept_per_place_and_holder_and_a_later_one_takes_its_place(
        self, vault: Vault
    ) -> None:
        assert list(vault.marks.at("here/1")) == []
        for mark in (Mark("here/1", "b", "k", b"x"), Mark("here/1", "a", "k", b"y")):
            vault.marks.put(mark, 600)
        vault.marks.put(Mark("here/2", "a", "k", b"z"))
        later = Mark("here/1", "b", "k", b"nu")
        vault.marks.put(later, 600)
        assert list(vault.marks.at("here/1")) == [Mark("here/1", "a", "k", b"y"), later]
        assert list(vault.marks.at("here/2")) == [Mark("here/2", "a", "k", b"z")]
        vault.marks.drop("here/1", "a")
        vault.marks.drop("here/1", "a")
        assert list(vault.marks.at("here/1")) == [later]

    def test_a_mark_ends_by_itself_when_its_time_has_passed(self, vault: Vault) -> None:
        vault.marks.put(Mark("here/1", "a", "k", b"x"), 1e-9)
        assert list(vault.marks.at("here/1")) == []
        vault.marks.put(Mark("here/1", "a", "k", b"x"), 600)
        assert len(vault.marks.at("here/1")) == 1

    def test_another_way_in_sees_the_marks_and_no_log_tells_of_them(
        self, vault: Vault, door: Callable[[WallClock], Vault], clock: WallClock
    ) -> None:
        other = door(clock)
        assert list(other.marks.at("here/1")) == []
        vault.marks.put(Mark("here/1", "a", "k", b"x"), 600)
        assert [mark.holder for mark in other.marks.at("here/1")] == ["a"]
        assert list(vault.log.heads()) == []

    # --- summaries

    def test_only_open_summaries_are_listed(self, vault: Vault) -> None:
        first, second = _summary(OTHER, 3), _summary(CASE, 1)
        closed = _summary(STATION, 2, is_open=False)
        vault.summaries.put([first, second, closed])
        assert list(vault.summaries.open_ones()) == [second, first]
        assert vault.summaries.get(STATION) == closed
        vault.summaries.put([_summary(CASE, 2, is_open=False)])
        assert list(vault.summaries.open_ones()) == [first]

    def test_a_summary_of_fewer_rows_does_not_replace_a_later_one(self, vault: Vault) -> None:
        vault.summaries.put([_summary(CASE, 5)])
        vault.summaries.put([_summary(CASE, 4, sealed=b"gammal")])
        assert vault.summaries.get(CASE) == _summary(CASE, 5)
        rebuilt = _summary(CASE, 5, sealed=b"samma rader, ny form")
        vault.summaries.put([rebuilt])
        assert vault.summaries.get(CASE) == rebuilt

    # --- bundles

    def test_a_bundle_is_read_back_as_it_was_put(self, vault: Vault) -> None:
        vault.bundles.put("ab12", b"rutiner \0\xff")
        vault.bundles.put("00aa", b"")
        assert vault.bundles.get("ab12") == b"rutiner \0\xff"
        assert vault.bundles.get("00aa") == b""
        assert vault.bundles.get("ffff") is None
        assert list(vault.bundles.ids()) == ["00aa", "ab12"]

    def test_a_bundle_never_changes(self, vault: Vault) -> None:
        vault.bundles.put("ab12", b"rutiner")
        vault.bundles.put("ab12", b"rutiner")
        with pytest.raises(BundleChanged):
            vault.bundles.put("ab12", b"andra rutiner")
        assert vault.bundles.get("ab12") == b"rutiner"

    # --- several at once

    def test_one_door_sees_what_came_through_another(
        self, vault: Vault, door: Callable[[WallClock], Vault], codec: Codec
    ) -> None:
        colleague = door(TestClock())
        put(vault, codec, CASE, 0, "ett")
        vault.drafts.save(Draft("v1", "anna", "k", b"text"))
        vault.summaries.put([_summary(CASE, 1)])
        assert texts(codec, colleague.log.read(CASE)) == ["ett"]
        assert colleague.drafts.get("v1", "anna") == Draft("v1", "anna", "k", b"text")
        assert list(colleague.summaries.open_ones()) == [_summary(CASE, 1)]
        put(colleague, codec, CASE, 1, "två")
        assert texts(codec, vault.log.read(CASE, 1)) == ["två"]

    def test_of_two_doors_with_the_same_expectation_one_wins(
        self, vault: Vault, door: Callable[[WallClock], Vault], codec: Codec
    ) -> None:
        colleague = door(TestClock())
        won = stored(put(colleague, codec, CASE, 0, "hon"))
        assert since(put(vault, codec, CASE, 0, "jag")) == {CASE: won}

    @pytest.mark.parametrize("shared", [True, False])
    def test_of_many_threads_exactly_one_wins_each_number(
        self, vault: Vault, door: Callable[[WallClock], Vault], codec: Codec, shared: bool
    ) -> None:
        racers, rounds = 4, 8
        doors = [vault if shared else door(TestClock()) for _ in range(racers)]
        start = Barrier(racers)

        def race(number: int) -> list[Outcome]:
            outcomes = []
            for seen in range(rounds):
                start.wait(30)
                outcomes.append(put(doors[number], codec, CASE, seen, f"{number}:{seen}"))
            return outcomes

        with ThreadPoolExecutor(racers) as pool:
            all_outcomes = list(pool.map(race, range(racers)))
        rows = vault.log.read(CASE)
        assert len(rows) == rounds
        for seen, outcomes in enumerate(zip(*all_outcomes, strict=True)):
            (won,) = [one for one in outcomes if isinstance(one, Stored)]
            assert won.rows == (rows[seen],)
            assert all(since(one) == {CASE: won.rows} for one in outcomes if one is not won)
        assert verify(rows) == vault.log.head(CASE)

    def test_the_head_of_heads_follows_every_append(self, vault: Vault, codec: Codec) -> None:
        put(vault, codec, CASE, 0, "ett")
        before = head_of_heads(vault.log.heads())
        assert before == head_of_heads(reversed(list(vault.log.heads())))
        put(vault, codec, OTHER, 0, "två")
        assert head_of_heads(vault.log.heads()) != before


def _summary(stream: str, seq: int, *, is_open: bool = True, sealed: bytes = b"s") -> Summary:
    return Summary(BOARD, stream, seq, is_open, "k", sealed)


def _same_event_twice(codec: Codec, command: str) -> Append:
    first, second = part(codec, CASE, 0, command, "ett", "två").rows
    clear = type(second.clear)(BOARD, CASE, 2, first.clear.event_id, command)
    return Append(CASE, 0, (first, type(second)(clear, second.key_id, second.sealed)))


def rows_of(vault: Vault) -> list[Row]:
    """Every row of a vault, stream by stream."""
    heads = sorted(vault.log.heads(), key=lambda head: head.stream)
    return [row for head in heads for row in vault.log.read(head.stream)]
