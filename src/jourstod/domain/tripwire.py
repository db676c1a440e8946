"""The tripwire: protected values sought in a text, also spaced, cased, inflected or split."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

MASK = "[skyddad uppgift]"

LONG = 7
"""Letters from which a value is sought anywhere, across blanks and signs, and not word by word."""
DIGITS = 5
"""Digits from which a row of digits is a number that can give somebody away."""
ENDINGS = (
    "s", "n", "en", "et", "ns", "ens", "ets", "a", "as", "an", "ans", "ar", "or", "er", "na",
)  # fmt: skip
_GENERAL = """
    kuvert kuvertet mapp mappen nås ringer jourhem familjehem boende boendet skyddat
    lägenhet lägenheten hotell hotellet rum okänd okänt
    hvb gata gatan vägen telefon mobil nummer adress adressen plats platsen kontakt kontakten hos
    far fadern pappa pappan mor modern mamma mamman förälder föräldrar föräldrarna bror brodern
    syster systern syskon farbror farbrodern morbror kusin kusinen pojkvän pojkvännen flickvän
    make maken maka man mannen kvinna kvinnan vårdnadshavare vårdnadshavaren granne grannen vän
    vännen skola skolan lärare läraren arbetsgivare arbetsgivaren polis polisen socialjouren
    polisanmälan orosanmälan anmälan barnahus barnahusförhör kund kunden den det han hon som
    hemma hem akuten akutmottagningen sjukhus sjukhuset vårdcentralen station stationen
    polisstationen centralen tåget bussen bilen ute inne parken torget affären butiken restaurang
    restaurangen kyrkan centrum misstänkt misstänkte ingen alla övriga annan anhörig anhöriga släkt
    släkten familj familjen efter före mellan klockan omkring kring runt från till senast tidigast
    helst aldrig bara inte eller ring ringa samtal vetinte ejaktuellt saknas framgårinte
    skyddadeuppgifter
