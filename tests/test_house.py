"""What must be true of the whole repository, whatever it does."""

import ast
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "jourstod"
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
NAMES_WITHOUT_A_NOUN = {"utils", "util", "helpers", "helper", "common", "models", "misc"}
LOCKS = ("requirements.lock", "requirements-dev.lock")

# Pieced together, so that this file does not hold what it looks for.
REGISTRIES = [
    ".".join(parts)
    for parts in [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("deb", "debian", "org"),
        ("proxy", "golang", "org"),
    ]
]
HOMES = ["/" + top + "/" for top in ("root", "tmp", "work", "home/[a-z]+", "Users/[A-Za-z]+")]


# --- modules and functions -------------------------------------------------------------


def test_every_module_begins_with_a_sentence_on_what_lives_there() -> None:
    silent = [name for name, tree in _trees() if not _first_line(tree).endswith((".", "…", "?"))]
    assert silent == []


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    sizes = {name: text.count("\n") for name, text in _texts()}
    assert {name: size for name, size in sizes.items() if size > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_forty_lines() -> None:
    sizes = {
        f"{name}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for name, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: size for name, size in sizes.items() if size > LONGEST_FUNCTION} == {}


def test_no_module_or_folder_is_named_after_nothing() -> None:
    named = {part for module in _modules() for part in module.with_suffix("").parts}
    assert named & NAMES_WITHOUT_A_NOUN == set()


@cache
def _modules() -> list[Path]:
    found = sorted(path.relative_to(SOURCE) for path in SOURCE.rglob("*.py"))
    assert len(found) > 20, "the rules below would hold for an empty folder too"
    return found


def _texts() -> Iterator[tuple[str, str]]:
    for module in _modules():
        yield str(module), (SOURCE / module).read_text(encoding="utf-8")


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for name, text in _texts():
        yield name, ast.parse(text)


def _first_line(tree: ast.Module) -> str:
    return (ast.get_docstring(tree) or "").partition("\n")[0]


# --- what loads what -------------------------------------------------------------------


@pytest.mark.parametrize("room", ["domain", "desk", "reports"])
def test_an_inner_room_opens_without_screen_paper_database_or_yaml(room: str) -> None:
    # All modules of the room, not only its __init__.
    program = f"""
import importlib, pkgutil, sys
import jourstod.{room} as room
for module in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
    importlib.import_module(module.name)
print(sorted({{"textual", "typst", "apsw", "yaml", "holidays", "cryptography"}} & set(sys.modules)))
"""
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.strip() == "[]"


# --- what is tracked -------------------------------------------------------------------


def test_no_tracked_file_says_where_packages_are_fetched() -> None:
    assert _tracked_lines_with("|".join(re.escape(host) for host in REGISTRIES)) == []


def test_no_tracked_file_holds_a_path_of_one_machine() -> None:
    here = re.escape(f"{ROOT}/")
    assert _tracked_lines_with(rf"(?<![\w.~/-])(?:{'|'.join(HOMES)})|{here}") == []


def _tracked_lines_with(pattern: str) -> list[str]:
    found = []
    for path in _tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        lines = enumerate(text.splitlines(), 1)
        hits = [(number, line) for number, line in lines if re.search(pattern, line)]
        found += [f"{path.relative_to(ROOT)}:{number}: {line[:100]}" for number, line in hits]
    return found


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout, so nothing is tracked")
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


# --- how it is installed ---------------------------------------------------------------


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_a_sum_for_every_package_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.findall(r"^[a-z0-9].*(?:\n[ ].*)*", text, flags=re.MULTILINE)
    assert len(entries) > 10
    loose = [e for e in entries if not re.match(r"[a-z0-9._-]+==\S+ .*\n +--hash=sha256:", e)]
    assert loose == []
    assert "://" not in text


def test_what_is_run_is_what_was_tested() -> None:
    run, dev = (_pins(lock) for lock in LOCKS)
    assert {name: version for name, version in run.items() if dev.get(name) != version} == {}


def _pins(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text, flags=re.MULTILINE))


def test_a_built_package_carries_the_routines_and_the_licence(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*build, "--directory", str(tmp_path)], cwd=ROOT, check=True, timeout=120)
    [wheel] = tmp_path.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    routines = {f"jourstod/{path.relative_to(ROOT)}" for path in ROOT.glob("routines/**/*.yaml")}
    assert routines
    assert routines <= packed
    assert "jourstod/py.typed" in packed
    assert "jourstod/station.example.yaml" in packed
    assert [name for name in packed if name.endswith("licenses/LICENSE")]


def test_the_readme_gives_the_two_commands_that_do_everything() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make run" in text
    assert "make test" in text
