"""The walls of erasing: by two, carried out by a third, all of it, and for ever."""

from __future__ import annotations

from .wall import Place, Wall

_ERASED = "Ett ärende gallras fel, eller gallras inte helt"
_BACK = "Ett gallrat ärende kommer tillbaka ur en gammal kopia"
_decide = Place(_ERASED, "src/jourstod/domain/erasures.py")
_due = Place(_ERASED, "src/jourstod/domain/erasing.py")
_desk = Place(_ERASED, "src/jourstod/desk/erasing.py")
_sqlite = Place(_ERASED, "src/jourstod/store/sqlite_erasing.py")
_GALLRING = "tests/commands/test_gallring_command.py::"
_DUE = "tests/domain/test_erasing.py::"
_LEFT = _GALLRING + "test_nothing_of_the_case_is_left_in_any_file"
_FILE = _GALLRING + "test_the_file_itself_lets_go_of_nothing_without_its_tombstone"

WALLS: tuple[Wall, ...] = (
    _decide.wall(
        "två personer beslutar",
        "if who.signature.casefold() == one.by.casefold():",
        "if False:",
        _DUE + "test_others_do_not",
    ),
    _decide.wall(
        "med två roller, varav en arbetsledare",
        "if len(roles) == 1 or Role.TEAM_LEADER.value not in roles:",
        "if False:",
        _DUE + "test_others_do_not",
    ),
    _decide.wall(
        "driften beslutar inte",
        "if who.role is Role.OPERATIONS:",
        "if False:",
        _DUE + "test_others_do_not",
    ),
    _desk.wall(
        "driften utför, ingen annan",
        "if safe and who.role is not Role.OPERATIONS:",
        "if False:",
        _GALLRING + "test_one_person_alone_drift_or_one_who_is_not_drift_does_not_erase",
    ),
    _desk.wall(
        "bara det som är godkänt utförs",
        "if one.approved_by and not moved(log, one.event):",
        "if not moved(log, one.event):",
        _GALLRING + "test_one_person_alone_drift_or_one_who_is_not_drift_does_not_erase",
    ),
    _desk.wall(
        "ett ärende som ändrats sedan förslaget utförs inte",
        "if one.approved_by and not moved(log, one.event):",
        "if one.approved_by:",
        _GALLRING + "test_a_case_written_in_after_the_proposal_is_not_erased",
    ),
    _desk.wall(
        "ett ärende vars tid inte kommit föreslås inte",
        "if not case.closed or not one.is_due(day):",
        "if False:",
        _GALLRING + "test_a_case_that_is_not_due_is_refused",
    ),
    _due.wall(
        "ett placerat barns papper bevaras",
        "    if begun:\n",
        "    if False:\n",
        _DUE + "test_a_placed_child_is_kept_and_a_placed_grown_person_is_not",
    ),
    _due.wall(
        "en barnutredning väntar till trettio",
        "    if ground is Ground.THIRTY:\n",
        "    if False:\n",
        _DUE + "test_a_childs_investigation_waits_until_thirty_counted_as_if_born_that_day",
    ),
    _due.wall(
        "en ålder som inte är känd gissas aldrig",
        "    return False if said and said <= set(GROWN) else None",
        "    return False",
        _DUE + "test_an_unknown_age_is_judged_and_never_due",
    ),
    _due.wall(
        "ärenden om samma person väntar på varandra",
        "if other is None or not other.is_due(day):",
        "if False:",
        _DUE + "test_an_open_case_has_no_verdict_and_one_about_the_same_person_is_waited_for",
    ),
    Place(_ERASED, "src/jourstod/desk/tombstones.py").wall(
        "en gravsten utan två personers förseglade beslut är en bruten logg",
        "if one.stream not in approved and not one.again:",
        "if False:",
        _GALLRING + "test_a_tombstone_without_a_sealed_approval_is_a_broken_log",
    ),
    _sqlite.wall(
        "rader, sammanfattning och nyckel går i samma transaktion som gravstenen kommer",
        "            insert_rows(db, rows)\n            _remove(db, head, rows[0].clear.event_id)\n",
        "            insert_rows(db, rows)\n        with self._file.writing() as db:\n"
        "            _remove(db, head, rows[0].clear.event_id)\n",
        _GALLRING + "test_killed_at_any_statement_it_is_erased_with_its_tombstone_or_not_at_all",
    ),
    _sqlite.wall(
        "filen släpper en rad bara när dess logg har en gravsten",
        "CREATE TRIGGER event_is_not_removed BEFORE DELETE ON event\nWHEN NOT EXISTS (\n"
        "    SELECT 1 FROM erased AS d JOIN stream AS s ON s.name = d.name WHERE s.no = OLD.stream\n)\n"
        "BEGIN SELECT RAISE(ABORT, 'an event is never removed'); END;\n",
        "",
        _FILE,
    ),
    _sqlite.wall(
        "det som är gallrat är det för alltid",
        "CREATE TRIGGER IF NOT EXISTS erased_stays BEFORE DELETE ON erased\n"
        "BEGIN SELECT RAISE(ABORT, 'what is erased stays erased'); END;\n",
        "",
        _FILE,
    ),
    _sqlite.wall(
        "en logg gallras bara med gravstenen som står sist",
        "BEGIN SELECT RAISE(ABORT, 'a stream is erased by its tombstone'); END;",
        "BEGIN SELECT 1; END;",
        _FILE,
    ),
    _sqlite.wall(
        "det gallrade börjar aldrig om",
        "BEGIN SELECT RAISE(ABORT, 'what is erased does not begin again'); END;",
        "BEGIN SELECT 1; END;",
        _FILE,
    ),
    _sqlite.wall(
        "nyckeln förstörs",
        "db.execute(\"UPDATE data_key SET wrapped = x'' WHERE stream = ?\", (head.stream,))",
        "pass",
        _LEFT,
    ),
    _sqlite.wall(
        "sammanfattningen tas bort",
        'db.execute("DELETE FROM summary WHERE stream = ?", (head.stream,))',
        "pass",
        _LEFT,
    ),
    _sqlite.wall(
        "det som gallrats sopas ur filens skrivlogg",
        "            _remove(db, head, rows[0].clear.event_id)\n        self.sweep()\n",
        "            _remove(db, head, rows[0].clear.event_id)\n",
        _LEFT,
    ),
    _sqlite.wall(
        "märken och utkast till ärendet tas bort",
        'db.execute(f"DELETE FROM {beside} WHERE place LIKE ?", (id,))',
        "pass",
        "tests/store/test_copy_walls.py::test_drafts_and_marks_of_an_erased_case_are_gone_from_the_file",
    ),
    _sqlite.wall(
        "ärendet är det som beslutades om",
        "if head_in(db, head.stream) != head:",
        "if False:",
        "tests/store/test_copy_walls.py::test_a_case_that_moved_is_not_erased_from_the_file",
        raised="ConstraintError",
    ),
    Place(_ERASED, "src/jourstod/desk/audit.py").wall(
        "en gallrad logg som är tillbaka hittas",
        "                if log.head(stream) is not None:\n",
        "                if False:\n",
        _GALLRING + "test_a_log_back_beside_its_tombstone_is_found",
    ),
    Place(_ERASED, "src/jourstod/desk/audit.py").wall(
        "kedjan håller över gallringen: gravstenen räknas in i passbytets summa",
        "        if at > shift.stored_at\n",
        "        if at < shift.stored_at\n",
        _GALLRING + "test_two_decide_and_drift_erases_and_the_log_holds_before_and_after",
    ),
    Place(_ERASED, "src/jourstod/desk/marking.py").wall(
        "ett kvitto har en nycklad summa: att gissa innehållet ger inget",
        'return f"{own}:{hmac.new(key, content, hashlib.sha256).hexdigest()}"',
        'return f"{own}:{hashlib.sha256(content).hexdigest()}"',
        "tests/desk/test_receipts.py::test_what_the_log_keeps_of_a_sheet_cannot_be_found_by_guessing_it",
    ),
    Place(_BACK, "src/jourstod/desk/erasing.py").wall(
        "gravstenarna körs om innan någon ser det återställda",
        "        _erased(log, eraser, diary, who, again)\n        count += 1\n",
        "        count += 1\n",
        _GALLRING
        + "test_after_an_old_copy_is_restored_the_case_is_erased_again_before_anybody_sees_it",
    ),
    Place(_BACK, "src/jourstod/tombstone_file.py").wall(
        "en lista som inte går att läsa återställer inget",
        '        raise Unreadable(f"Listan över gallrade ärenden går inte att läsa: {path}.") from None',
        "        return ()",
        _GALLRING + "test_a_list_of_tombstones_that_cannot_be_read_restores_nothing",
    ),
)