"""
GENERAL = frozenset(
    "".join(
        c for c in unicodedata.normalize("NFKD", _GENERAL) if not unicodedata.combining(c)
    ).split()
)
"""Words that name a kind of person or place and nobody, or say when: alone they tell nothing."""

_NUMBER = re.compile(r"\d(?:[^\w]{0,3}\d)*")
_PIECES = re.compile(r"[,;\n/()]+")


@dataclass(frozen=True, slots=True)
class Wire:
    """What to look for: long values anywhere, short ones as words, and rows of digits."""

    phrases: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()


def wire(
    values: Iterable[str],
    names: Iterable[str] = (),
    known: Iterable[str] = (),
    ours: Iterable[str] = (),
) -> Wire:
    """The wire for protected values (addresses, numbers) and names.

    `known` are words of the routines themselves, which no name is sought by; `ours` the names of
    the station and the receiver, which stand on every sheet and give no place away.
    """
    keys: set[str] = set()
    numbers: set[str] = set()
    for value in values:
        numbers.update(_core(found) for found in _NUMBER.findall(_plain(value)))
        keys.update(_squeezed(piece) for piece in (value, *_PIECES.split(value)))
        keys.update(_telling(value))
    common = GENERAL | {word for text in known for word, *_ in _words(text)}
    for name in names:
        keys.update(key for key in _named(name) if key not in common)
    idle = GENERAL | {word for text in ours for word, *_ in _words(text)}
    keys = {key for key in keys if key not in idle and key not in _MASK and not key.isdigit()}
    return Wire(
        frozenset(key for key in keys if len(key) >= LONG),
        frozenset(key for key in keys if 2 <= len(key) < LONG),
        frozenset(number for number in numbers if len(number) >= DIGITS),
    )


def trips(wire: Wire, text: str) -> bool:
    """Whether something protected stands in the text."""
    return bool(_spans(wire, text))


def masked(wire: Wire, text: str) -> str:
    """The text with everything protected replaced by a mark."""
    spans = _spans(wire, text)
    if not spans:
        return text
    kept, at = [], 0
    for start, end in _joined(spans):
        kept += [text[at:start], MASK]
        at = end
    return "".join((*kept, text[at:]))


# --- what to look for ---------------------------------------------------------------------------


def _telling(value: str) -> Iterable[str]:
    """Words of a value that give it away alone: names, and the word before a number.

    A capital that only begins a sentence («Ring mormor») is no name.
    """
    found = _words(value)
    for (word, start, _), after in zip(found, (*found[1:], None), strict=False):
        if len(word) < 4 or word.isdigit():
            continue
        numbered = after is not None and after[0].isdigit()
        lower_next = after is not None and not numbered and value[after[1]].islower()
        begins = value[:start].rstrip()[-1:] in ("", ".", "!", "?", ":")
        if numbered or (value[start].isupper() and not (begins and lower_next)):
            yield word


def _named(name: str) -> Iterable[str]:
    """The words of a name; of several words those that begin with a capital."""
    found = [(word, name[start].isupper()) for word, start, _ in _words(name)]
    capital = [word for word, upper in found if upper and not word.isdigit()]
    return capital or ([word for word, _ in found] if len(found) == 1 else [])


def _core(digits: str) -> str:
    """A number without blanks, country and trunk prefix."""
    bare = re.sub(r"\D", "", digits).removeprefix("00")
    if bare.startswith("46") and len(bare) >= 10:
        bare = bare[2:]
    return bare.lstrip("0")


# --- looking --------------------------------------------------------------------------------------


def _spans(wire: Wire, text: str) -> list[tuple[int, int]]:
    if not text:
        return []
    found: list[tuple[int, int]] = []
    if wire.phrases:
        found += _phrase_spans(wire.phrases, text)
    if wire.words:
        found += _word_spans(wire.words, text)
    if wire.numbers:
        found += _number_spans(wire.numbers, text)
    return found


def _phrase_spans(phrases: frozenset[str], text: str) -> Iterable[tuple[int, int]]:
    signs = _signs(text)
    squeezed = "".join(sign for sign, _ in signs)
    for phrase in phrases:
        at = squeezed.find(phrase)
        while at >= 0:
            yield signs[at][1], _word_end(text, signs[at + len(phrase) - 1][1] + 1)
            at = squeezed.find(phrase, at + 1)


def _word_spans(words: frozenset[str], text: str) -> Iterable[tuple[int, int]]:
    found = _words(text)
    for word, start, end in found:
        if any(_is(word, key, text[start]) for key in words):
            yield start, end
    for word, start, end in _spelled_out(found):
        if any(key in word for key in words if len(key) > 2):
            yield start, end


def _is(word: str, key: str, first: str) -> bool:
    """Whether a word is the key, inflected or compounded; one of two or three letters is a name
    only with a capital."""
    if not word.startswith(key) or (len(key) <= 3 and not first.isupper()):
        return False
    rest = word[len(key) :]
    return not rest or rest in ENDINGS or len(key) >= 5


def _spelled_out(found: list[tuple[str, int, int]]) -> Iterable[tuple[str, int, int]]:
    """Rows of single letters («B o s s e») as words."""
    row: list[tuple[str, int, int]] = []
    for word in [*found, ("..", 0, 0)]:
        if len(word[0]) == 1:
            row.append(word)
            continue
        if len(row) > 2:
            yield "".join(letter for letter, *_ in row), row[0][1], row[-1][2]
        row = []


def _number_spans(numbers: frozenset[str], text: str) -> Iterable[tuple[int, int]]:
    plain = "".join(_digit(sign) for sign in text)
    for run in _NUMBER.finditer(plain):
        bare = re.sub(r"\D", "", run.group())
        if any(number in bare for number in numbers):
            yield run.span()


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


# --- letters --------------------------------------------------------------------------------------


def _signs(text: str) -> list[tuple[str, int]]:
    """Letters and digits without case and accents, each with its place in the text."""
    return [(sign, at) for at, original in enumerate(text) for sign in _bare(original)]


def _words(text: str) -> list[tuple[str, int, int]]:
    """Runs of letters and digits without case and accents, with where they begin and end."""
    found: list[tuple[str, int, int]] = []
    word, start = "", 0
    for at, original in enumerate(f"{text} "):
        bare = _bare(original)
        if bare:
            start = start if word else at
            word += bare
        elif word and unicodedata.category(original) not in ("Mn", "Cf"):
            found.append((word, start, at))
            word = ""
    return found


def _bare(original: str) -> str:
    if original.isascii():
        return original.lower() if original.isalnum() else ""
    apart = unicodedata.normalize("NFKD", original).casefold()
    return "".join(sign for sign in apart if sign.isalnum())


def _squeezed(text: str) -> str:
    bare = "".join(sign for sign, _ in _signs(text))
    return bare if len(bare) >= 4 else ""


def _plain(text: str) -> str:
    return "".join(_digit(sign) for sign in text)


def _digit(sign: str) -> str:
    """A digit of any script as an ASCII one; other signs as they are."""
    return str(unicodedata.digit(sign)) if sign.isdigit() and not sign.isascii() else sign


_MASK = _squeezed(MASK)


def _word_end(text: str, at: int) -> int:
    """Where the word that was hit ends: an inflected ending goes with it."""
    while at < len(text) and _bare(text[at]):
        at += 1
    return at
