"""The walls of what stands beside the log, sealed too, and of keys that are destroyed."""

from __future__ import annotations

from .wall import Place, Wall

_SEALED = "Disk, kopia eller databas läses"
_GUESSED = "Lösenfrasen gissas"
_ERASED = "Ett ärende gallras fel, eller gallras inte helt"
_COPY = "En kopia är trasig, ändrad eller någon annans"

_NIGHT = (
    "tests/desk/test_store_promises.py::"
    "test_nothing_of_a_whole_night_can_be_read_in_the_stores_bytes"
)
_SAFE = "tests/vault/test_safe.py::"
_PAPER = "tests/vault/test_recovery.py::"

WALLS: tuple[Wall, ...] = (
    Place(_SEALED, "src/jourstod/desk/rows.py").wall(
        "varje händelse förseglas när den skrivs",
        "        key_id, sealed = codec.seal(to_bytes(entry), clear)\n",
        "        key_id, sealed = codec.seal(to_bytes(entry), clear)[0], to_bytes(entry)\n",
        _NIGHT,
        raised="LogBroken",
    ),
    Place(_SEALED, "src/jourstod/desk/notebook.py").wall(
        "ett utkast förseglas när det sparas",
        "        key_id, sealed = self.codec.seal(text.encode(), self._clear(place))\n",
        "        key_id, sealed = self.codec.seal(text.encode(), self._clear(place))[0], text.encode()\n",
        _NIGHT,
        raised="LogBroken",
    ),
    Place(_SEALED, "src/jourstod/desk/writing_desk.py").wall(
        "tavlans rad förseglas när den skrivs",
        "        key_id, sealed = self._codec.seal(to_bytes(row), clear)\n",
        "        key_id, sealed = self._codec.seal(to_bytes(row), clear)[0], to_bytes(row)\n",
        _NIGHT,
        raised="LogBroken",
    ),
    Place(_GUESSED, "src/jourstod/vault/recovery.py").wall(
        "återställningsnyckeln har 158 slumpade bitar",
        'return Secret("".join(secrets.choice(SIGNS) for _ in range(GROUPS * DATA)).encode())',
        'return Secret(("".join(secrets.choice(SIGNS) for _ in range(DATA)) * GROUPS).encode())',
        _PAPER + "test_every_sign_of_a_key_is_drawn_by_itself_and_from_the_system",
    ),
    Place(_GUESSED, "src/jourstod/vault/recovery.py").wall(
        "slumpen kommer från systemet",
        "secrets.choice(SIGNS) for",
        "__import__('random').choice(SIGNS) for",
        _PAPER + "test_every_sign_of_a_key_is_drawn_by_itself_and_from_the_system",
    ),
    Place(_COPY, "src/jourstod/vault/recovery.py").wall(
        "ett skrivfel i återställningsnyckeln sägs, med sin grupp",
        "        if len(part) == size and part[DATA] != _check(part[:DATA], n):\n",
        "        if False:\n",
        _PAPER + "test_every_single_wrong_sign_is_told_with_its_group",
    ),
    Place(_ERASED, "src/jourstod/vault/ring.py").wall(
        "där nyckeln är förstörd förseglas inget mer",
        "        if not key.wrapped:\n            raise KeyDestroyed(key.stream)\n        if key.by",
        "        if not key.wrapped:\n            return self.new_key(key.stream, fresh_key())\n"
        "        if key.by",
        "tests/vault/test_sealing.py::test_nothing_more_is_sealed_where_the_key_is_destroyed",
        raised="RecursionError",
    ),
    Place(_ERASED, "src/jourstod/store/sqlite_keys.py").wall(
        "den förstörda nyckeln står inte i någon fil",
        "                \"UPDATE data_key SET wrapped = x'' WHERE stream = ? AND wrapped <> x''\", (stream,)\n",
        '                "UPDATE data_key SET id = id WHERE stream = ?", (stream,)\n',
        _SAFE + "test_a_destroyed_key_is_in_no_file_and_the_others_are",
    ),
    Place(_ERASED, "src/jourstod/store/sqlite_keys.py").wall(
        "läser någon de gamla sidorna ska det göras om",
        "        if not self._sweep():\n",
        "        if self._sweep() is None:\n",
        _SAFE + "test_a_reader_that_holds_the_old_pages_makes_destruction_ask_to_be_done_again",
    ),
    Place(_COPY, "src/jourstod/desk/copy_notices.py").wall(
        "en kopia som inte återställts på prov på länge sägs på tavlan",
        '    again = " Prova igen: jourstod backup test FIL." if days > OLD else ""\n',
        '    again = ""\n',
        "tests/desk/test_copy_notices.py::"
        "test_the_age_of_the_last_trial_is_told_and_after_a_month_what_to_do",
    ),
    Place(_COPY, "src/jourstod/desk/copy_notices.py").wall(
        "ett prov som misslyckades sägs, också efter ett som gick bra",
        "    if tried and tried is not whole:\n",
        "    if tried and not whole:\n",
        "tests/desk/test_copy_notices.py::"
        "test_a_trial_that_failed_after_one_that_went_well_is_what_is_told",
    ),
)
