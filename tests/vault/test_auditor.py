"""An auditor's account opens the access log and nothing else, whoever writes the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from tests.store.pg_server import MISSING, Server, emptied, programs, running_server
from tests.store.sealing import put, texts
from tests.vault.at_the_door import ANNA, CARL, CHEAP, OTHER_PHRASE, PHRASE, Hall, Still, opened

from jourstod.copies import Reader as CopyReader
from jourstod.copies import make_copy, try_copy
from jourstod.desk.key_ports import DataKey
from jourstod.desk.ports import Clear, Vault
from jourstod.domain.errors import NoRight
from jourstod.domain.people import Handler, Role
from jourstod.domain.secret import Secret
from jourstod.store.memory import MemoryVault
from jourstod.store.postgres import PostgresVault
from jourstod.store.sqlite import SqliteVault
from jourstod.vault import wrapping
from jourstod.vault.account import (
    AuditKey,
    FormerAccount,
    StationKey,
    Tampered,
    key_in,
    made,
    unlocked,
)
from jourstod.vault.cipher import Cipher, Unopened, bound_to, boxed, derived, unboxed
from jourstod.vault.own_account import WrongPassphrase
from jourstod.vault.safe import Safe, SignedIn
from jourstod.vault.wrapping import Wrapping

GUN = Handler("GR", "Gun Rask", Role.AUDITOR)
THIRD = Secret.typed("tre röda bussar väntar")
LOG, MONTH = "access/2026-11", "access/2026-12"
PLACES = ("case/1", "station/jour", "draft/case-1", "mark/case-1", "outbox/1", "receipts", "tokens")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    if programs() is None:
        pytest.skip(MISSING)
    with running_server(fsync="off") as running:
        yield running


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def hall(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Hall]:
    """A store with Anna's safe, and something at every place that is sealed."""
    made_by: dict[str, Callable[[], Vault]] = {
        "memory": lambda: MemoryVault(Still()),
        "sqlite": lambda: SqliteVault(tmp_path / "jourstod.db", Still()),
        "postgres": lambda: _shared(request.getfixturevalue("server")),
    }
    hall = Hall(storage=made_by[request.param]())
    yield hall
    hall.vault.close()


@pytest.fixture
def safe(hall: Hall) -> Safe:
    made = hall.begin()
    for place in PLACES:
        put(hall.vault, made.codec, place, 0, f"hemligt i {place}")
    put(hall.vault, made.codec, LOG, 0, "AB öppnade 2026-0001")
    return made


def _shared(server: Server) -> Vault:
    emptied(server)
    return PostgresVault(server.address("station"), Still())


def signed(hall: Hall, phrase: Secret = OTHER_PHRASE) -> SignedIn:
    return hall.door().sign_in("GR", phrase)


def audit_key(hall: Hall, phrase: Secret = OTHER_PHRASE) -> AuditKey:
    """What stands in the auditor's box, taken out by hand."""
    account = hall.vault.keys.account("GR")
    assert account is not None
    key = key_in(account, unlocked(account, phrase).private)
    assert isinstance(key, AuditKey)
    return key


def every_cipher(key: AuditKey) -> list[Cipher]:
    """Every way in which the program, or somebody else's, could use the key."""
    uses = ("data keys", "cards", "audited data keys", "audit key", "station key", "recovery")
    return [
        Cipher(key.secret),
        key.cipher(),
        *(Cipher(derived(key.secret, bound_to(use))) for use in uses),
        *(StationKey(key.secret).cipher(use) for use in uses),
    ]


def opens_with(ciphers: list[Cipher], key: DataKey) -> bool:
    bound = bound_to("data key", key.stream, key.id, key.by)
    for cipher in ciphers:
        try:
            cipher.unlock(key.wrapped, bound)
        except Unopened:
            continue
        return True
    return False


def reaches(hall: Hall, phrase: Secret = OTHER_PHRASE) -> set[str]:
    """The streams whose keys the auditor's own key opens, by the cipher alone."""
    ciphers = every_cipher(audit_key(hall, phrase))
    return {key.stream for key in hall.vault.keys.data_keys() if opens_with(ciphers, key)}


def reads(hall: Hall, signed: SignedIn, stream: str = LOG) -> list[str]:
    return texts(signed.codec, hall.vault.log.read(stream))


# --- what the key opens, and what it does not


def test_the_cipher_gives_an_auditor_the_access_log_and_no_other_key(
    hall: Hall, safe: Safe
) -> None:
    safe.add(GUN, OTHER_PHRASE)
    assert {key.stream for key in hall.vault.keys.data_keys()} > {"case/1", "receipts", "draft"}
    assert reaches(hall) == {LOG}
    assert reads(hall, signed(hall)) == ["AB öppnade 2026-0001"]


