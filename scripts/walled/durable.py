"""The walls of the file: nothing half written, nothing lost, nobody else's."""

from __future__ import annotations

from .wall import Place, Wall

_CHANGED = "En rad ändras, byts eller tas bort"
_KILLED = "Programmet dödas mitt i ett svar"
_POWER = "Strömmen går, disken är full eller svarar fel"
_SAME_STEP = "Två stationer svarar på samma steg"
_OTHERS = "Andra på datorn läser eller byter lagrets fil"
_tables = Place(_CHANGED, "src/jourstod/store/sqlite_schema.py")
_file = Place(_POWER, "src/jourstod/store/sqlite_file.py")
_batch = Place(_SAME_STEP, "src/jourstod/store/batch.py")
_place = Place(_OTHERS, "src/jourstod/store/place.py")
_SQLITE = "tests/store/test_sqlite.py::"
_SET = _SQLITE + "test_every_connection_is_set_to_lose_nothing"
_CONTRACT = _SQLITE + "TestSqliteVault::"
_PLACE = "tests/store/test_place.py::"


def _pragma(threat: str, name: str, old: str, new: str) -> Wall:
    return Place(threat, _file.file).wall(name, old, new, _SET)


WALLS: tuple[Wall, ...] = (
    _pragma(
        _POWER,
        "varje svar är på disken",
        '"PRAGMA synchronous=FULL",',
        '"PRAGMA synchronous=NORMAL",',
    ),
    Place(_POWER, _file.file).wall(
        "varje svar är på disken: ett strömavbrott tar inget bekräftat",
        '"PRAGMA synchronous=FULL",',
        '"PRAGMA synchronous=OFF",',
        "tests/lab/test_lab.py::test_nothing_is_lost_in_a_short_experiment[power]",
    ),
    _pragma(
        _CHANGED,
        "REPLACE går inte förbi spärrarna",
        '"PRAGMA recursive_triggers=ON",',
        '"PRAGMA recursive_triggers=OFF",',
    ),
    _pragma(
        _CHANGED,
        "en händelse hör till en logg som finns",
        '"PRAGMA foreign_keys=ON",',
        '"PRAGMA foreign_keys=OFF",',
    ),
    _pragma(
        _CHANGED,
        "inget i filens egna ord körs",
        '"PRAGMA trusted_schema=OFF",',
        '"PRAGMA trusted_schema=ON",',
    ),
    _pragma(
        "Disk, kopia eller databas läses",
        "det som tas bort skrivs över med nollor",
        '"PRAGMA secure_delete=ON",',
        '"PRAGMA secure_delete=OFF",',
    ),
    _pragma(
        "Disk, kopia eller databas läses",
        "inga tillfälliga filer bredvid lagret",
        '"PRAGMA temp_store=MEMORY",',
        '"PRAGMA temp_store=FILE",',
    ),
    _file.wall(
        "det som gick fel mitt i en skrivning görs ogjort",
        '                self._db.execute("COMMIT")\n            except BaseException:\n'
        "                self._undo()\n",
        '                self._db.execute("COMMIT")\n            except BaseException:\n'
        '                self._db.execute("COMMIT")\n',
        _SQLITE + "test_a_bug_in_the_middle_of_a_write_undoes_all_of_it",
    ),
    _file.wall(
        "en borttagen fil tar inga svar",
        "if _identity(self.path) != self._identity:",
        "if False:",
        _SQLITE + "test_a_removed_file_takes_no_more_answers",
    ),
    _file.wall(
        "full disk sägs på svenska, inget sparat",
        '    apsw.FullError: "Disken är full.",\n',
        "",
        "tests/store/test_sqlite_faults.py::test_a_full_disk_is_told_of_and_the_draft_stays",
        raised="FullError",
    ),
    _file.wall(
        "en skadad fil sägs",
        '    apsw.CorruptError: "Lagrets fil är skadad.",\n',
        "",
        _SQLITE + "test_a_damaged_file_is_told_of_and_not_written",
        raised="CorruptError",
    ),
    _file.wall(
        "felets orsak, med värden ur frågan, följer inte med",
        "        raise StoreAway(_sentence(error, path, writing)) from None\n\n\ndef",
        "        raise StoreAway(_sentence(error, path, writing)) from error\n\n\ndef",
        _SQLITE + "test_a_refusal_carries_no_statement_and_no_values",
    ),
    Place(_KILLED, "src/jourstod/store/sqlite.py").wall(
        "samma svar en gång till är samma svar",
        "if before := _rows(db, _STORED_BY, (command_id,)):",
        "if (before := _rows(db, _STORED_BY, (command_id,))) and False:",
        _CONTRACT + "test_a_repeated_command_gives_what_it_stored_then",
    ),
    Place(_KILLED, "src/jourstod/store/batch.py").wall(
        "samma nummer med annat innehåll nekas",
        "if set(asked) != set(found):",
        "if False:",
        _CONTRACT + "test_a_command_with_other_content_is_refused",
        raised="KeyError",
    ),
    Place(_KILLED, _file.file).wall(
        "svaret skrivs i en transaktion för sig, och den är klar när svaret bekräftas",
        '                yield self._db\n                self._db.execute("COMMIT")\n            except',
        "                yield self._db\n            except",
        "tests/store/test_sqlite_faults.py::test_a_killed_process_loses_nothing_it_acknowledged",
    ),
    _batch.wall(
        "den som inte sett allt får veta vad den inte sett",
        "if count > part.expected:",
        "if False:",
        _CONTRACT + "test_a_conflict_gives_exactly_the_rows_the_writer_had_not_seen",
        raised="ConstraintError",
    ),
    _tables.wall(
        "en fil av ett nyare format rörs inte",
        "if found > FORMAT:",
        "if False:",
        _SQLITE + "test_a_newer_file_is_refused_and_left_alone",
    ),
    _tables.wall(
        "en främmande fil rörs inte",
        "if application != APPLICATION_ID or found < 1:",
        "if False:",
        _SQLITE + "test_a_foreign_file_is_refused_and_left_alone",
    ),
    Place("Övning blandas med skarpt", _tables.file).wall(
        "övning öppnar aldrig ett skarpt lager med rader",
        "        raise PracticeOnly\n",
        "        return\n",
        _SQLITE + "test_practice_never_opens_a_sharp_store_with_rows",
    ),
    _place.wall(
        "mappen är bara användarens egen",
        "if stat.S_IMODE(found.st_mode) & 0o077:",
        "if False:",
        _PLACE + "test_a_folder_and_a_file_that_stood_open_are_closed",
    ),
    _place.wall(
        "filen är bara användarens egen",
        'if os.name != "nt" and stat.S_IMODE(os.fstat(handle).st_mode) & 0o077:',
        "if False:",
        _PLACE + "test_a_folder_and_a_file_that_stood_open_are_closed",
    ),
    _place.wall(
        "en mapp som delas med andra nekas",
        "if found.st_mode & stat.S_ISVTX or found.st_uid != os.geteuid():",
        "if False:",
        _PLACE + "test_a_folder_shared_with_others_is_refused_and_left_as_it_is",
    ),
    Place(_POWER, _place.file).wall(
        "en nätverksdisk nekas innan något görs",
        "    if kind is not None:\n        raise StoreAway(",
        "    if kind is None:\n        return\n    if False:\n        raise StoreAway(",
        _PLACE + "test_a_network_disk_is_refused_before_anything_is_made",
    ),
    Place(_KILLED, "src/jourstod/desk/ledger.py").wall(
        "ett svar som kom fram utan att det bekräftades hittas och görs inte om",
        "            if any(before):\n",
        "            if False:\n",
        "tests/desk/test_store_promises.py::"
        "test_a_write_whose_answer_was_lost_is_found_again_and_done_once",
        raised="JourError",
    ),
    Place(_KILLED, "src/jourstod/desk/ledger.py").wall(
        "samma nummer med andra ord nekas",
        "    if entries and entries[0].stamp.intent != intent:\n",
        "    if False:\n",
        "tests/desk/test_store_promises.py::"
        "test_a_command_id_that_comes_back_with_other_words_is_refused",
    ),
    Place(_SAME_STEP, "src/jourstod/domain/decide/steps.py").wall(
        "den som kom sist får veta vem som var först, och behåller sin text",
        "    raise VisitClosed(step.text, who, settled_words(book, step, visit))\n",
        "    return visit\n",
        "tests/desk/test_store_promises.py::"
        "test_a_visit_closed_meanwhile_refuses_the_answer_and_keeps_ones_own_text",
        "tests/desk/test_answering.py::"
        "test_an_answer_to_a_settled_visit_is_refused_with_who_and_what_and_nothing_is_logged",
    ),
    Place(_SAME_STEP, "src/jourstod/domain/decide/steps.py").wall(
        "ett faktum som svaret läste och som ändrats sedan dess nekar svaret",
        "    if seen is None or seen >= case.seq:\n",
        "    if True:\n",
        "tests/desk/test_store_promises.py::"
        "test_a_fact_that_was_read_and_changed_meanwhile_refuses_and_keeps_ones_own_text",
        "tests/desk/test_answering.py::"
        "test_an_answer_whose_branch_reads_a_fact_that_changed_meanwhile_is_refused",
    ),
)
