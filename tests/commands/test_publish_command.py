"""Facts about publishing from the command line, by two team leaders, for one officer."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from tests.commands.station import KARIN, at_the_desk, put_in_force, sharp_home
from tests.desk.sample import open_child
from tests.rehearsal.small_night import HEAD, OPEN, TO_CHILD

from jourstod import bootstrap, checking, settings
from jourstod.cli import main
from jourstod.desk.versions import versions
from jourstod.domain import checks
from jourstod.domain.findings import Finding, Place, Severity
from jourstod.domain.local_time import local_day

TODAY = local_day(bootstrap.utc_now())
LENA = ["--as", "LA", "--name", "Lena Ask", "--role", "arbetsledare"]
BERG = ["--as", "KB", "--name", "Karin Berg", "--role", "arbetsledare"]
SHOWN = """\
  - { kl: 22:44, svara: hot, med: akut }
  - { kl: 22:45, svara: skydd, med: ja, motivering: Hon är rädd. }
"""
"""What the law demands of the small rulebook is done in the night."""
NEW = "Är någon i fara nu?"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sharp station, and beside it a folder where a word is changed."""
    home = sharp_home(tmp_path, monkeypatch)
    folder = tmp_path / "nya"
    for path in (tmp_path / "routines").rglob("*.yaml"):
        copy = folder / path.relative_to(tmp_path / "routines")
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        text = text.replace("titel: Inkommande", "titel: Det nya")
        copy.write_text(text.replace("Är någon i fara just nu?", NEW), encoding="utf-8")
    (folder / "prov").mkdir()
    (folder / "prov" / "natt.yaml").write_text(HEAD + OPEN + TO_CHILD + SHOWN, encoding="utf-8")
    return home


@pytest.fixture
def folder(home: Path) -> Path:
    return home.parent / "nya"


def run(home: Path, *words: object) -> int:
    return main(["routine", *map(str, words), "--home", str(home)])


def publish(home: Path, *more: object, start: object = TODAY) -> int:
    folder = home.parent / "nya"
    return run(home, "publish", folder, "--from", start, "--why", "Kortare.", *more, *LENA)


