"""A sealed store: every command refuses every role that is not listed, before it writes."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from tests.commands.sealed import WORDS, phrase_file, sealed_home, signed_in
from tests.desk.sample import open_child
from tests.vault.at_the_door import OTHER_PHRASE, PHRASE

from jourstod import copies
from jourstod.cli import main
from jourstod.commands.command_rights import COMMANDS
from jourstod.commands.passphrases import FILE_VARIABLE
from jourstod.desk.shift import end_shift
from jourstod.domain.people import Handler, Role
from jourstod.domain.rights import Deed, may
from jourstod.safekeeping import doorway, unopened
from jourstod.vault.sealed_file import header_of

PEOPLE = {role: Handler(f"X{n}", f"Person {n}", role) for n, role in enumerate(Role)}
NOWHERE = "postgresql:///finns-inte?host=/finns-inte"
NEVER_FORBIDDEN = {words for words, deed in COMMANDS.items() if deed is Deed.PROGRAM} | {"practice"}
"""Nothing of any case; and practice, which is never done in a sealed store."""
WORDS_AFTER = {
    "": (),
    "text": (),
    "cases": (),
    "clocks": (),
    "report": ("2026-0001", "--clear", "för provet"),
    "log show": ("2026-0001", "--clear", "för provet"),
    "log scenario": ("2026-0001",),
    "log verify": (),
    "log access": (),
    "log review": ("--month", "2026-11"),
    "routine use": (),
    "routine replay": ("{routines}", "--since", "2026-01-01"),
    "routine migrate": (),
    "routine publish": ("{routines}", "--from", "2026-12-01", "--why", "Nytt.", "--name", "X"),
    "routine approve": ("abc",),
    "routine withdraw": ("abc", "--why", "Fel."),
    "backup create": ("{out}/kopia",),
    "backup test": ("{copy}",),
    "backup restore": ("{copy}",),
    "gallring list": (),
    "gallring propose": ("2026-0001",),
    "gallring approve": ("2026-0001",),
    "gallring withdraw": ("2026-0001",),
    "gallring run": (),
    "continuity create": ("{out}/fil",),
    "store prepare": (NOWHERE,),
    "store join": ("roll", "jour", NOWHERE),
    "store use": (NOWHERE,),
    "store move": (NOWHERE,),
    "store encrypt": ("--remove-old",),
    "store size": (),
    "account add": ("NY", "--name", "Ny", "--new-passphrase-file", "{phrase}"),
    "account unit": ("X2", "Söder"),
    "account remove": ("AB",),
    "account recovery": (),
    "account rotate": (),
}
"""What has to follow each command for it to go as far as to ask who may."""
REFUSED = [
    (words, role)
    for words, deed in COMMANDS.items()
    for role in Role
    if words not in NEVER_FORBIDDEN and not may(role, deed)
]


class Sealed:
    """A sealed store with one account of every role, a case, and a copy of it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self._env = folder, monkeypatch
        self.home, self.printed = sealed_home(folder, monkeypatch)
        self.copy, self.out = folder / "kopia", folder / "ut"
        self.out.mkdir()
        with doorway(self.home) as door:
            safe = door.sign_in("AB", PHRASE).safe
            assert safe is not None
            for person in PEOPLE.values():
                safe.add(person, OTHER_PHRASE)
        with signed_in(self.home) as desk:
            open_child(desk, alias="Rosenqvist")
        self.phrase = phrase_file(folder, OTHER_PHRASE.reveal().decode())
        self.as_ab()
        assert main(["backup", "create", str(self.copy), "--home", str(self.home)]) == 0

    def as_ab(self) -> None:
        self._env.setenv(FILE_VARIABLE, str(phrase_file(self.folder, WORDS)))

    def run(self, words: str, role: Role) -> int:
        self._env.setenv(FILE_VARIABLE, str(self.phrase))
        home = self.folder / "ny" if words == "backup restore" else self.home
        named = {
            "out": self.out,
            "copy": self.copy,
            "phrase": self.phrase,
            "routines": self.folder / "routines",
        }
        given = [word.format(**named) for word in WORDS_AFTER[words]]
        return main([*words.split(), *given, "--home", str(home), "--as", PEOPLE[role].signature])

    def written(self) -> object:
        """Everything that stands anywhere, but who signed in and the counting of tries."""
        with unopened(self.home) as vault:
            heads = {h for h in vault.log.heads() if h.stream != "station/accounts"}
            kept = vault.keys.accounts(), vault.keys.data_keys(), vault.keys.station_key()
        files = {
            path.relative_to(self.folder): sha256(path.read_bytes()).hexdigest()
            for path in self.folder.rglob("*")
            if path.is_file() and not path.name.startswith("jourstod.db")
        }
        return heads, kept, files, sorted(p.name for p in self.folder.rglob("*") if p.is_dir())


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> object:
    with pytest.MonkeyPatch.context() as patched:
        yield Sealed(tmp_path_factory.mktemp("sealed"), patched)


