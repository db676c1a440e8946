"""The walls between those who share a store: auditor and drift, nämnd and nämnd, and who keeps it."""

from __future__ import annotations

from .wall import Place, Wall

_AUDITOR = "Granskaren läser ärenden"
_BOARDS = "En nämnd ser vem som läst en annans ärenden"
_KEEPER = "Någon flyttar, kopierar eller gallrar utan rätt"

_wrapping = Place(_AUDITOR, "src/jourstod/vault/wrapping.py")
_account = Place(_AUDITOR, "src/jourstod/vault/account.py")
_access = Place(_BOARDS, "src/jourstod/desk/access.py")
_keeper = Place(_KEEPER, "src/jourstod/commands/keeper.py")
_copies = Place(_KEEPER, "src/jourstod/copies.py")

_AUDITED = "tests/vault/test_auditor.py::"
_RIGHTS = "tests/commands/test_sealed_rights.py::"
_STREAMS = "tests/desk/test_access_boards.py::"
_BOX = _AUDITED + "test_an_auditors_box_does_not_hold_the_station_key_in_any_form"

WALLS: tuple[Wall, ...] = (
    _account.wall(
        "granskarens konto får åtkomstloggens nyckel och ingen annan",
        "            told = key.id.encode() + key.audit.secret.reveal()\n",
        "            told = key.id.encode() + key.secret.reveal()\n",
        _BOX,
    ),
    _account.wall(
        "åtkomstloggens nyckel leder inte till stationens",
        'return AuditKey(self.id, derived(self.secret, bound_to("audit key")))',
        "return AuditKey(self.id, self.secret)",
        _BOX,
    ),
    _wrapping.wall(
        "bara åtkomstloggen är låst med den nyckeln",
        'AUDITED = "access/"\n',
        'AUDITED = ""\n',
        _AUDITED + "test_the_cipher_gives_an_auditor_the_access_log_and_no_other_key",
    ),
    _wrapping.wall(
        "det som inte är åtkomstlogg nekas granskaren",
        "        if not key.stream.startswith(AUDITED):\n            return _opened(self._whole(), key)\n",
        "",
        _AUDITED + "test_the_keys_of_the_access_log_open_no_case_summary_draft_seat_or_outbox",
        raised="StoreAway",
    ),
    _account.wall(
        "ett äldre konto som håller stationens nyckel öppnas inte",
        "    return account.role == Role.AUDITOR.value and len(account.box) == _FORMER_BOX\n",
        "    return False\n",
        _AUDITED + "test_a_former_auditor_is_refused_until_one_with_a_key_has_signed_in",
        raised="Tampered",
    ),
    _access.wall(
        "varje nämnds åtkomster står i en egen logg",
        "            of.setdefault(event.board, []).append(entry)\n",
        '            of.setdefault("", []).append(entry)\n',
        _STREAMS + "test_the_rows_of_a_nämnd_stand_in_its_own_stream_with_its_name_in_clear",
        _STREAMS + "test_in_a_shared_database_a_nämnd_sees_no_row_of_anothers_accesses",
    ),
    _access.wall(
        "raden bär sin nämnd i klartext, så att databasen kan hålla isär dem",
        "            found.append(rows.seal(self._codec, board, stream, seq, command, entries))\n",
        '            found.append(rows.seal(self._codec, "", stream, seq, command, entries))\n',
        _STREAMS + "test_the_rows_of_a_nämnd_stand_in_its_own_stream_with_its_name_in_clear",
        _STREAMS + "test_in_a_shared_database_a_nämnd_sees_no_row_of_anothers_accesses",
    ),
    _keeper.wall(
        "den som flyttar, ställer om eller gallrar loggar in med rätt roll före första skrivningen",
        "    permit(arguments, signed.handler)\n    return signed.handler, signed.hand\n",
        "    return signed.handler, signed.hand\n",
        _RIGHTS + "test_a_role_that_is_not_listed_is_refused_before_anything_is_written",
    ),
    _copies.wall(
        "en ny kopia öppnas bara av dem som får återställa",
        "return [for_account(one) for one in vault.keys.accounts() if one.role in _READERS]",
        "return [for_account(one) for one in vault.keys.accounts()]",
        _RIGHTS + "test_a_copy_is_opened_by_nobody_but_those_who_restore",
    ),
    _copies.wall(
        "en äldre kopia återställs inte av alla som har ett konto i den",
        "    if reader is not None and role_of(header, reader.signature) not in _READERS:\n",
        "    if False:\n",
        _RIGHTS + "test_an_older_copy_with_a_way_for_everybody_is_not_restored_by_everybody",
    ),
)
