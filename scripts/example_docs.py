"""Run the worked example of a new routine, and write what each command on its page answers.

`python scripts/example_docs.py` writes docs/exempel-ny-rutin.md; a test compares.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from jourstod.cli import main as jourstod

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "exempel-ny-rutin.md"
COPY = "mina-rutiner"
NEW = "akut-hemloshet"
_MARK = re.compile(
    r"<!-- (fil|sist i|byt|kör)(?:: (\S+))? -->\n"
    r"```(?:yaml)?\n(.*?)```\n(?:\n```yaml\n(.*?)```\n)?",
    re.DOTALL,
)
_SECONDS = re.compile(r"\(\d+\.\d s\)")
_ENTRY = re.compile(r"^(?=  [\wåäö-]+:)", re.MULTILINE)
_CAME_WITH_IT = {
    "fakta.yaml": (
        "utan_tak_orsak",
        "egen_plats",
        "ansökan_prövas",
        "nöd_i_natt",
        "bevilja_tak",
        "avslag_lämnat",
    ),
    "register/lagrum.yaml": ("fl-19", "fl-44", "sol-35-1", "kl-7-5"),
    "register/kallor.yaml": ("kunskapsguiden-hemloshet", "hfd-2018-39"),
    "register/frister.yaml": ("overklagande",),
    "register/ska.yaml": ("ansokan-tas-emot", "hur-man-overklagar", "ratten-att-saga-nej"),
}


def filled(page: str) -> str:
    """The page with the answer below every command that it says to run."""
    with tempfile.TemporaryDirectory() as root, contextlib.chdir(root):
        before_it_was_written(Path(COPY))
        return "".join(_followed(page))


def before_it_was_written(folder: Path) -> None:
    """A copy of the shipped routines without this one, and without what came with it."""
    shutil.copytree(ROOT / "routines", folder)
    (folder / f"{NEW}.yaml").unlink()
    for night in (folder / "prov").iterdir():
        night.unlink()
    for name, ids in _CAME_WITH_IT.items():
        path = folder / name
        entries = _ENTRY.split(path.read_text(encoding="utf-8"))
        kept = [entry for entry in entries if entry.lstrip().partition(":")[0] not in ids]
        assert len(kept) == len(entries) - len(ids), name
        path.write_text("".join(kept), encoding="utf-8")


def _followed(page: str) -> Iterator[str]:
    at = 0
    for found in _MARK.finditer(page):
        what, name, text, instead = found.groups()
        yield page[at : found.start()]
        at = found.end()
        whole = found.group()
        if what == "kör":
            whole = whole.replace(text, _run(text.splitlines()[0]))
        else:
            _write(what, Path(COPY, name), text, instead)
        yield whole
    yield page[at:]


def _write(what: str, path: Path, text: str, instead: str | None) -> None:
    if what == "fil":
        path.write_text(text, encoding="utf-8")
        return
    before = path.read_text(encoding="utf-8")
    if what == "sist i":
        path.write_text(before.rstrip("\n") + "\n" + text, encoding="utf-8")
        return
    assert before.count(text) == 1, f"stands {before.count(text)} times in {path}: {text}"
    assert instead is not None
    path.write_text(before.replace(text, instead), encoding="utf-8")


def _run(line: str) -> str:
    """The command line and what it answers, without how long it took."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
        jourstod(shlex.split(line.removeprefix("$ "))[1:])
    return f"{line}\n{_SECONDS.sub('', said.getvalue()).replace(' .', '.')}"


if __name__ == "__main__":
    os.environ.setdefault("NO_COLOR", "1")
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