def test_every_command_that_somebody_may_not_is_tried() -> None:
    assert set(WORDS_AFTER) | NEVER_FORBIDDEN == set(COMMANDS)
    assert {words for words, _ in REFUSED} == set(WORDS_AFTER)


@pytest.mark.parametrize(("words", "role"), REFUSED)
def test_a_role_that_is_not_listed_is_refused_before_anything_is_written(
    sealed: Sealed, capsys: pytest.CaptureFixture[str], words: str, role: Role
) -> None:
    before = sealed.written()
    capsys.readouterr()
    assert sealed.run(words, role) == 7
    told = capsys.readouterr()
    assert told.out == ""
    # A copy is restored where there is no store: who opens the file is all that is known.
    assert (copies.WHO_OPENS if words == "backup restore" else "Det får") in told.err
    assert sealed.written() == before


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("backup create", Role.OPERATIONS),
        ("backup test", Role.OPERATIONS),
        ("gallring run", Role.OPERATIONS),
        ("gallring list", Role.DUTY_OFFICER),
        ("gallring list", Role.TEAM_LEADER),
        ("log verify", Role.AUDITOR),
    ],
)
def test_a_role_that_is_listed_gets_on(sealed: Sealed, words: str, role: Role) -> None:
    (sealed.out / "kopia").unlink(missing_ok=True)
    assert sealed.run(words, role) == 0


def test_a_copy_is_opened_by_nobody_but_those_who_restore(sealed: Sealed) -> None:
    with sealed.copy.open("rb") as file:
        roles = {way.get("role") for way in header_of(file).ways}
    assert roles == {Role.TEAM_LEADER.value, Role.OPERATIONS.value}


def test_an_older_copy_with_a_way_for_everybody_is_not_restored_by_everybody(
    sealed: Sealed, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sealed.as_ab()
    older = sealed.folder / "aldre"
    with monkeypatch.context() as once:
        once.setattr(copies, "_READERS", tuple(role.value for role in Role))
        assert main(["backup", "create", str(older), "--home", str(sealed.home)]) == 0
    monkeypatch.setattr(sealed, "copy", older)
    for role in (Role.DUTY_OFFICER, Role.RECEPTION, Role.AUDITOR):
        assert sealed.run("backup restore", role) == 7
        assert copies.WHO_OPENS in capsys.readouterr().err
        assert not (sealed.folder / "ny").exists()
    assert sealed.run("backup restore", Role.OPERATIONS) == 0


def test_a_trial_says_truly_what_the_copy_was_held_against(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own = Sealed(tmp_path, monkeypatch)
    for role, told in (
        (Role.TEAM_LEADER, "Kopian har inget passbyte att jämföra med."),
        (Role.OPERATIONS, "Passbytet prövas när en arbetsledare gör provet."),
    ):
        capsys.readouterr()
        assert own.run("backup test", role) == 0
        out = capsys.readouterr().out
        assert told in out and out.count("assbyte") == 1
    with signed_in(own.home) as desk:
        end_shift(desk)
    own.as_ab()
    own.copy.unlink()
    assert main(["backup", "create", str(own.copy), "--home", str(own.home)]) == 0
    capsys.readouterr()
    assert own.run("backup test", Role.TEAM_LEADER) == 0
    assert "alla stämmer med det senaste passbytet" in capsys.readouterr().out
