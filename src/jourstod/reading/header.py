"""The head of a file: its language version, name and validity."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from .fields import Fields, check_id, cut, is_id

LANGUAGE = 1
_VERSION = re.compile(r"[0-9]{1,4}")
STEPS_EXAMPLE = "steg:\n  akut_fara:\n    fråga: Är barnet i omedelbar fara just nu?"
FILE_EXAMPLES = {
    "språk": "språk: 1",
    "rutin": "rutin: misstanke-om-brott    # samma som filens namn",
    "fragment": "fragment: tolk    # samma som filens namn",
    "titel": "titel: Misstänkt människohandel – barn",
    "börjar": "börjar: akut_fara",
    "gäller": "gäller: { från: 2026-12-01, granskas: 2027-06-01, ägare: Socialjouren, "
    "granskad av: ej granskad }",
    "steg": STEPS_EXAMPLE,
}


@dataclass(frozen=True, slots=True)
class Validity:
    """From which ISO day a file holds, when it is reviewed, who owns it, who reviewed it."""

    valid_from: str = ""
    review_by: str = ""
    owner: str = ""
    reviewed_by: str = ""


def check_language(fields: Fields, required: bool = True) -> bool:
    """Whether the file is written in a version that this program reads."""
    found = fields.scalar("språk", required=required)
    if found is None:
        return True
    if found.value.strip() == str(LANGUAGE):
        return True
    newer = bool(_VERSION.fullmatch(found.value.strip())) and int(found.value) > LANGUAGE
    told = (
        "som är nyare än det här programmet. Uppdatera programmet för att läsa den."
        if newer
        else f"som inte finns. Programmet läser version {LANGUAGE}."
    )
    fields.remarks.error(
        "okant-sprak",
        found.place,
        f"Filen är skriven i rutinspråkets version «{cut(found.value)}», {told}",
        example="" if newer else f"språk: {LANGUAGE}",
    )
    return False


def read_name(fields: Fields, key: str) -> str | None:
    """The id of a routine or fragment; it is also the name of its file."""
    name = fields.scalar(key, required=True)
    if name is None:
        return None
    stem = PurePosixPath(name.place.file).stem
    instead = f"{key}: {stem}" if is_id(stem) else ""
    check_id(name, f"en {key}" if key == "rutin" else f"ett {key}", fields.remarks, instead)
    if is_id(name.value) and name.value != stem:
        fields.remarks.error(
            "fel-filnamn",
            name.place,
            f"Filen heter {cut(stem)}.yaml men säger att den är «{cut(name.value)}».",
            f"Byt namn på filen till {name.value}.yaml, eller skriv {key}: {stem}.",
        )
    return name.value


def read_validity(fields: Fields, required: bool) -> Validity:
    """What stands under `gäller`."""
    node = fields.section("gäller", required)
    if node is None:
        return Validity()
    example = dict.fromkeys(("från", "granskas", "ägare"), FILE_EXAMPLES["gäller"])
    part = Fields(node, "gäller", fields.remarks, example)
    valid_from, review_by = part.day("från", required=True), part.day("granskas", required=True)
    if valid_from and review_by and review_by < valid_from:
        part.remarks.error(
            "fel-datum",
            node.place,
            f"Rutinen ska granskas {review_by}, men den gäller först från {valid_from}.",
        )
    owner, reviewer = part.text("ägare", required=True), part.text("granskad av", required=True)
    part.close()
    return Validity(valid_from, review_by, owner, reviewer)
