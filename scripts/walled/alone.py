"""The walls of a station that goes on alone: what waits is sealed, decided anew, and never dropped."""

from __future__ import annotations

from .wall import Place, Wall

_AWAY = "Databasen är borta länge"

_sharing = Place(_AWAY, "src/jourstod/desk/sharing.py")
_away = Place(_AWAY, "src/jourstod/desk/away.py")
_outbox = Place(_AWAY, "src/jourstod/desk/outbox.py")

_TEST = "tests/desk/test_away.py::"
_REFUSED = _TEST + "test_what_is_refused_when_the_store_is_back_becomes_a_note_and_an_open_item"
_WAITS = _TEST + "test_deciding_handing_over_and_what_is_not_open_here_wait_and_nothing_is_kept"

WALLS: tuple[Wall, ...] = (
    _sharing.wall(
        "det som nekas blir en anteckning",
        '    desk.acts.note(waiting.case, text, replace(waiting.again, id=_part(waiting, "note")))\n',
        "",
        _REFUSED,
    ),
    _sharing.wall(
        "och en öppen punkt som någon måste ta ställning till",
        '    desk.acts.leave_task(waiting.case, what, OWNER, "", task)\n',
        "    del task, what\n",
        _REFUSED,
        _TEST + "test_a_fact_that_another_changed_meanwhile_refuses_the_answer_that_read_it",
        raised="ValueError",
    ),
    _sharing.wall(
        "varje svar prövas på nytt mot det som hänt sedan dess",
        "    return desk.answer(w.case, visit, given, w.again, insist=insist, seen=w.seen)\n",
        "    return desk.answer(w.case, visit, given, w.again, insist=insist)\n",
        _TEST + "test_a_fact_that_another_changed_meanwhile_refuses_the_answer_that_read_it",
    ),
    _sharing.wall(
        "att besluta, lämna över och lämna ut väntar",
        "    if kind not in _AGAIN:\n        return False\n",
        "    if kind not in _AGAIN:\n        return True\n",
        _WAITS,
    ),
    _sharing.wall(
        "också ett beslut som svar på ett steg",
        ".kind not in _LEFT_ALONE\n",
        ".kind is not None\n",
        _WAITS,
    ),
    _away.wall(
        "det som inte är öppet här väntar",
        "        if case is None or not sharing.may_wait(case, book(case), asked):\n",
        "        if not sharing.may_wait(case, book(case), asked):  # type: ignore[arg-type]\n",
        _WAITS,
        raised="AttributeError",
    ),
    _away.wall(
        "det sparas på den egna datorn innan det visas som gjort",
        "        self._outbox.keep(\n            Waiting(",
        "        (lambda _: None)(\n            Waiting(",
        _TEST + "test_what_was_confirmed_survives_a_kill_and_is_shared_in_the_name_of_its_writer",
        _TEST + "test_a_full_disk_here_too_says_so_and_nothing_looks_done",
    ),
    _outbox.wall(
        "det som väntar är förseglat på disken",
        "        key_id, sealed = self._codec.seal(text, _clear(place))\n"
        "        self._drafts.save(Draft(place, _HOLDER, key_id, sealed))\n",
        "        key_id, _ = self._codec.seal(text, _clear(place))\n"
        "        self._drafts.save(Draft(place, _HOLDER, key_id, text))\n",
        _TEST + "test_what_waits_is_sealed_on_the_disk",
    ),
    _sharing.wall(
        "det delas i den persons namn som skrev det",
        "    return desk if waiting.signature == desk.handler.signature else"
        " desk.seated(waiting.handler)\n",
        "    return desk\n",
        _TEST + "test_what_was_confirmed_survives_a_kill_and_is_shared_in_the_name_of_its_writer",
    ),
    _away.wall(
        "det som inte hann delas väntar vidare",
        "            self._ledger.go_back(ahead)  # the rest goes on waiting\n",
        "            self.waiting = 0\n",
        _TEST + "test_the_store_may_go_away_again_in_the_middle_of_the_sharing",
        raised="StoreAway",
    ),
    _sharing.wall(
        "samma svar delas en gång, också när bekräftelsen kom bort",
        "    return desk.answer(w.case, visit, given, w.again, insist=insist, seen=w.seen)\n",
        "    from .command import new_command\n\n"
        "    return desk.answer(w.case, visit, given, new_command(), insist=insist, seen=w.seen)\n",
        _TEST + "test_an_answer_whose_commit_was_not_acknowledged_is_there_once",
    ),
    _outbox.wall(
        "den som läste vidare i ett öppet ärende loggas när det går",
        "        self._drafts.save(Draft(place, _ACCESS, key_id, sealed))\n",
        "        del key_id, sealed\n",
        "tests/desk/test_access.py::"
        "test_what_is_open_goes_on_while_the_store_is_away_and_is_logged_afterwards",
    ),
    Place(_AWAY, "src/jourstod/store/home_drafts.py").wall(
        "en halvskriven text når aldrig det delade lagret",
        '        """The drafts of this computer."""\n        return self._drafts\n',
        '        """The drafts of this computer."""\n        return self._vault.drafts\n',
        "tests/store/test_home_drafts.py::test_a_half_typed_text_never_comes_to_the_shared_store",
    ),
)