def test_the_keys_of_the_access_log_open_no_case_summary_draft_seat_or_outbox(
    hall: Hall, safe: Safe
) -> None:
    safe.add(GUN, OTHER_PHRASE)
    mine = Wrapping(audit_key(hall))
    ours = [key for key in hall.vault.keys.data_keys() if key.stream == LOG]
    ciphers = [*every_cipher(audit_key(hall)), *(Cipher(mine.unlocked(key)) for key in ours)]
    summary = Clear("nämnd", "case/1", 1, "summary", "")
    key_id, sealed = safe.codec.seal(b"tavlans rad", summary)
    things = [(summary, key_id, sealed)] + [
        (row.clear, row.key_id, row.sealed) for p in PLACES for row in hall.vault.log.read(p)
    ]
    from jourstod.desk.envelope import associated_data

    assert len(things) == 1 + len(PLACES)
    for cipher, (clear, key_id, sealed) in product(ciphers, things):
        with pytest.raises(Unopened):
            cipher.unlock(sealed, associated_data(clear, key_id))
    codec = signed(hall).codec
    for clear, key_id, sealed in things:
        with pytest.raises(NoRight, match="granskare"):
            codec.open(key_id, sealed, clear)
        with pytest.raises(NoRight):
            codec.seal(b"x", replace(clear, stream=f"{clear.stream.partition('/')[0]}/ny"))


def test_an_auditors_box_does_not_hold_the_station_key_in_any_form(hall: Hall, safe: Safe) -> None:
    safe.add(GUN, OTHER_PHRASE)
    account = hall.vault.keys.account("GR")
    assert account is not None
    private, key = unlocked(account, OTHER_PHRASE).private, safe._ring.station_key
    who = (account.signature, account.role, account.public)
    told = unboxed(private, account.box, bound_to("audit key", *who))
    assert key.secret.reveal() not in told
    for use in ("data keys", "cards"):
        assert derived(key.secret, bound_to(use)).reveal() not in told
    with pytest.raises(Unopened):
        unboxed(private, account.box, bound_to("station key", *who))
    assert signed(hall).safe is None


def test_an_auditor_writes_in_a_new_month_and_those_with_a_safe_read_it(
    hall: Hall, safe: Safe
) -> None:
    safe.add(GUN, OTHER_PHRASE)
    put(hall.vault, signed(hall).codec, MONTH, 0, "GR läste åtkomstloggen")
    assert texts(safe.codec, hall.vault.log.read(MONTH)) == ["GR läste åtkomstloggen"]
    assert reaches(hall) == {LOG, MONTH}


def test_without_the_wall_the_auditor_would_read_cases(
    hall: Hall, safe: Safe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wrapping, "AUDITED", "")  # every key under the audit key
    safe.rotate()
    safe.add(GUN, OTHER_PHRASE)
    assert "case/1" in reaches(hall)


# --- people come and go


def test_a_change_of_keys_gives_the_auditor_the_new_one_only(hall: Hall, safe: Safe) -> None:
    safe.add(GUN, OTHER_PHRASE)
    sitting = signed(hall)
    before = audit_key(hall)
    safe.rotate()
    assert reads(hall, sitting) == reads(hall, signed(hall)) == ["AB öppnade 2026-0001"]
    assert audit_key(hall).secret.reveal() != before.secret.reveal()
    assert not any(opens_with(every_cipher(before), k) for k in hall.vault.keys.data_keys())
    put(hall.vault, sitting.codec, MONTH, 0, "GR läste")
    assert reads(hall, signed(hall), MONTH) == ["GR läste"]


def test_a_removed_auditor_reads_nothing_and_what_was_kept_opens_nothing(
    hall: Hall, safe: Safe
) -> None:
    safe.add(GUN, OTHER_PHRASE)
    sitting, kept = signed(hall), every_cipher(audit_key(hall))
    safe.remove("GR")
    with pytest.raises(NoRight, match="borttaget"):
        reads(hall, sitting)
    with pytest.raises(WrongPassphrase):
        signed(hall)
    assert not any(opens_with(kept, key) for key in hall.vault.keys.data_keys())


def test_one_who_becomes_an_auditor_gives_up_the_station_key(hall: Hall, safe: Safe) -> None:
    safe.add(replace(CARL, signature="GR"), OTHER_PHRASE)
    former = opened(signed(hall))._ring.station_key
    safe.remove("GR")
    safe.add(GUN, OTHER_PHRASE)
    assert reaches(hall) == {LOG}
    ciphers = every_cipher(AuditKey(former.id, former.secret))
    assert not any(opens_with(ciphers, key) for key in hall.vault.keys.data_keys())


def test_an_auditor_changes_the_own_passphrase_without_any_other_key(
    hall: Hall, safe: Safe
) -> None:
    safe.add(GUN, OTHER_PHRASE)
    before = hall.vault.keys.account("GR")
    with pytest.raises(WrongPassphrase):
        hall.door().change_own(GUN, THIRD, THIRD)
    hall.door().change_own(GUN, OTHER_PHRASE, THIRD)
    with pytest.raises(WrongPassphrase):
        signed(hall)
    assert reads(hall, signed(hall, THIRD)) == ["AB öppnade 2026-0001"]
    after = hall.vault.keys.account("GR")
    assert before is not None and after is not None
    assert (after.box, after.card) == (before.box, before.card)
    assert safe.people() == (ANNA, GUN)
    assert hall.told()[-1] != "passphrase_changed"  # but before the last sign-in
    assert "passphrase_changed" in hall.told()