def gaps(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The names that the refusal offers to accept, as options with a reason."""
    told = capsys.readouterr().err
    names = [line.split('"')[1].split("=")[0] for line in told.splitlines() if "--accept \"" in line
             and line.startswith("   ")]  # fmt: skip
    return [part for name in names for part in ("--accept", f"{name}=Övas i maj.")]


def proposed(home: Path, capsys: pytest.CaptureFixture[str], start: object = TODAY) -> str:
    """The folder proposed with every gap accepted; gives its sum."""
    assert publish(home) == 1
    assert publish(home, *gaps(capsys), start=start) == 0
    capsys.readouterr()
    with at_the_desk(home) as desk:
        return desk.publishing.stream.log().waiting()[0].bundle


def approve(home: Path, sum: str, monkeypatch: pytest.MonkeyPatch, say: str = "ja\n") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(say))
    return run(home, "approve", sum, *BERG)


def question(home: Path) -> str:
    """What a new case is asked first."""
    with at_the_desk(home) as desk:
        case = desk.case(open_child(desk))
        return desk.book(case).routines["inkommande"].steps["fara"].text


def test_every_obstacle_is_told_and_nothing_is_written(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(home) == 1
    told = capsys.readouterr().err
    assert told.startswith("Inget är publicerat: ")
    assert "Ingen natt visar steget" in told
    assert "Steget «fara» i inkommande är ändrat, och ingen natt tar:" in told
    with at_the_desk(home) as desk:
        assert not desk.publishing.stream.log().published


def test_an_error_is_told_first_and_cannot_be_accepted(
    home: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    barn = folder / "barn.yaml"
    barn.write_text(barn.read_text("utf-8").replace("börjar:", "böjar:", 1), "utf-8")
    assert publish(home) == 1
    first = capsys.readouterr().err.split("\n\n")[1]
    assert "nya/barn.yaml" in first and "fel:" in first and "--accept" not in first


def test_a_krav_that_can_be_broken_stops_the_version(
    home: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    barn = folder / "barn.yaml"
    text = barn.read_text("utf-8")
    assert "lågt: skydd," in text
    barn.write_text(text.replace("lågt: skydd,", "lågt: uppgift,"), "utf-8")
    assert publish(home, *gaps_of(home, capsys)) == 1
    assert "fel:" in capsys.readouterr().err


def gaps_of(home: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    publish(home)
    return gaps(capsys)


def test_a_night_that_goes_astray_or_cannot_be_read_stops_the_version(
    home: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    accepted = gaps_of(home, capsys)
    night = folder / "prov" / "natt.yaml"
    sound = night.read_text("utf-8")
    night.write_text(sound + "  - { förvänta: { steg: chef } }\n", "utf-8")
    assert publish(home, *accepted) == 1
    assert "En natt går inte som den är skriven" in capsys.readouterr().err
    night.write_text(sound.replace("kl:", "klockan:"), "utf-8")
    assert publish(home) == 1
    assert "natt.yaml" in capsys.readouterr().err
    night.unlink()
    assert publish(home) == 1
    assert "inga skrivna nätter" in capsys.readouterr().err


def test_a_warning_of_the_checks_stops_the_version_every_time_it_is_tried(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted = gaps_of(home, capsys)
    warning = Finding(Severity.WARNING, "många-steg", Place("nya/barn.yaml"), "Det är många.")
    real = checks.check_all
    monkeypatch.setattr(checks, "check_all", lambda book: (*real(book), warning))
    monkeypatch.setattr(checking, "__version__", "99.0")
    for _ in range(3):
        checking._checked.cache_clear()
        assert publish(home, *accepted) == 1
        assert '--accept "varning:många-steg/barn.yaml=SKÄL"' in capsys.readouterr().err
    assert publish(home, *accepted, "--accept", "varning:många-steg=Delas i vår.") == 0
    assert "Godtaget: varning:många-steg/barn.yaml (Delas i vår.)" in capsys.readouterr().out
    checking._checked.cache_clear()


def test_an_acceptance_without_reason_or_of_nothing_is_wrong_usage(home: Path) -> None:
    assert publish(home, "--accept", "steg:barn/chef") == 2
    assert publish(home, "--accept", "steg:barn/chef=") == 2
    assert publish(home, "--accept", "steg:finns/inte=Därför.") == 2
    assert publish(home, start="i morgon") == 2


def test_two_team_leaders_publish_and_the_next_case_is_asked_by_it(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert question(home) != NEW
    sum = proposed(home, capsys)
    assert question(home) != NEW, "proposed is not in force"
    assert approve(home, sum[:6], monkeypatch) == 0
    told = capsys.readouterr().out
    assert "Framlagd av Lena Ask (LA)" in told and "Varför: Kortare." in told
    assert "Skäl: Övas i maj." in told
    assert f"har nu texten «{NEW}», förut" in told
    assert f"Nu gäller version {sum[:12]}." in told
    assert question(home) == NEW
    with at_the_desk(home) as desk:
        texts = [desk.book(desk.case(row.case)).bundle for row in desk.board()]
    assert len(set(texts)) == 2, "a running case stays on its version"


def test_nothing_is_approved_without_the_word_yes(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sum = proposed(home, capsys)
    for say in ("", "\n", "nej\n", "j\n"):
        assert approve(home, sum, monkeypatch, say) == 1
    assert question(home) != NEW


def test_the_one_who_proposed_and_an_officer_read_no_question(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sum = proposed(home, capsys)
    monkeypatch.setattr("sys.stdin", io.StringIO("ja\n"))
    assert run(home, "approve", sum, *LENA) == 5
    assert run(home, "approve", sum, "--as", "AB") == 7
    assert run(home, "approve", sum, "--as", "KB", "--role", "arbetsledare") == 7
    assert "Godkänner du" not in capsys.readouterr().out
    assert question(home) != NEW


def test_bytes_that_were_changed_in_the_store_are_not_approved(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from jourstod.store.sqlite_beside import SqliteBundles

    sum = proposed(home, capsys)
    real = SqliteBundles.get
    monkeypatch.setattr(
        SqliteBundles, "get",
        lambda self, id: (real(self, id) or b"").replace(NEW.encode(), b"Annat?")
        if id == sum else real(self, id),
    )  # fmt: skip
    assert approve(home, sum, monkeypatch) == 4
    assert "ligger inte i lagret som den lades fram" in capsys.readouterr().err


def test_a_version_in_which_a_newer_program_finds_an_error_is_not_approved(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sum = proposed(home, capsys)
    monkeypatch.setattr(checking, "__version__", "99.0")
    stricter = Finding(Severity.ERROR, "ny-regel", Place("barn.yaml"), "Det här håller inte.")
    monkeypatch.setattr(checks, "check_all", lambda book: (stricter,))
    checking._checked.cache_clear()
    assert approve(home, sum, monkeypatch) == 5
    assert "Det här håller inte." in capsys.readouterr().err
    checking._checked.cache_clear()


def test_the_folder_may_change_after_it_was_proposed_and_what_was_tried_is_what_comes(
    home: Path, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sum = proposed(home, capsys)
    path = folder / "inkommande.yaml"
    path.write_text(path.read_text("utf-8").replace(NEW, "Något helt annat?"), "utf-8")
    assert approve(home, sum, monkeypatch) == 0
    assert question(home) == NEW


def test_a_published_version_is_not_proved_again_at_start(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert approve(home, proposed(home, capsys), monkeypatch) == 0
    checking._checked.cache_clear()
    monkeypatch.setattr(checks, "check_all", lambda book: pytest.fail("proved again"))
    assert question(home) == NEW


def test_a_version_of_a_later_day_waits_for_it(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    day = TODAY + timedelta(days=3)
    sum = proposed(home, capsys, day)
    assert approve(home, sum, monkeypatch) == 0
    assert (
        f"Den börjar gälla {day} vid midnatt. Nu gäller den levererade" in capsys.readouterr().out
    )
    assert question(home) != NEW
    assert run(home, "versions") == 0
    assert "godkänd, gäller inte än" in capsys.readouterr().out


def test_a_version_that_would_keep_another_from_ever_coming_says_so_to_both(
    home: Path, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    day = TODAY + timedelta(days=30)
    ahead = proposed(home, capsys, day)
    assert approve(home, ahead, monkeypatch) == 0
    path = folder / "inkommande.yaml"
    path.write_text(path.read_text("utf-8").replace(NEW, "Finns någon fara?"), "utf-8")
    accepted = gaps_of(home, capsys)
    warning = f"OBS: version {ahead[:12]} är godkänd att gälla från {day}"
    assert publish(home, *accepted, start=day + timedelta(days=1)) == 0
    told = capsys.readouterr().out
    assert warning not in told, "one after the other is as it should be"
    later = told.split("version ")[1][:12]
    assert run(home, "approve", later, "--refuse", "Fel dag.", *LENA) == 0
    assert publish(home, *accepted) == 0
    assert warning in capsys.readouterr().out
    assert approve(home, later, monkeypatch, "nej") == 1
    assert warning in capsys.readouterr().out


def test_no_case_is_moved_to_a_version_that_is_only_proposed_and_no_officer_sees_it(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    question(home)
    sum = proposed(home, capsys)
    with at_the_desk(home) as desk:
        number = desk.board()[0].number
        assert versions(desk) == ()
    with at_the_desk(home, KARIN) as desk:
        assert [one.said for one in versions(desk)] == [
            f"version {sum[:12]} · väntar på godkännande · från {TODAY}"
        ]
    move = ["migrate", "--apply", number, "--to", sum, "--reason", "Ny.", "--as", "AB"]
    assert run(home, *move) == 5
    assert "gäller inte: den är inte godkänd" in capsys.readouterr().err
    assert approve(home, sum, monkeypatch) == 0
    assert run(home, *move) == 0
    with at_the_desk(home) as desk:
        assert [one.said.split(" · ")[1][:9] for one in versions(desk)] == ["levererad"]


def test_no_is_said_with_a_reason_and_stands_in_the_list(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sum = proposed(home, capsys)
    assert run(home, "approve", sum, "--refuse", "Fel fråga.", *BERG) == 0
    assert run(home, "versions") == 0
    told = capsys.readouterr().out
    assert f"{sum[:12]}  nekad" in told and "Nekad av Karin Berg (KB)" in told
    assert "Fel fråga." in told


def test_a_withdrawn_version_gives_way_to_what_was_before(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sum = proposed(home, capsys)
    assert approve(home, sum, monkeypatch) == 0
    assert run(home, "withdraw", sum, "--why", "Otydlig.", *LENA) == 0
    assert "Nu gäller den levererade versionen" in capsys.readouterr().out
    assert question(home) != NEW


def test_every_version_can_be_read_drawn_printed_and_compared_by_its_sum(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sum = proposed(home, capsys)
    assert approve(home, sum, monkeypatch) == 0
    assert run(home, "versions", "--json") == 0
    lines = capsys.readouterr().out
    told = json.loads(lines[lines.index("{\n") :])
    (one,), (delivered,) = told["versioner"], told["levererade"]
    assert (told["gäller"], one["läge"], one["framlagd"]["vem"]) == (sum, "gäller", "Lena Ask (LA)")
    old = delivered["summa"]
    assert run(home, "draw", "inkommande") == 0
    assert "Det nya (inkommande)" in capsys.readouterr().out
    assert run(home, "draw", "inkommande", "--version", old[:8]) == 0
    assert "Inkommande (inkommande)" in capsys.readouterr().out
    assert run(home, "diff", old[:12], sum[:12], "--as", "AB") == 1
    assert NEW in capsys.readouterr().out
    assert run(home, "print", "inkommande", "--format", "html", "--output", tmp_path / "nu") == 0
    now = (tmp_path / "nu").read_text("utf-8")
    assert NEW in now and sum[:12] in now and "GÄLLER INTE" not in now
    words = ["print", "inkommande", "--version", old, "--format", "html"]
    assert run(home, *words, "--output", tmp_path / "då") == 0
    then = (tmp_path / "då").read_text("utf-8")
    assert old[:12] in then and "GÄLLER INTE" in then
    assert run(home, "draw", "inkommande", "--version", "ffffff") == 4


def test_a_changed_folder_of_the_program_is_not_used_and_that_is_said(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = question(home)
    path = tmp_path / "routines" / "inkommande.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("Är någon i fara just nu?", NEW), "utf-8")
    assert question(home) == before != NEW
    assert run(home, "versions") == 0
    told = capsys.readouterr().out
    assert "Nu gäller den levererade versionen" in told
    assert "I programmets egen mapp ligger en annan version" in told
    path.write_text(text, "utf-8")
    assert run(home, "versions") == 0
    assert "en annan version" not in capsys.readouterr().out


def test_a_store_that_is_away_says_so_and_exits_with_six(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sum = proposed(home, capsys)
    (home / "jourstod.db").write_bytes(b"not a database at all, but long enough to be read as one")
    for words in (["versions"], ["approve", sum, *BERG], ["withdraw", sum, "--why", "x", *BERG]):
        assert run(home, *words) in (4, 6)
        assert capsys.readouterr().err.strip()


def test_a_station_without_a_store_says_what_is_in_force(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "ingen", "versions") == 0
    told = capsys.readouterr().out
    assert told == "Inget är publicerat här. De rutiner som följer med programmet gäller.\n"


def test_the_doctor_reads_the_version_in_force_and_tells_of_its_review(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put_in_force(home)
    main(["doctor", "--home", str(home), "--on", "2099-01-02"])
    assert "Rutinerna skulle ha granskats 2099-01-01." in capsys.readouterr().out
    main(["doctor", "--home", str(home)])
    assert "granskats 2099" not in capsys.readouterr().out
    assert settings.last_handler(home) and KARIN


def test_what_is_in_force_is_read_from_the_shared_store_where_there_is_one(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_force(home)
    own, asked = bootstrap.vault_of, []

    def shared(*place: object) -> object:
        asked.append(place)
        return own(*place)  # type: ignore[arg-type]

    monkeypatch.setattr(bootstrap, "vault_of", shared)
    assert run(home, "versions") == 0
    assert run(home, "draw", "inkommande") == 0
    assert len(asked) == 2
