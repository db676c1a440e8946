"""The walls of the log: nothing changed, taken out or written anew unseen."""

from __future__ import annotations

from .wall import Place, Wall

_CHANGED = "En rad ändras, byts eller tas bort"
_TAIL = "En hel logg eller en svans tas bort"
_ANEW = "Hela kedjan skrivs om"
_seal = Place(_CHANGED, "src/jourstod/store/seal.py")
_tables = Place(_CHANGED, "src/jourstod/store/sqlite_schema.py")
_audit = Place(_TAIL, "src/jourstod/desk/audit.py")
_SEAL = "tests/store/test_seal.py::"
_SQLITE = "tests/store/test_sqlite.py::"
_PLAIN = _SQLITE + "test_a_plain_connection_cannot_change_what_is_logged"
_LOG = "tests/commands/test_log_command.py::"
_CONTRACT = _SQLITE + "TestSqliteVault::"


def _trigger(name: str, old: str, new: str) -> Wall:
    return _tables.wall(name, old, new, _PLAIN)


WALLS: tuple[Wall, ...] = (
    _seal.wall(
        "summan går över innehållet",
        "if row.hash != chain_hash_of(row.prev, row):",
        "if False:",
        _SEAL + "test_the_first_bad_event_is_named",
    ),
    _seal.wall(
        "varje rad hänger ihop med raden före",
        "if row.prev != (GENESIS if last is None else last.hash):",
        "if False:",
        _SEAL + "test_the_first_bad_event_is_named",
    ),
    _seal.wall(
        "numren följer utan lucka",
        "if clear.seq != expected:",
        "if False:",
        _SEAL + "test_the_first_bad_event_is_named",
    ),
    _seal.wall(
        "en rad ur en annan logg hör inte hit",
        "if last is not None and clear.stream != last.stream:",
        "if False:",
        _SEAL + "test_the_first_bad_event_is_named",
    ),
    Place(_seal.threat, "src/jourstod/store/bare.py").wall(
        "summan byggs så för alltid",
        'EVENT_TAG = b"jourstod/1/event"',
        'EVENT_TAG = b"jourstod/2/event"',
        _SEAL + "test_the_hash_of_a_known_row_never_changes",
    ),
    _trigger(
        "filen ändrar ingen händelse",
        "BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;",
        "BEGIN SELECT 1; END;",
    ),
    _trigger(
        "filen tar inte bort någon händelse",
        "BEGIN SELECT RAISE(ABORT, 'an event is never removed'); END;",
        "BEGIN SELECT 1; END;",
    ),
    _trigger(
        "en händelse läggs bara sist, och aldrig på en annans plats",
        "BEGIN SELECT RAISE(ABORT, 'an event follows the head of its stream'); END;",
        "BEGIN SELECT 1; END;",
    ),
    _trigger(
        "en händelse tar inte en lagrad rads plats",
        ") OR EXISTS (SELECT 1 FROM event WHERE rowid = NEW.rowid)\n",
        ")\n",
    ),
    _trigger(
        "huvudet flyttas bara till sin händelse",
        "BEGIN SELECT RAISE(ABORT, 'a head moves one step, to a stored event'); END;",
        "BEGIN SELECT 1; END;",
    ),
    _trigger(
        "en logg börjar tom, en gång",
        "BEGIN SELECT RAISE(ABORT, 'a stream begins once, without rows'); END;",
        "BEGIN SELECT 1; END;",
    ),
    _trigger(
        "ett huvud tas inte bort",
        "BEGIN SELECT RAISE(ABORT, 'a stream is never removed'); END;",
        "BEGIN SELECT 1; END;",
    ),
    _trigger(
        "ett rutinpaket ändras inte",
        "BEGIN SELECT RAISE(ABORT, 'a bundle is never changed'); END;",
        "BEGIN SELECT 1; END;",
    ),
    _trigger(
        "ett rutinpaket tas inte bort",
        "BEGIN SELECT RAISE(ABORT, 'a bundle is never removed'); END;",
        "BEGIN SELECT 1; END;",
    ),
    _trigger(
        "ett rutinpaket läggs in en gång",
        "BEGIN SELECT RAISE(ABORT, 'a bundle is put once'); END;",
        "BEGIN SELECT 1; END;",
    ),
    _audit.wall(
        "huvudet över alla huvuden jämförs med passbytet",
        "    held = not doubtful and hold_against(log, last, erased)\n",
        "    held = not doubtful\n",
        _LOG + "test_a_cut_tail_shows_against_the_last_shift_end",
        "tests/desk/test_audit.py::test_a_sum_that_is_another_is_told",
    ),
    _audit.wall(
        "varje ärendenummer har en logg",
        "elif log.head(stream) is None:",
        "elif False:",
        _LOG + "test_a_case_that_is_gone_with_all_its_rows_exits_with_three",
    ),
    _audit.wall(
        "antalet rader före passbytet räknas",
        "if excess < 0:",
        "if False:",
        _LOG + "test_a_cut_tail_shows_against_the_last_shift_end",
    ),
    Place(_TAIL, "src/jourstod/store/seal.py").wall(
        "en avhuggen svans syns mot ett tidigare huvud",
        "if last is None or last.seq < head.seq:",
        "if False:",
        _SEAL + "test_a_cut_tail_shows_against_an_earlier_head",
        raised="IndexError",
    ),
    Place(_TAIL, "src/jourstod/store/batch.py").wall(
        "en station som sett fler rader säger ifrån",
        "if count < part.expected:",
        "if False:",
        _CONTRACT + "test_rows_that_were_seen_and_are_gone_are_a_broken_log",
        raised="ConstraintError",
    ),
    Place(_TAIL, "src/jourstod/desk/heads.py").wall(
        "summan över alla huvuden tar med antal och sista summa",
        'for field in (head.stream.encode(), head.seq.to_bytes(8, "big"), head.hash):',
        "for field in (head.stream.encode(),):",
        _SEAL + "test_the_head_of_heads_shows_every_removed_or_cut_stream",
    ),
    Place(_ANEW, "src/jourstod/desk/printed.py").wall(
        "en utskriven summa som inte finns i loggen larmar",
        "    if found is None:\n        raise SumGone",
        "    if found is None:\n        return Printed(STREAM, 1, 0)\n        raise SumGone",
        _LOG + "test_a_chain_written_anew_as_a_whole_holds_and_is_found_by_the_sum_on_paper",
    ),
    Place(_ANEW, "src/jourstod/desk/printed.py").wall(
        "loggarna hålls mot summan på passbytets kvittens",
        "                doubtful = not hold_against(log, entry, tombstones(log, codec))\n",
        "                pass\n",
        _LOG + "test_a_shift_end_that_is_kept_while_a_case_is_written_anew_is_found",
    ),
)
