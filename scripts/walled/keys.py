"""The walls of accounts and keys: who gets in, and what is sealed with what."""

from __future__ import annotations

from .wall import Place, Wall

_SEALED = "Disk, kopia eller databas läses"
_GUESSED = "Lösenfrasen gissas"
_LEFT = "En som slutat läser vidare"
_RUNS = "Drift läser innehåll"
_MOVED = "En rad flyttas till ett annat ärende"
_CHANGED_ACCOUNT = "Ett konto ändras i lagret för att ge nyckeln till någon annan"

_sealing = Place(_SEALED, "src/jourstod/vault/sealing.py")
_passphrase = Place(_GUESSED, "src/jourstod/vault/passphrase.py")
_door = Place(_GUESSED, "src/jourstod/vault/door.py")
_account = Place(_CHANGED_ACCOUNT, "src/jourstod/vault/account.py")
_safe = Place(_LEFT, "src/jourstod/vault/safe.py")

_DOOR = "tests/vault/test_door.py::"
_SAFE = "tests/vault/test_safe.py::"
_SEAL = "tests/vault/test_sealing.py::"

_SILENT = "Databasen är borta och skärmen är låst"
_IN_PLACE = "tests/vault/test_stand_in.py::"
_stand_in = Place(_SILENT, "src/jourstod/vault/stand_in.py")

