"""The folder of routines on disk, read into a bundle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jourstod.domain.findings import Finding, Place, Severity, nearest

from .bundle import Bundle, pack
from .raw_text import load_within

FACTS = "fakta.yaml"
FRAGMENTS = "fragment"
REGISTERS = "register"
SCENARIOS = "prov"
EXAMPLE = "station.example.yaml"
REGISTER_FILES = (
    "frister.yaml",
    "kalender.yaml",
    "kallor.yaml",
    "lagrum.yaml",
    "myndigheter.yaml",
    "sekretess.yaml",
    "ska.yaml",
)
MAX_FILES = 300


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with routines. Findings name its files as `<name of the folder>/…`."""

    path: Path

    @property
    def shown(self) -> str:
        """The folder's name in findings."""
        return self.path.resolve().name

    def bundle(self) -> tuple[Bundle, list[Finding]]:
        """The bundle of the files as they are now, and what could not be read into it."""
        files: dict[str, str] = {}
        unread: list[str] = []
        findings: list[Finding] = list(self._strays())
        for path in self._paths(findings):
            name = path.relative_to(self.path).as_posix()
            text, found = load_within(self.path, path, f"{self.shown}/{name}")
            findings += found
            if text is None:
                unread.append(name)
            else:
                files[name] = text
        return pack(files, unread), findings

    def _paths(self, findings: list[Finding]) -> list[Path]:
        if not self.path.is_dir():
            findings.append(
                self._finding(
                    Severity.ERROR,
                    "mapp-saknas",
                    "",
                    "Mappen med rutiner finns inte.",
                    "Kontrollera sökvägen.",
                )
            )
            return []
        found = [
            *_yaml_in(self.path),
            *_yaml_in(self.path / FRAGMENTS),
            *(p for p in _yaml_in(self.path / REGISTERS) if p.name in REGISTER_FILES),
        ]
        if len(found) > MAX_FILES:
            sentence = f"Mappen har {len(found)} filer, och gränsen är {MAX_FILES}."
            findings.append(
                self._finding(Severity.ERROR, "for-manga-filer", "", sentence, "Dela upp den.")
            )
            return []
        return found

    def _strays(self) -> Iterator[Finding]:
        """Files that look like routines but are not read, so that nobody wonders why."""
        folders = (self.path, self.path / FRAGMENTS, self.path / REGISTERS)
        for path in (p for folder in folders if folder.is_dir() for p in sorted(folder.iterdir())):
            name = path.relative_to(self.path).as_posix()
            if path.suffix == ".yml":
                yield self._finding(
                    Severity.WARNING,
                    "fil-lases-inte",
                    name,
                    "Filen läses inte.",
                    f"Byt namn på den till {path.stem}.yaml.",
                )
            elif (
                path.suffix == ".yaml"
                and path.parent.name == REGISTERS
                and path.name not in REGISTER_FILES
                and not path.name.startswith(".")
            ):
                near = nearest(path.name, REGISTER_FILES) or ""
                yield self._finding(
                    Severity.WARNING,
                    "fil-lases-inte",
                    name,
                    "Filen läses inte: ett sådant register finns inte.",
                    near,
                )

    def _finding(
        self, severity: Severity, rule: str, name: str, sentence: str, hint: str
    ) -> Finding:
        place = Place(f"{self.shown}/{name}" if name else self.shown)
        return Finding(severity, rule, place, sentence, hint)


def shipped_routines() -> Path:
    """The routines that come with the program: beside it when installed, else the repository's."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "routines"
    return installed if installed.is_dir() else package.parents[1] / "routines"


def shipped_example() -> Path:
    """The example of a station's file that comes with the program, found as the routines are."""
    package = Path(__file__).resolve().parents[1]
    installed = package / EXAMPLE
    return installed if installed.is_file() else package.parents[1] / EXAMPLE


def may_be_left_out(path: str) -> bool:
    """Whether the file is a routine or a fragment: the rest stands without it."""
    folder, _, name = path.rpartition("/")
    return folder == FRAGMENTS or (not folder and name != FACTS)


def _yaml_in(folder: Path) -> list[Path]:
    """The YAML files straight in a folder, in the same order on every machine."""
    if not folder.is_dir():
        return []
    found = (p for p in folder.iterdir() if p.suffix == ".yaml" and not p.name.startswith("."))
    return sorted(found, key=lambda path: path.name)
