"""The walls of the access log: no content without an entry, and a review nobody steers."""

from __future__ import annotations

from .wall import Place, Wall

_CURIOUS = "En kollega läser utan anledning"
_REVIEW = "Granskningen av åtkomsterna styrs av den som granskas"
_access = Place(_CURIOUS, "src/jourstod/desk/access.py")
_ledger = Place(_CURIOUS, "src/jourstod/desk/ledger.py")
_reading = Place(_REVIEW, "src/jourstod/desk/access_reading.py")
_review = Place(_REVIEW, "src/jourstod/domain/access_review.py")
_ACCESS = "tests/desk/test_access.py::"
_APART = "tests/desk/test_access_protected.py::"
_REVIEWED = "tests/commands/test_access_command.py::"
_WAYS = _ACCESS + "test_every_way_to_content_stands_in_the_access_log"
_RECEPTION = (
    _ACCESS + "test_the_reception_reads_only_what_was_left_to_it_and_a_try_stands_in_the_log"
)

_UNIT = "En mottagning läser andras blad"
_UNITS = "tests/desk/test_reception_units.py::"
_reception = Place(_UNIT, "src/jourstod/domain/reception.py")

WALLS: tuple[Wall, ...] = (
    _reception.wall(
        "ett blad ligger hos den mottagning det namnger",
        "    return mine in named and (\n",
        "    return bool(named) or (\n",
        "tests/domain/test_reception.py::test_a_sheet_lies_with_the_unit_it_names",
        _UNITS
        + "test_a_sheet_for_another_unit_shows_on_no_board_and_in_no_inbox_and_is_not_opened",
    ),
    _access.wall(
        "åtkomsten står i loggen innan ärendet visas",
        "                self.made(AccessKind.OPENED, case)\n",
        "                pass\n",
        _WAYS,
        _ACCESS + "test_no_content_is_given_when_the_access_log_cannot_be_written",
    ),
    _access.wall(
        "en lista, sökning eller räkning står i loggen",
        "            self._log(key, AccessMade(kind.value, cases=cases, about=about), WATCH)\n",
        "            pass\n",
        _WAYS,
        _ACCESS + "test_the_board_is_logged_once_an_hour_and_counts_its_cases",
    ),
    _access.wall(
        "bara åtkomstloggen ger åtkomst",
        "        if key is not _KEY:\n",
        "        if False:\n",
        _ACCESS + "test_only_the_access_log_gives_access",
    ),
    _ledger.wall(
        "inget ärende lämnar loggboken utan åtkomst",
        "    assert isinstance(access, Access)\n",
        "",
        _ACCESS + "test_the_ledger_gives_a_case_for_nothing_but_access",
    ),
    _access.wall(
        "kan loggen inte skrivas visas inget",
        "            if self.later is None or not event.case or key not in self._until:\n"
        "                raise\n            self.later(told, act)",
        "            if self.later is not None:\n                self.later(told, act)",
        _ACCESS + "test_no_content_is_given_when_the_access_log_cannot_be_written",
        _ACCESS + "test_what_somebody_else_had_open_here_is_refused_while_the_store_is_away",
    ),
    _access.wall(
        "samma ärende loggas på nytt efter en halvtimme",
        "return until is not None and until - max(STRETCH, WATCH) <= self._clock() < until",
        "return until is not None",
        _ACCESS + "test_after_half_an_hour_the_same_case_is_logged_again",
    ),
    _access.wall(
        "den som tar över skärmen loggas för sig",
        "return (self._who().signature, *parts)",
        'return ("", *parts)',
        _ACCESS + "test_somebody_else_at_the_same_desk_is_logged_for_himself",
    ),
    _access.wall(
        "den som öppnar ett nytt ärende står i samma skrivning",
        'events = [_event(AccessKind.OPENED, case, "nytt ärende", "") for case in cases]',
        "events: list[AccessEvent] = []",
        _ACCESS + "test_a_new_case_and_who_opened_it_are_one_write",
    ),
    _access.wall(
        "mottagningen läser bara det som är lämnat dit",
        "if case.seq and not may(self._who().role, Deed.SEE_ALL) and not self.left_here(case):",
        "if False:",
        _RECEPTION,
    ),
    _access.wall(
        "ett nekat försök står i loggen",
        "            self.write(AccessRefused(*told))\n",
        "            del told\n",
        _RECEPTION,
        _APART + "test_a_try_at_a_case_that_is_kept_apart_stands_as_refused_and_not_as_opened",
    ),
    _access.wall(
        "varje visning av något skyddat loggas med sitt skäl",
        "        if self._stands(key := self._key(kind, case.id, about)) and not again:\n",
        "        if self._stands(key := self._key(kind, case.id, about)):\n",
        _ACCESS + "test_each_time_something_protected_is_shown_is_logged_with_its_reason",
    ),
    Place(_CURIOUS, "src/jourstod/desk/sheets.py").wall(
        "ett blad loggas",
        "    desk.access.made(AccessKind.REPORTED, case, receiver)\n",
        "",
        _WAYS,
    ),
    Place(_CURIOUS, "src/jourstod/desk/case_papers.py").wall(
        "ett papper loggas",
        '    desk.access.made(AccessKind.PRINTED, case, "ärendet på papper")\n',
        "",
        _WAYS,
    ),
    Place(_CURIOUS, "src/jourstod/desk/reading_desk.py").wall(
        "en sökning loggas",
        "        with self.access.listing(name[:40], 1, AccessKind.SEARCHED):\n",
        "        if True:\n",
        _WAYS,
    ),
    Place(_CURIOUS, "src/jourstod/desk/reading_desk.py").wall(
        "en räkning över alla ärenden loggas",
        '        access = self.access.listed("alla ärenden", len(heads), AccessKind.COUNTED)\n',
        "        from .access import _KEY, Access\n\n        access = Access(_KEY)\n",
        _WAYS,
    ),
    Place(_CURIOUS, "src/jourstod/commands/log.py").wall(
        "ett ärendes logg på skärm eller fil står i åtkomstloggen",
        '        house.desk.access.made(AccessKind.EXPORTED, case, "loggen")\n',
        "",
        "tests/commands/test_access_walls.py::test_the_log_of_a_case_that_is_shown_stands_as_exported",
    ),
    Place(_CURIOUS, "src/jourstod/commands/scenario.py").wall(
        "ett ärende som blir en skriven natt står i åtkomstloggen",
        '        desk.access.made(AccessKind.EXPORTED, case, "skriven natt")\n',
        "",
        "tests/commands/test_access_walls.py::test_a_case_that_becomes_a_night_stands_as_exported",
    ),
    Place(_CURIOUS, "src/jourstod/commands/clocks.py").wall(
        "klockor som kalenderfil står i åtkomstloggen",
        '            house.desk.access.listed("klockor som kalenderfil", len(found), AccessKind.EXPORTED)\n',
        "            pass\n",
        "tests/commands/test_access_walls.py::test_clocks_as_a_calendar_stand_as_exported",
    ),
    Place(_CURIOUS, "src/jourstod/commands/gallring.py").wall(
        "listan över gallring står i åtkomstloggen",
        '        front.access.listed("gallring", 0, AccessKind.COUNTED)\n',
        "",
        "tests/commands/test_access_walls.py::test_the_list_of_what_is_to_be_erased_stands_as_counted",
    ),
    Place(_CURIOUS, "src/jourstod/desk/case_life.py").wall(
        "ett skyddat ärende som visas står i åtkomstloggen, med skälet",
        "    desk.access.made(AccessKind.UNMASKED, written.case, VIEW, why, again=True)\n",
        "",
        _APART + "test_every_view_that_is_uncovered_stands_there_with_its_reason",
    ),
    Place(_CURIOUS, "src/jourstod/desk/case_life.py").wall(
        "ett skyddat svar som visas står i åtkomstloggen, med skälet",
        '    desk.access.made(AccessKind.UNMASKED, case, "", why, again=True)\n',
        "",
        _APART + "test_a_protected_answer_that_is_shown_stands_there_with_its_reason",
    ),
    Place(_CURIOUS, "src/jourstod/desk/receipts.py").wall(
        "kvittenser som läses står i åtkomstloggen",
        '    desk.access.made(AccessKind.OPENED, case, "kvittenser")\n',
        "",
        "tests/commands/test_access_walls.py::test_receipts_that_are_read_stand_there_as_receipts",
    ),
    Place(_CURIOUS, "src/jourstod/commands/permission.py").wall(
        "åtkomsten säger genom vilket kommando och vid vilken skärm",
        "    house.front.access.through = arguments.command\n"
        "    house.front.access.terminal = terminal()\n",
        "",
        "tests/commands/test_access_walls.py::test_an_access_says_by_which_command_and_where",
    ),
    _reading.wall(
        "bara granskare och arbetsledare läser åtkomstloggen",
        "        self.front.demand(Deed.READ_ACCESS_LOG)\n",
        "        pass\n",
        _REVIEWED + "test_the_desk_itself_reads_the_access_log_to_nobody_else",
    ),
    _reading.wall(
        "att åtkomstloggen lästes står i den",
        "        self.front.access.listed(about, entries, AccessKind.READ_ACCESS_LOG)\n",
        "        pass\n",
        _REVIEWED + "test_that_the_log_was_read_stands_in_it",
    ),
    _reading.wall(
        "ingen granskar sina egna åtkomster",
        "return tuple(e for e in found if is_access(e) and e.stamp.who != me), seed",
        "return tuple(e for e in found if is_access(e)), seed",
        _REVIEWED + "test_nobody_reviews_what_they_did_themselves",
    ),
    _reading.wall(
        "ett urval som inte är draget ur loggen nekas",
        "        if asked is not None and asked != seed:\n",
        "        if False:\n",
        _REVIEWED + "test_what_is_no_sample_of_this_log_is_refused",
    ),
    _review.wall(
        "samma urval varje gång: lotten kommer ur loggens egen summa",
        'return sha256(f"{seed}/{entry.id}".encode()).digest()',
        "import os\n\n        return os.urandom(8)",
        _REVIEWED
        + "test_the_sample_is_the_same_with_its_seed_and_the_outcome_is_shown_the_next_time",
        "tests/domain/test_access_review.py::test_the_same_seed_draws_the_same_sample_in_whatever_order_it_is_read",
    ),
    _review.wall(
        "det som sticker ut märks: någon annans ärende",
        "        marks.append(NOT_YOURS)\n",
        "        pass\n",
        "tests/domain/test_access_review.py::test_a_case_of_somebody_else_is_marked_and_more_so_at_another_station",
    ),
)
