"""Made routines: texts of any length that hold, and some whose answers all depend on each other."""

from __future__ import annotations

from pathlib import Path

from jourstod.reading.folder import FACTS, REGISTERS

STEPS = 5
"""Steps of a block: a question, what follows on one answer, and reading on."""

_REGISTERS = {
    "frister.yaml": "frister: {}\n",
    "kalender.yaml": """\
kalender:
  från: 2026-01-01
  till: 2035-12-31
  dagar: { 2026-12-25: { namn: juldagen, slag: röd dag } }
""",
    "kallor.yaml": "källor:\n"
    "  boken: { titel: Boken, var: hyllan, senast kontrollerad: 2026-11-23 }\n",
    "lagrum.yaml": "lagrum: {}\n",
    "myndigheter.yaml": """\
myndigheter:
  mottagning: { namn: Mottagningen, roll: Dagens enhet, öppet: okänt, egen nämnd: ja }
  jouren: { namn: Jouren, roll: Nästa pass, öppet: okänt, egen nämnd: ja }
  journal: { namn: Journalen, roll: Personakten, öppet: okänt, egen nämnd: ja }
""",
    "sekretess.yaml": "sekretess: {}\n",
    "ska.yaml": "ska: {}\n",
}
_HEAD = """\
språk: 1
rutin: {id}
titel: Uppdiktad rutin {id}
gäller: {{ från: 2026-12-01, granskas: 2026-12-31, ägare: Socialjouren, granskad av: ej granskad }}
källor: [boken]
startas för hand: ja
börjar: {start}
"""
_FACT = """\
  {fact}: {{ om: personen, slag: val, värden: {{ ja: Ja, nej: Nej }}, känslighet: hög, \
rubrik: Uppgift {fact}, avsnitt: läget }}
"""
_QUESTION = """\
  {step}:
    fråga: Stämmer uppgift {fact}?
    svarar på: {fact}
    källa: boken
    svar: {{ ja: {yes}, nej: {no}, vet inte: {no} }}
"""
_READ = "  {step}: {{ läs: Läs {step}., källa: boken, sedan: {to} }}\n"
_CHOOSES = """\
  {step}:
    läs: Läs {step}.
    källa: boken
    sedan: [{{ om: {condition}, gå till: {yes} }}, {{ annars: {no} }}]
"""
_END = (
    "  slut: { slut: klart, gör: Frågorna är besvarade. Lämna över som vanligt., källa: boken }\n"
)
_ALL = "[ja, nej, vet inte, ej aktuellt, gick inte]"
_KRAV = """\
  - {{ id: före-{n}, innan: d{n}, ska: {{ q{n}: {all} }}, källa: boken }}
  - {{ id: aldrig-{n}, aldrig: c{n}, när: {{ {fact}: ja }}, källa: boken }}
"""
_KRAV_OF_ALL = """\
  - {{ id: hela-vägen, innan: slut, ska: {{ q0: {all} }}, källa: boken }}
  - {{ id: slutet, alltid nåbart: slut, källa: boken }}
"""


def folder_of(path: Path, routines: dict[str, str], facts: str) -> Path:
    """A folder with these routines by id, these facts, and registers of next to nothing."""
    path.mkdir(parents=True)
    (path / REGISTERS).mkdir()
    for name, text in _REGISTERS.items():
        (path / REGISTERS / name).write_text(f"språk: 1\n{text}", encoding="utf-8")
    (path / FACTS).write_text(f"språk: 1\nfakta:\n{facts}", encoding="utf-8")
    for id, text in routines.items():
        (path / f"{id}.yaml").write_text(text, encoding="utf-8")
    return path


def independent(id: str, steps: int) -> tuple[str, str]:
    """A routine of so many steps (a multiple of 5) and its facts; each answer is read at once.

    Every fifth block has two krav, and two krav span the whole routine.
    """
    blocks = steps // STEPS
    krav = "".join(
        _KRAV.format(n=n, all=_ALL, fact=_fact(id, n)) for n in range(0, blocks, 5)
    ) + _KRAV_OF_ALL.format(all=_ALL)
    body = "".join(_block(id, n, last=n == blocks - 1) for n in range(blocks))
    head = _HEAD.format(id=id, start="q0")
    text = f"{head}krav:\n{krav}steg:\n{body}{_END}"
    return text, "".join(_FACT.format(fact=_fact(id, n)) for n in range(blocks))


def dependent(id: str, questions: int, *, in_one: bool) -> tuple[str, str]:
    """Questions in a row, all read at the end: by one step each, or by one step `in_one`.

    All answers are alive at once until then, so that states multiply and do not add.
    """
    facts = [_fact(id, n) for n in range(questions)]
    names = [f"q{n}" for n in range(questions)]
    read = ["v"] if in_one else [f"v{n}" for n in range(questions)]
    onward = dict(zip([*names, *read], [*names[1:], *read, "slut"], strict=True))
    body = "".join(
        _QUESTION.format(step=name, fact=fact, yes=onward[name], no=onward[name])
        for name, fact in zip(names, facts, strict=True)
    )
    for step, fact in zip(read, facts, strict=False):
        said = ", ".join(f"{{ {f}: ja }}" for f in (facts if in_one else [fact]))
        said = f"{{ alla: [{said}] }}" if in_one else said
        body += _CHOOSES.format(step=step, condition=said, yes=onward[step], no="slut")
    text = f"{_HEAD.format(id=id, start='q0')}steg:\n{body}{_END}"
    return text, "".join(_FACT.format(fact=fact) for fact in facts)


def _block(id: str, n: int, *, last: bool) -> str:
    onward = "slut" if last else f"q{n + 1}"
    said_no = f"{{ {_fact(id, n)}: nej }}"
    return (
        _QUESTION.format(step=f"q{n}", fact=_fact(id, n), yes=f"a{n}", no=f"b{n}")
        + _READ.format(step=f"a{n}", to=f"b{n}")
        + _CHOOSES.format(step=f"b{n}", condition=said_no, yes=f"c{n}", no=f"d{n}")
        + _READ.format(step=f"c{n}", to=f"d{n}")
        + _READ.format(step=f"d{n}", to=onward)
    )


def _fact(id: str, n: int) -> str:
    return f"{id.replace('-', '_')}_{n}"
