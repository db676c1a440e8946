"""Settings: where the state lives, who is at the desk, and when a station is new."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from .domain.people import Handler, Role
from .domain.secret import Secret

HOME_VARIABLE = "JOURSTOD_HOME"
PRACTICE_FOLDER = "ovning"
STATION_FILE = "station.yaml"
HANDLER_FILE = "handler.json"
START_FILE = "start.json"
DATABASE_FILE = "databas"
"""Where the shared database is, in one line; a store without it is a file in the folder."""
OUTBOX = "utkorg"
"""The folder with what a station of a shared store keeps for itself: drafts, what is not shared."""
_WELCOME = """\
# Stationens fil. Det som inte står här visas som okänt och gissas aldrig.
# Fyll i: mottagningar och nummer för varje nämnd, mandat, handräckning, delegation, kontakter
# (arbetsledare, tolk, klinik, polis, rätten på helgen, skyddade akter), distrikt, platser,
# lokala klockor och öppet. Varje rad får gärna «bekräftad: år-månad-dag».
# Ett helt exempel:             jourstod doctor --example
# Det som saknas, värst först:  jourstod doctor
"""


@dataclass(frozen=True, slots=True)
class FirstStart:
    """What the first start asks for: who you are, which station, which nämnder, a passphrase.

    Where the station's file is there already, nothing is asked of station and nämnder.
    """

    signature: str
    name: str
    station: str
    boards: tuple[str, ...]
    passphrase: Secret | None = field(default=None, compare=False)


def home_folder(given: str | None) -> Path:
    """The one folder with all state: the option, the variable, else the platform's place."""
    chosen = given or os.environ.get(HOME_VARIABLE)
    if chosen:
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_data_path  # not needed when a folder is named

    return user_data_path("jourstod", appauthor=False)


def practice_home(home: Path) -> Path:
    """The practice store's own folder."""
    return home / PRACTICE_FOLDER


def is_new(home: Path) -> bool:
    """Whether nobody has started here before."""
    return not (home / STATION_FILE).exists()


def set_up(home: Path, first: FirstStart) -> None:
    """Write the station's file, unless it is there, and who is at the desk, for nobody else."""
    _private_folder(home)
    if is_new(home):
        _write_station(home, first)
    remember_handler(home, Handler(first.signature, first.name))


def _write_station(home: Path, first: FirstStart) -> None:
    lines = ["språk: 1", f"station: {_quoted(first.station)}", "nämnder:"]
    for number, name in enumerate(first.boards, start=1):
        lines += [f"  n{number}:", f"    namn: {_quoted(name)}"]
    _write(home / STATION_FILE, _WELCOME + "\n".join(lines) + "\n")


def remember_handler(home: Path, handler: Handler) -> None:
    """Keep who sat here last."""
    _private_folder(home)
    plain = {"signature": handler.signature, "name": handler.name, "role": handler.role.value}
    _write(home / HANDLER_FILE, json.dumps(plain, ensure_ascii=False) + "\n")


def last_handler(home: Path) -> Handler | None:
    """Who sat here last, or None."""
    try:
        plain = json.loads((home / HANDLER_FILE).read_text(encoding="utf-8"))
        return Handler(plain["signature"], plain["name"], Role(plain["role"]))
    except (OSError, ValueError, KeyError):
        return None


def database_of(home: Path) -> str:
    """The address of the shared database, "" where the store is a file in the folder.

    Raises OSError where it cannot be read: then nobody may go on in a file of their own.
    """
    try:
        return (home / DATABASE_FILE).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""


def remember_database(home: Path, address: str) -> None:
    """Keep the address of the shared database."""
    _private_folder(home)
    _write(home / DATABASE_FILE, address + "\n")


def keep_start(home: Path, text: str) -> None:
    """Keep the half-written lines of the first start; "" takes them away. Raises OSError."""
    if text:
        _private_folder(home)
        _write(home / START_FILE, text)
    else:
        (home / START_FILE).unlink(missing_ok=True)


def kept_start(home: Path) -> str:
    """The half-written lines of the first start, "" for none."""
    try:
        return (home / START_FILE).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def _private_folder(home: Path) -> None:
    before = os.umask(0o077)
    try:
        home.mkdir(parents=True, exist_ok=True)
    finally:
        os.umask(before)


def _write(path: Path, text: str) -> None:
    """Write whole or not at all, mode 0600."""
    fresh = path.with_suffix(path.suffix + ".ny")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)


def _quoted(text: str) -> str:
    """A YAML double-quoted scalar (JSON strings are)."""
    return json.dumps(text, ensure_ascii=False)
