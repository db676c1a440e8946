"""Files for one receiver: nothing to read in them, one key that opens them, a line in the log."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.commands.sealed import WORDS, phrase_file
from tests.commands.station import at_the_desk, sharp_home
from tests.desk.sample import open_child
from tests.vault.at_the_door import PHRASE

from jourstod.cli import main
from jourstod.desk import rows
from jourstod.domain.events.access import AccessMade
from jourstod.domain.receiver import read_key, written_key
from jourstod.store.seal import PlainCodec
from jourstod.vault.addressed_file import keys_of

NAME = "Maja"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """The file with the receiver's own key."""
    return made_key(tmp_path, "mottagning.nyckel")


@pytest.fixture
def home(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    key: Path,
) -> Path:
    """A sharp station with one case, that knows the receiver."""
    home = sharp_home(tmp_path, monkeypatch)
    line = f"nyckel: {written_key(keys_of(key.read_bytes(), PHRASE)[0])}"
    with (home / "station.yaml").open("a", encoding="utf-8") as file:
        file.write(f"mottagare:\n  barn-soder: {{ namn: Barn och unga Söder, {line} }}\n")
    with at_the_desk(home) as desk:
        open_child(desk, ("fara", "ja"), ("åldersgrupp", "barn"))
    return home


def made_key(folder: Path, name: str) -> Path:
    path, phrase = folder / name, phrase_file(folder, WORDS)
    assert main(["receiver", "create", str(path), "--new-passphrase-file", str(phrase)]) == 0
    return path


def number(home: Path) -> str:
    with at_the_desk(home) as desk:
        return desk.board()[0].number


def sent(home: Path) -> list[AccessMade]:
    with at_the_desk(home) as desk:
        streams = [h.stream for h in desk._vault.log.heads() if h.stream.startswith("access/")]
        found = [e for s in streams for e in rows.unseal(PlainCodec(), desk._vault.log.read(s))]
        events = [e.event for e in found if isinstance(e.event, AccessMade)]
        return [event for event in events if event.about.startswith("fil krypterad för")]


def locked(home: Path, folder: Path, form: str = "html", to: str = "barn-soder") -> Path:
    path = folder / f"blad.{form}"
    words = ["report", number(home), "--format", form, "--output", str(path), "--for", to]
    assert main([*words, "--home", str(home)]) == 0
    return folder / f"blad.{form}.jourstod"


def opened(file: Path, key: Path, folder: Path, *more: str) -> int:
    phrase = phrase_file(folder, WORDS)
    return main(["open", str(file), "--key", str(key), "--passphrase-file", str(phrase), *more])


@pytest.mark.parametrize("to", ["barn-soder", "Barn och unga Söder"])
def test_only_the_receivers_key_opens_it_and_nothing_of_the_case_can_be_read_in_it(
    to: str, home: Path, key: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = locked(home, tmp_path, to=to)
    content = file.read_bytes()
    for secret in (NAME, number(home), "Söder", "Anna", "html"):  # two signs come by chance
        assert secret.encode() not in content
    capsysbinary.readouterr()
    assert opened(file, key, tmp_path) == 0
    assert number(home).encode() in capsysbinary.readouterr().out
    other = made_key(tmp_path, "annan.nyckel")
    capsysbinary.readouterr()
    assert opened(file, other, tmp_path) == 4
    told = capsysbinary.readouterr()
    assert told.out == b"" and "krypterad för en annan mottagare".encode() in told.err


def test_a_file_that_was_cut_or_changed_anywhere_is_refused_with_a_sentence(
    home: Path, key: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = locked(home, tmp_path, "json")
    content = file.read_bytes()
    for at in (14, 50, 110, len(content) // 2, len(content) - 1):
        changed = bytearray(content)
        changed[at] ^= 1
        file.write_bytes(bytes(changed))
        capsysbinary.readouterr()
        assert opened(file, key, tmp_path) == 4
        assert capsysbinary.readouterr().out == b""
    for cut in (20, 107, len(content) - 1):
        file.write_bytes(content[:cut])
        assert opened(file, key, tmp_path) == 4
    assert b"Traceback" not in capsysbinary.readouterr().err


def test_the_access_log_says_for_whom_each_file_was_locked(home: Path, tmp_path: Path) -> None:
    for _ in range(2):
        locked(home, tmp_path).unlink()
    events = sent(home)
    assert len(events) == 2
    with at_the_desk(home) as desk:
        [receiver] = desk.station.receivers
    begins = written_key(receiver.key)[:11]
    assert events[0].about == f"fil krypterad för Barn och unga Söder (barn-soder, {begins})"
    assert events[0].number == number(home) and events[0].deed == "exported"


def test_no_file_is_written_when_the_access_log_cannot_be(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jourstod.desk.access import AccessLog
    from jourstod.domain.errors import StoreAway

    def away(self: AccessLog, number: str, about: str) -> None:
        raise StoreAway("Disken är full.")

    monkeypatch.setattr(AccessLog, "sent", away)
    words = ["report", number(home), "--output", str(tmp_path / "blad.txt"), "--for", "barn-soder"]
    assert main([*words, "--home", str(home)]) == 6
    assert not list(tmp_path.glob("blad*"))


def test_a_receiver_that_nobody_knows_and_two_ways_at_once_are_refused(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["report", number(home), "--output", str(tmp_path / "blad.txt"), "--home", str(home)]
    assert main([*words, "--for", "ingen"]) == 2
    assert "Där står: barn-soder." in capsys.readouterr().err
    assert main([*words, "--for", "barn-soder", "--clear", "skäl"]) == 2
    assert not list(tmp_path.glob("blad*"))


def test_a_key_is_shown_again_and_never_the_private_half(
    key: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = f"nyckel: {written_key(keys_of(key.read_bytes(), PHRASE)[0])}"
    phrase = phrase_file(tmp_path, WORDS)
    assert main(["receiver", "show", str(key), "--passphrase-file", str(phrase)]) == 0
    assert capsys.readouterr().out == f"{line}\n"
    assert main(["open", str(key), "--passphrase-file", str(phrase)]) == 2
    assert "private" not in capsys.readouterr().out
    assert main(["receiver", "create", str(key), "--new-passphrase-file", str(phrase)]) == 2
    wrong = phrase_file(tmp_path, "en helt annan lösenfras")
    assert main(["receiver", "show", str(key), "--passphrase-file", str(wrong)]) == 4


def test_every_slip_of_one_sign_in_a_written_key_is_found() -> None:
    written = written_key(bytes(range(32)))
    assert read_key(f" {written[:9].upper()} {written[9:]} ") == bytes(range(32))
    for at in range(len(written)):
        for sign in "a7é ":
            slip = written[:at] + sign + written[at + 1 :]
            assert slip == written or read_key(slip) is None


def test_a_file_for_a_receiver_asks_for_the_key(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = locked(home, tmp_path)
    assert main(["open", str(file)]) == 2
    assert "--key" in capsys.readouterr().err