def test_a_forgotten_passphrase_is_reset_also_with_the_recovery_key(hall: Hall, safe: Safe) -> None:
    safe.add(GUN, OTHER_PHRASE)
    hall.door().recover(hall.printed).reset("GR", THIRD)
    assert reads(hall, signed(hall, THIRD)) == ["AB öppnade 2026-0001"]
    assert reaches(hall, THIRD) == {LOG}


def test_an_auditors_role_written_over_in_the_store_opens_nothing(hall: Hall, safe: Safe) -> None:
    safe.add(GUN, OTHER_PHRASE)
    account = hall.vault.keys.account("GR")
    assert account is not None
    leader = replace(account, role=Role.TEAM_LEADER.value)
    assert hall.vault.keys.put_account(leader, hall.vault.keys.station_key())
    with pytest.raises(WrongPassphrase):
        signed(hall)
    with pytest.raises(Tampered):
        key_in(leader, unlocked(account, OTHER_PHRASE).private)


def test_nobody_makes_the_safe_as_an_auditor_or_drift() -> None:
    for role in (Role.AUDITOR, Role.OPERATIONS):
        with pytest.raises(NoRight):
            Hall().door().begin(replace(ANNA, role=role), PHRASE)


# --- a store from before


def made_the_former_way(hall: Hall, safe: Safe) -> None:
    """As the program did it once: the station key in the auditor's box, no audit key anywhere."""
    key = safe._ring.station_key
    bare = made(GUN, OTHER_PHRASE, CHEAP, key)
    bound = bound_to("station key", bare.signature, bare.role, bare.public)
    box = boxed(bare.public, key.secret.reveal(), bound)
    assert hall.vault.keys.put_account(replace(bare, box=box), key.id)
    old = bound_to("data key", MONTH, "gammal", key.id)
    wrapped = key.cipher("data keys").lock(b"k" * 32, old)
    hall.vault.keys.add_data_key(DataKey(MONTH, "gammal", key.id, wrapped))
    put(hall.vault, safe.codec, MONTH, 0, "från förut")


def test_a_former_auditor_is_refused_until_one_with_a_key_has_signed_in(
    hall: Hall, safe: Safe
) -> None:
    made_the_former_way(hall, safe)
    former = safe._ring.station_key
    with pytest.raises(FormerAccount, match="Be en arbetsledare logga in"):
        signed(hall)
    again = opened(hall.door().sign_in("AB", PHRASE))
    assert again._ring.id != former.id
    assert hall.told()[-1] == "key_rotated"
    assert reads(hall, signed(hall), MONTH) == ["från förut"]
    assert reaches(hall) == {LOG, MONTH}
    ciphers = every_cipher(AuditKey(former.id, former.secret))
    assert not any(opens_with(ciphers, key) for key in hall.vault.keys.data_keys())
    opened(hall.door().sign_in("AB", PHRASE))
    assert hall.told().count("key_rotated") == 1


def test_the_recovery_key_renews_a_former_auditor_too(hall: Hall, safe: Safe) -> None:
    made_the_former_way(hall, safe)
    hall.door().recover(hall.printed)
    assert reads(hall, signed(hall), MONTH) == ["från förut"]


def test_a_first_auditor_in_a_store_from_before_reads_its_older_months(
    hall: Hall, safe: Safe
) -> None:
    made_the_former_way(hall, safe)
    safe.remove("GR")  # changes the keys, so once more the former way
    key = safe._ring.station_key
    stream = "access/2025-01"
    bound = bound_to("data key", stream, "äldre", key.id)
    wrapped = key.cipher("data keys").lock(b"k" * 32, bound)
    hall.vault.keys.add_data_key(DataKey(stream, "äldre", key.id, wrapped))
    put(hall.vault, safe.codec, stream, 0, "från 2025")
    safe.add(GUN, OTHER_PHRASE)
    assert reads(hall, signed(hall), stream) == ["från 2025"]
    assert reaches(hall) == {LOG, MONTH, stream}


# --- copies


def test_a_copy_and_what_is_restored_of_it_gives_an_auditor_no_more(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    store = SqliteVault(home / "jourstod.db", Still())
    hall = Hall(storage=store)
    safe = hall.begin()
    put(store, safe.codec, "case/1", 0, "hemligt")
    put(store, safe.codec, LOG, 0, "AB öppnade 2026-0001")
    safe.add(GUN, OTHER_PHRASE)
    path = tmp_path / "kopia"
    make_copy(store, home, path, Still().now)
    seen: list[set[str]] = []

    def look(vault: SqliteVault, _: object) -> None:
        there = Hall(storage=vault)
        seen.append(reaches(there))
        assert reads(there, signed(there)) == ["AB öppnade 2026-0001"]

    try_copy(path, home, Still(), lambda: CopyReader("AB", PHRASE), look)
    assert seen == [{LOG}]
    store.close()
