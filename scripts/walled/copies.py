"""The walls of copies, and of a store that moves: whole and unread, or not at all."""

from __future__ import annotations

from .wall import Place, Wall

_COPY = "En kopia är trasig, ändrad eller någon annans"
_READ = "En kopia läses av den som hittar den"
_MOVED = "Något försvinner när lagret förseglas eller flyttas"
_file = Place(_COPY, "src/jourstod/vault/sealed_file.py")
_in = Place(_COPY, "src/jourstod/store/copying.py")
_copies = Place(_COPY, "src/jourstod/copies.py")
_generation = Place(_MOVED, "src/jourstod/store/generation.py")
_SEALED = "tests/vault/test_sealed_file.py::"
_BACKUP = "tests/commands/test_backup_command.py::"
_ENCRYPT = "tests/commands/test_encrypt_command.py::"
_STORE = "tests/commands/test_store_command.py::"
_DEEP = "tests/store/test_copy_walls.py::"

WALLS: tuple[Wall, ...] = (
    _file.wall(
        "varje bit är bunden till sitt nummer, till filen och till om den är sist",
        'return bound_to("file chunk", digest, count.to_bytes(8, "big"), bytes([last]))',
        'return bound_to("file chunk")',
        _SEALED + "test_chunks_that_changed_places_are_refused",
        _SEALED + "test_the_header_of_another_file_with_the_same_key_does_not_open_the_chunks",
        _SEALED + "test_the_last_chunk_left_out_and_the_one_before_said_to_be_last_is_refused",
    ),
    _file.wall(
        "en avkortad fil nekas",
        "if len(begins) < 5 or begins[0] > 1 or size > CHUNK + _SLACK:\n            raise Altered",
        "if len(begins) < 5 or begins[0] > 1 or size > CHUNK + _SLACK:\n            return",
        _SEALED + "test_a_file_that_ends_between_two_chunks_is_refused",
    ),
    _file.wall(
        "något efter slutet nekas",
        "    if file.read(1):\n        raise Altered",
        "    if file.read(1):\n        return",
        _SEALED + "test_a_chunk_twice_or_something_after_the_end_is_refused",
    ),
    _file.wall(
        "en nyare fil nekas med en mening",
        'if int.from_bytes(begins[len(MAGIC) : len(MAGIC) + 2], "big") > FORMAT:',
        "if False:",
        _SEALED + "test_a_foreign_file_and_a_newer_one_are_refused",
        raised="Altered",
    ),
    Place(_READ, "src/jourstod/copies.py").wall(
        "kopian är förseglad med en nyckel som bara de behöriga når",
        "return [for_account(one) for one in vault.keys.accounts() if one.role in _READERS]",
        "return [in_clear]",
        "tests/commands/test_sealed_rights.py::"
        "test_a_copy_is_opened_by_nobody_but_those_who_restore",
    ),
    _file.wall(
        "fel nyckel sägs som fel nyckel, inte som en trasig fil",
        '        return Secret(unboxed(private, _bytes(way, "box"), _bound(header)))\n'
        "    except Unopened:\n        raise WrongKey from None",
        '        return Secret(unboxed(private, _bytes(way, "box"), _bound(header)))\n'
        "    except Unopened:\n        raise Altered from None",
        _BACKUP + "test_what_is_not_whole_and_ours_restores_nothing[wrong]",
    ),
    Place(_READ, _file.file).wall(
        "ingen nämns i filens huvud",
        'return sha256(bound_to("file reader", salt, signature)).hexdigest()[:16]',
        "return signature",
        _SEALED + "test_nobody_is_named_in_the_header",
    ),
    Place(_READ, "src/jourstod/copies.py").wall(
        "ett lager i klartext kopieras bara när det är sagt",
        "if not (vault.practice or clear):",
        "if False:",
        _BACKUP + "test_a_store_in_clear_text_is_copied_only_when_that_is_said",
    ),
    Place(_READ, "src/jourstod/store/whole_file.py").wall(
        "kopian är bara ägarens",
        "handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)",
        "handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)",
        _BACKUP + "test_nothing_that_was_written_stands_readable_in_the_file",
    ),
    _in.wall(
        "kedjan prövas innan en rad kopieras",
        "        found = follows(rows, head.stream, last)\n",
        "        found = Head(head.stream, rows[-1][1], rows[-1][8])\n",
        _BACKUP + "test_a_chain_broken_in_the_store_is_not_copied",
    ),
    _in.wall(
        "loggen når sitt huvud när kopian görs",
        '        raise LogBroken(head.stream, last.seq + 1 if last else 1, "loggen når inte sitt huvud")',
        "        return",
        _DEEP + "test_a_log_that_does_not_reach_its_head_is_not_copied",
    ),
    _in.wall(
        "kedjan prövas när kopian läses in",
        "        last = follows(rows, self._head.stream, self._last)\n",
        "        last = Head(self._head.stream, rows[-1][1], rows[-1][8])\n",
        _DEEP + "test_a_row_that_does_not_fit_the_chain_is_not_read_in",
    ),
    _in.wall(
        "varje logg når sitt huvud när kopian läses in",
        "        if self._last != self._head:\n",
        "        if False:\n",
        _DEEP + "test_a_log_that_does_not_reach_its_head_is_not_read_in",
    ),
    _in.wall(
        "slutposten räknar rader, annat och huvudet över alla huvuden",
        "            if (rows, beside, total) != (str(copied.rows), str(copied.beside), copied.sum):\n"
        "                raise Broken\n",
        "",
        _DEEP + "test_the_end_counts_rows_what_is_beside_and_the_head_of_all_heads",
    ),
    _in.wall(
        "utan slutpost är kopian inte hel",
        "        taking.take(kind, tuple(fields))\n    raise Broken",
        "        taking.take(kind, tuple(fields))\n    taking.close()",
        _DEEP + "test_a_copy_without_its_end_is_not_whole",
    ),
    _in.wall(
        "inget kommer efter slutposten",
        "            if next(records, None) is not None:\n                raise Broken\n",
        "",
        _DEEP + "test_nothing_comes_after_the_end",
    ),
    _in.wall(
        "en post av okänt slag läses inte in",
        "            case _:\n                raise Broken\n\n\ndef _begun",
        "            case _:\n                pass\n\n\ndef _begun",
        _DEEP + "test_a_record_of_an_unknown_kind_is_refused",
    ),
    _in.wall(
        "kopian är av ett enda ögonblick",
        "    with vault.unchanged():\n        heads",
        "    if True:\n        heads",
        _BACKUP + "test_a_row_written_while_the_copy_is_made_is_not_half_in_it",
    ),
    _copies.wall(
        "det som kom ur kopian hålls mot passbytet",
        'return "shift" if audit(vault.log, codec).shift_ended else "heads"',
        'return "shift"',
        _BACKUP + "test_a_whole_stream_left_out_of_the_copy_does_not_fit_the_shift_end",
    ),
    _copies.wall(
        "ett annat lagers kopia är inget prov av det här",
        "    if [row.hash for row in first] != [row.hash for row in other]:",
        "    if False:",
        _BACKUP + "test_a_copy_of_another_store_is_no_trial_of_this_one",
    ),
    _copies.wall(
        "den nya mappen får sitt namn först när allt är på plats",
        "        restored = _restored(path, folder, clock, asked, before_use)\n        settled(folder)\n"
        "        os.rename(folder, home)\n",
        "        os.mkdir(home)\n        os.rename(home, folder)\n        os.symlink(folder, home)\n"
        "        restored = _restored(path, folder, clock, asked, before_use)\n        settled(folder)\n",
        _BACKUP + "test_a_restoring_that_is_killed_has_restored_nothing",
        _BACKUP + "test_a_full_disk_in_the_middle_restores_nothing",
    ),
    _copies.wall(
        "en mapp som används återställs inte över",
        "if home.is_symlink() or (home.exists() and (not home.is_dir() or any(home.iterdir()))):",
        "if False:",
        _BACKUP + "test_a_file_or_a_folder_that_is_in_use_is_left_as_it_is",
    ),
    _copies.wall(
        "provet lämnar inget efter sig",
        "        return _restored(path, folder, clock, asked, look)\n    finally:\n        swept(folder)",
        "        return _restored(path, folder, clock, asked, look)\n    finally:\n        pass",
        _BACKUP + "test_a_tried_copy_is_told_of_in_the_log_and_nothing_of_it_is_left",
    ),
    _copies.wall(
        "en fil ur kopian läggs inte utanför mappen",
        "    if set(files) - set(BESIDE):\n        raise Broken",
        "    return",
        _BACKUP + "test_a_file_in_the_copy_cannot_be_put_outside_the_folder",
    ),
    Place(_COPY, "src/jourstod/store/whole_file.py").wall(
        "full disk lämnar ingen halv kopia",
        "    finally:\n        with suppress(OSError):\n            part.unlink()",
        "    finally:\n        pass",
        _BACKUP + "test_a_full_disk_leaves_no_copy",
    ),
    Place(_COPY, "src/jourstod/store/whole_file.py").wall(
        "en kopia skrivs inte över en annan",
        "if path.exists() or path.is_symlink():",
        "if False:",
        _BACKUP + "test_a_file_or_a_folder_that_is_in_use_is_left_as_it_is",
    ),
    _generation.wall(
        "den gamla kedjan räknas fram ur det nya lagret innan det gamla lämnas",
        "        if prev != head.hash:\n",
        "        if False:\n",
        _ENCRYPT + "test_a_lost_or_changed_row_is_found_before_the_old_file_gives_way",
    ),
    Place(_MOVED, "src/jourstod/vault/moving.py").wall(
        "det nya lagrets första händelse bär det gamlas huvud",
        'moved = StoreMoved(sum, len(counted), many, counted.get(STREAM, 0), "encrypted")',
        'moved = StoreMoved("", len(counted), many, counted.get(STREAM, 0), "encrypted")',
        _ENCRYPT + "test_the_first_event_holds_the_old_head_and_the_log_still_holds",
    ),
    Place(_MOVED, "src/jourstod/store/moving.py").wall(
        "kedjan prövas innan den flyttas",
        "        last = verify(rows, last)\n        yield from rows",
        "        last = Head(head.stream, rows[-1].clear.seq, rows[-1].hash)\n        yield from rows",
        _STORE + "test_a_broken_log_is_not_moved_and_nothing_is_written",
    ),
    Place(_MOVED, "src/jourstod/store/moving.py").wall(
        "en databas med andra loggar lämnas som den är",
        "if there and set(there) != set(heads):",
        "if False:",
        _STORE + "test_a_database_that_has_other_logs_is_left_as_it_is",
    ),
    Place(_MOVED, "src/jourstod/store/moving.py").wall(
        "allt läses tillbaka och jämförs innan stationerna byter",
        '        if last != head:\n            raise LogBroken(head.stream, head.seq, "den ser',
        '        if False:\n            raise LogBroken(head.stream, head.seq, "den ser',
        "tests/store/test_postgres_walls.py::"
        "test_a_log_that_is_shorter_in_the_database_is_found_before_the_stations_turn",
    ),
    Place(_MOVED, "src/jourstod/store/moving.py").wall(
        "kedjan räknas om ur databasen innan stationerna byter",
        "            last = verify(rows, last)\n        if last != head:",
        "            last = Head(head.stream, rows[-1].clear.seq, rows[-1].hash)\n        if last != head:",
        "tests/store/test_postgres_walls.py::"
        "test_what_looks_otherwise_in_the_database_is_found_before_the_stations_turn",
    ),
    _generation.wall(
        "den gamla filen skrivs över innan den tas bort",
        "            left -= file.write(bytes(min(left, 1 << 20)))\n",
        "            break\n",
        "tests/store/test_copy_walls.py::test_a_file_is_written_over_before_it_is_removed",
    ),
)