WALLS: tuple[Wall, ...] = (
    _stand_in.wall(
        "efter tolv timmar utan databasen släpps ingen in",
        "        if abs(now - self._seen) >= LONGEST:",
        "        if False:",
        _IN_PLACE
        + "test_after_some_hours_the_right_passphrase_opens_nothing_until_the_accounts_are_asked",
    ),
    _stand_in.wall(
        "bara den som satt där låser upp",
        "        if signature.strip() != mine.signature:\n",
        "        if False:\n",
        _IN_PLACE + "test_the_one_who_sat_here_comes_back_and_nobody_else",
        raised="WrongPassphrase",
    ),
    _stand_in.wall(
        "felaktiga försök väntar också utan databasen",
        "        if left := still_to_wait(self._wrong, self._tried, now):\n",
        "        if (left := still_to_wait(self._wrong, self._tried, now)) and False:\n",
        _IN_PLACE + "test_wrong_ones_have_to_wait_longer_and_longer_and_a_right_one_ends_it",
    ),
    _sealing.wall(
        "raderna förseglas",
        "return key_id, cipher.lock(filled(plain), associated_data(clear, key_id))",
        "return key_id, plain",
        _SEAL + "test_what_is_sealed_is_not_there_to_read",
    ),
    _sealing.wall(
        "en slumpnyckel per logg",
        'return stream if stream.startswith(_OWN) else stream.partition("/")[0]',
        'return stream.partition("/")[0]',
        _SEAL + "test_every_log_has_a_key_of_its_own_and_drafts_share_one",
    ),
    _sealing.wall(
        "utfylld längd",
        "return plain + _END + bytes(-(len(plain) + 1) % BLOCK)",
        "return plain + _END",
        _SEAL + "test_the_length_does_not_tell_yes_from_no",
    ),
    _sealing.wall(
        "en rad i klartext tas inte för en förseglad",
        "if clear.stream in IN_CLEAR and key_id == _CLEAR_ID:",
        "if key_id == _CLEAR_ID:",
        _SEAL + "test_published_routines_are_read_by_anybody_and_nothing_else_is_taken_for_them",
    ),
    Place(_SEALED, "src/jourstod/vault/cipher.py").wall(
        "ny slump för varje försegling",
        "nonce = os.urandom(NONCE_BYTES)",
        "nonce = bytes(NONCE_BYTES)",
        _SEAL + "test_the_same_text_is_sealed_to_other_bytes_each_time_and_opens",
    ),
    Place(_MOVED, "src/jourstod/vault/sealing.py").wall(
        "det förseglade är bundet till de klara kolumnerna när det låses och öppnas",
        "def _no_right() -> NoRight:",
        'def associated_data(clear: Clear, key_id: str) -> bytes:  # noqa: F811\n    return b""\n\n\n'
        "def _no_right() -> NoRight:",
        _SEAL + "test_a_row_does_not_open_at_another_place",
        _SEAL + "test_a_draft_does_not_open_at_another_place_of_the_same_key",
    ),
    Place(_MOVED, "src/jourstod/desk/envelope.py").wall(
        "numret i loggen ingår i det bundna",
        "            *(_NUMBER_LENGTH, _long(clear.seq)),\n",
        "",
        "tests/store/test_seal.py::test_every_field_is_in_the_hash",
        _SEAL + "test_a_row_does_not_open_at_another_place",
    ),
    Place(_MOVED, "src/jourstod/desk/envelope.py").wall(
        "varje fält har sin längd före sig",
        "*(_long(len(board)), board, _long(len(stream)), stream),",
        "*(board, stream),",
        "tests/store/test_seal.py::test_a_text_moved_over_the_border_of_a_field_is_another_row",
    ),
    Place(_RUNS, "src/jourstod/vault/account.py").wall(
        "driftens konto har ingen väg till stationens nyckel",
        '        case Role.OPERATIONS.value:\n            return b""\n',
        "",
        _DOOR + "test_one_who_runs_the_program_signs_in_without_a_key_to_the_content",
    ),
    Place(_RUNS, "src/jourstod/vault/sealing.py").wall(
        "den som driver öppnar inget förseglat",
        '''    def open(self, key_id: str, sealed: bytes, clear: Clear) -> bytes:
        """Raises NoRight."""
        raise _no_right()''',
        '''    def open(self, key_id: str, sealed: bytes, clear: Clear) -> bytes:
        """Raises NoRight."""
        return sealed''',
        _SEAL + "test_one_who_runs_the_program_opens_and_seals_nothing",
    ),
    Place(_RUNS, "src/jourstod/vault/sealing.py").wall(
        "den som driver skriver inget innehåll",
        '''    def seal(self, plain: bytes, clear: Clear) -> tuple[str, bytes]:
        """Raises NoRight."""
        raise _no_right()''',
        '''    def seal(self, plain: bytes, clear: Clear) -> tuple[str, bytes]:
        """Raises NoRight."""
        return "", plain''',
        _SEAL + "test_one_who_runs_the_program_opens_and_seals_nothing",
    ),
    _passphrase.wall(
        "ett försök kostar minst 64 MiB och tre varv",
        "LIGHTEST = Cost(64 * 1024, 3, 1)",
        "LIGHTEST = Cost(8 * 1024, 1, 1)",
        _DOOR + "test_the_cost_is_tuned_to_half_a_second_and_never_below_64_mib",
        "tests/vault/test_locked_file.py::test_a_guess_costs_64_mib_at_least",
    ),
    _passphrase.wall(
        "kostnaden mäts på maskinen",
        "passes = min(max(LIGHTEST.passes, round(AIM / once)), _MOST_PASSES)",
        "passes = LIGHTEST.passes",
        _DOOR + "test_the_cost_is_tuned_to_half_a_second_and_never_below_64_mib",
    ),
    _passphrase.wall(
        "en orimlig kostnad nekas innan den äter minnet",
        "sane = 1 <= cost.lanes <= _MOST_LANES and 1 <= cost.passes <= _MOST_PASSES",
        "sane = cost.lanes > 0 and cost.passes < 10**5",
        _DOOR + "test_an_absurd_cost_is_refused_before_it_eats_the_memory",
        raised="WrongPassphrase",
    ),
    _passphrase.wall(
        "enformig lösenfras nekas",
        "if len(set(text.lower())) < _LEAST_DIFFERENT:",
        "if False:",
        _DOOR + "test_a_weak_passphrase_is_refused_and_nothing_is_made",
    ),
    _passphrase.wall(
        "för kort lösenfras nekas, och det egna namnet räknas inte",
        "if len(left) < LEAST:",
        "if False:",
        _DOOR + "test_a_weak_passphrase_is_refused_and_nothing_is_made",
    ),
    _door.wall(
        "försöket räknas innan det görs",
        "        tries = self._counted(account)\n        try:\n            me = unlocked(account, passphrase)\n"
        "        except Unopened:\n",
        "        try:\n            me = unlocked(account, passphrase)\n            tries = 1\n"
        "        except Unopened:\n            tries = self._counted(account)\n",
        _DOOR + "test_a_try_is_counted_before_it_is_made",
        _DOOR + "test_wrong_tries_are_counted_logged_and_slowed_through_a_restart",
    ),
    _door.wall(
        "väntan efter fel försök, också efter omstart",
        "if left := still_to_wait(account.tries, tried, now):",
        "if (left := still_to_wait(account.tries, tried, now)) and False:",
        _DOOR + "test_wrong_tries_are_counted_logged_and_slowed_through_a_restart",
    ),
    Place(_GUESSED, "src/jourstod/vault/waiting.py").wall(
        "väntan blir dubbelt så lång för varje fel",
        "doubled: int = 2 ** min(tries - FREE - 1, 16)",
        "doubled: int = 1",
        _DOOR + "test_the_wait_doubles_up_to_a_quarter",
    ),
    Place(_GUESSED, "src/jourstod/store/sqlite_keys.py").wall(
        "antalet försök står i filen",
        '"UPDATE account SET tries = tries + 1, tried = ? WHERE signature = ? AND tries = ?"',
        '"UPDATE account SET tries = tries, tried = ? WHERE signature = ? AND tries = ?"',
        _DOOR + "test_wrong_tries_are_counted_logged_and_slowed_through_a_restart",
    ),
    _door.wall(
        "fel lösenfras loggas",
        "self._diary.write(NOBODY, ev.SignInFailed(account.signature, tries))",
        "pass",
        _DOOR + "test_wrong_tries_are_counted_logged_and_slowed_through_a_restart",
    ),
    _door.wall(
        "en okänd signatur tar lika lång tid",
        "stretched(passphrase, bytes(SALT_BYTES), LIGHTEST)  # as slow as for a known signature",
        "pass",
        _DOOR + "test_a_try_of_an_unknown_signature_is_as_slow_and_keeps_nothing_typed",
    ),
    _door.wall(
        "det som skrevs som signatur står inte i loggen",
        'self._diary.write(NOBODY, ev.SignInFailed("", 0))',
        "self._diary.write(NOBODY, ev.SignInFailed(signature, 0))",
        _DOOR + "test_a_try_of_an_unknown_signature_is_as_slow_and_keeps_nothing_typed",
    ),
    _door.wall(
        "en återställningsnyckel som inte hör hit loggas",
        "self._diary.write(NOBODY, ev.SignInFailed(RECOVERY, 0))",
        "pass",
        _DOOR + "test_another_stores_printed_key_opens_nothing_and_is_logged",
    ),
    _door.wall(
        "konton görs en gång för ett lager",
        "if not self._keys.begin(key.id, (account, recovery_account(printed, key))):",
        "if not self._keys.begin(key.id, (account, recovery_account(printed, key))) and False:",
        _DOOR + "test_a_safe_is_made_once",
    ),
    Place(_GUESSED, "src/jourstod/domain/secret.py").wall(
        "en hemlighet visas inte som text",
        'return "Secret(…)"',
        "return repr(self._bytes)",
        _DOOR + "test_no_secret_stands_in_a_repr_or_a_traceback",
    ),
    _safe.wall(
        "stationens nyckel byts i samma skrivning som kontot tas bort",
        "many = self._turn(without=signature)",
        "many = self._turn()",
        _SAFE + "test_a_removed_person_gets_nowhere_and_the_station_key_is_another",
    ),
    _safe.wall(
        "loggarnas nycklar låses om under den nya",
        "keys = [wrapping.locked(one.stream, one.id, self._ring.open(one)) for one in live]",
        "keys = live",
        _SAFE + "test_the_former_station_key_opens_nothing_that_is_left",
        _SAFE + "test_a_rotation_killed_at_any_moment_leaves_everything_readable",
        raised="StoreAway",
    ),
    Place(_LEFT, "src/jourstod/vault/ring.py").wall(
        "en annan station tar den nya nyckeln ur sin egen box, och den borttagne har ingen",
        "if key.by != self.id:\n            self.refresh()",
        "if False:\n            self.refresh()",
        _SAFE + "test_a_removed_person_gets_nowhere_and_the_station_key_is_another",
        raised="StoreAway",
    ),
    Place(_GUESSED, "src/jourstod/domain/secret.py").wall(
        "en hemlighet följer inte med i en kopia av ett värde",
        'raise TypeError("a secret is not written anywhere")',
        "return (Secret, (self._bytes,))",
        _DOOR + "test_a_secret_is_not_pickled",
    ),
    _safe.wall(
        "bara en arbetsledare eller återställningsnyckeln ändrar konton",
        "if self.handler.role is not Role.TEAM_LEADER:",
        "if False:",
        _DOOR + "test_only_the_recovery_key_and_team_leaders_change_accounts",
    ),
    _safe.wall(
        "ingen tar bort sitt eget konto",
        "if signature == self.handler.signature:",
        "if False:",
        _SAFE + "test_nobody_removes_their_own_account",
    ),
    Place(_LEFT, "src/jourstod/vault/own_account.py").wall(
        "den förra lösenfrasen prövas före bytet",
        "            me = unlocked(account, old)\n        except Unopened:\n            raise WrongPassphrase from None",
        "            me = unlocked(account, old)\n        except Unopened:\n            return",
        _SAFE + "test_a_changed_passphrase_opens_and_the_former_does_not",
    ),
    _safe.wall(
        "en ny återställningsnyckel gör den förra ogiltig",
        "self._put(lambda: recovery_account(fresh, self._ring.station_key))",
        "pass",
        _DOOR + "test_a_renewed_recovery_key_ends_the_former",
    ),
    Place(_LEFT, "src/jourstod/store/sqlite_keys.py").wall(
        "det som en tidigare lösenfras låste sopas ur filen",
        """            db.execute(_PUT_ACCOUNT, _plain(account))
        self._sweep()""",
        "            db.execute(_PUT_ACCOUNT, _plain(account))",
        _SAFE + "test_what_a_former_passphrase_locked_is_gone_from_the_file",
    ),
    Place(_LEFT, "src/jourstod/store/sqlite_keys.py").wall(
        "ett nyckelbyte som något ändrats under görs om",
        "if not same_accounts(tuple(now.values()), turned):",
        "if False:",
        "tests/store/test_sqlite.py::TestSqliteKeys::test_a_rotation_that_something_has_moved_under_changes_nothing",
    ),
    Place(_LEFT, "src/jourstod/store/sqlite_keys.py").wall(
        "inget skrivs under en nyckel som inte längre är stationens",
        "yield db if _ring(db) == by else None",
        "yield db",
        "tests/store/test_sqlite.py::TestSqliteKeys::test_nothing_is_written_under_a_key_that_is_no_longer_the_stations",
    ),
    _account.wall(
        "kontots roll, signatur och kostnad är bundna till det låsta",
        'return bound_to("account", *_who(account), account.salt, cost)',
        'return bound_to("account")',
        _DOOR + "test_a_changed_account_does_not_open",
    ),
    _account.wall(
        "kortet intygar namn, roll och nyckel",
        'return bound_to("card", *_who(account))',
        'return bound_to("card")',
        _DOOR + "test_another_ones_box_does_not_open",
    ),
    _account.wall(
        "ett konto som någon annan lagt in får inte stationens nyckel",
        "        raise Tampered(account.signature) from None\n    role = ",
        '        told = {"name": ""}\n    role = ',
        _DOOR + "test_a_public_key_put_in_by_somebody_else_gets_no_station_key",
    ),
    Place(_CHANGED_ACCOUNT, "src/jourstod/vault/wrapping.py").wall(
        "en loggs nyckel är bunden till loggen",
        'return bound_to("data key", stream, id, by)',
        'return bound_to("data key")',
        _SAFE + "test_a_swapped_or_damaged_key_is_told_and_opens_nothing",
        raised="LogBroken",
    ),
)
