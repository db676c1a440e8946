"""Keys of the language for editors: what each key holds, what it means, and if it must be there.

The words that can be chosen come from the readers' own tables. A test holds the keys equal to
those the readers ask for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jourstod.domain.calendar import DayKind
from jourstod.domain.counting import Extends
from jourstod.domain.facts import FactKind, Sensitivity
from jourstod.domain.routine import StepKind

from . import duty_reader, shall_reader
from .fact_reader import SECTIONS, SUBJECTS
from .register_reader import CONFIDENCE

YES = ("ja", "nej")


@dataclass(frozen=True, slots=True)
class Key:
    """One key: `holds` is a kind of value (schema.py) or the words that can be chosen."""

    holds: str | tuple[str, ...]
    means: str
    required: bool = False


def must(holds: str | tuple[str, ...], means: str) -> Key:
    """A key that must be there."""
    return Key(holds, means, required=True)


LANGUAGE = must("text", "Språkets version: 1.")
_SOURCES = Key("words", "Källor ur register/kallor.yaml.")
_PROVISIONS = Key("words", "Lagrum ur register/lagrum.yaml.")
_CHECKED = must("day", "När någon senast såg efter att det stämmer, år-månad-dag.")
_CONFIDENCE = must(CONFIDENCE, "Hur säkert det är. Allt under verifierad visas så.")
_NOT_OURS = Key("text", "Varför inget steg i en rutin behöver göra det.")
_STEPS = must("steps", "Stegen, i den ordning de ska läsas.")

SHAPES: Mapping[str, Mapping[str, Key]] = {
    "rutin": {
        "språk": LANGUAGE, "rutin": must("text", "Rutinens namn, samma som filens."),
        "titel": must("text", "Rubriken på skärmen."),
        "gäller": must("gäller", "Från när, när den granskas, och av vem."),
        "källor": _SOURCES, "börjar": must("text", "Det första steget."),
        "först": Key("words", "Stegen i den första minuten; frågas om när hotet ändras."),
        "upprepas": Key(YES, "Ja om rutinen kan startas flera gånger i samma ärende."),
        "startas för hand": Key(YES, "Ja om handläggaren startar rutinen själv."),
        "utanför akten": Key(YES, "Ja om rutinen gäller jourens eget arbete."),
        "krav": Key("kravlista", "Det rutinen lovar; prövas på alla vägar."), "steg": _STEPS,
    },
    "fragment": {
        "språk": LANGUAGE, "fragment": must("text", "Fragmentets namn, samma som filens."),
        "titel": must("text", "Rubriken."),
        "gäller": Key("gäller", "Från när, när det granskas, och av vem."),
        "källor": _SOURCES, "börjar": must("text", "Det första steget."), "steg": _STEPS,
    },
    "gäller": {
        "från": must("day", "Första dagen, år-månad-dag."),
        "granskas": must("day", "Dagen då den senast ska granskas igen."),
        "ägare": must("text", "Vem som äger rutinen."),
        "granskad av": must("text", "Vem som har granskat den, eller «ej granskad»."),
    },
    "krav": {
        "id": must("text", "Kravets namn."), "innan": Key("words", "Steget eller stegen efter."),
        "ska": Key("any", "Steget som ska vara gjort först, eller steg och utfall."),
        "om": Key("condition", "När kravet gäller; hör till innan."),
        "aldrig": Key("words", "Steget eller stegen som inte får nås."),
        "när": Key("condition", "Medan detta stämmer; hör till aldrig."),
        "efter": Key("text", "Sedan detta steg är gjort; hör till aldrig."),
        "alltid nåbart": Key("words", "Steget som alltid ska gå att nå."),
        "säg": Key("text", "Meningen som visas."), "lagrum": _PROVISIONS, "källa": _SOURCES,
    },
    "mål": {
        "gå till": Key("text", "Steget det leder till."),
        "startar": Key("words", "Rutiner som börjar vid sidan av."),
        "om": Key("condition", "När raden gäller; bara i en lista."),
        "annars": Key("text", "Steget när inget ovanför stämmer; sist i listan."),
    },
    "faktum": {
        "om": must(SUBJECTS, "Vad det är känt om."),
        "slag": must(tuple(kind.value for kind in FactKind), "Hur det besvaras."),
        "värden": Key("labels", "Namn och ord för varje svar; för val och flerval."),
        "känslighet": must(tuple(level.value for level in Sensitivity), "Skadan om det läcker."),
        "rubrik": must("text", "Hur det heter i överlämningen."),
        "avsnitt": must(SECTIONS, "Var i överlämningen det står."),
        "får lämnas till": Key("labels", "Mottagare utanför nämnden, och på vilken grund."),
        "ändrar hotet": Key(YES, "Ja om en ändring gör att första minuten frågas om."),
    },
    "lagrum": {
        "nu": must("text", "Hur det heter nu."), "förut": Key("text", "Hur det hette förut."),
        "kräver": must("text", "Vad det kräver, i en mening."),
        "gäller från": must("day", "Första dagen."), "gäller till": Key("day", "Sista dagen."),
        "säkerhet": _CONFIDENCE, "text per": must("text", "När lagtexten lästes."),
        "kontrollera": must("text", "Var lagen går att läsa."), "senast kontrollerad": _CHECKED,
        "varning": Key("text", "Något att se upp med."),
    },
    "källa": {
        "titel": must("text", "Källans namn."), "var": must("text", "Var den går att läsa."),
        "senast kontrollerad": _CHECKED, "anmärkning": Key("text", "Något att veta om den."),
    },
    "myndighet": {
        "namn": must("text", "Namnet."), "roll": must("text", "Vad den gör för er."),
        "öppet": must("text", "dygnet runt, kontorstid, okänt, eller dagar och klockslag."),
        "egen nämnd": Key(YES, "Ja om den hör till den egna nämnden."),
        "nummer": Key("labels", "Telefonnummer, och när vart och ett används."),
        "lämnas över": Key("text", "Vad den får."), "behöver": Key("text", "Vad den frågar efter."),
        "källa": Key("text", "En källa ur registret, eller en webbadress."),
        "senast kontrollerad": Key("day", "När någon senast såg efter att det stämmer."),
    },
    "frist": {
        "namn": must("text", "Fristens namn."), "slag": must(duty_reader.KINDS, "Vems regel."),
        "börjar": must("börjar", "Vad den räknas från."),
        "varför": must("text", "Varför den räknas därifrån."),
        "längd": must("text", "genast, lokal, eller tal och timmar, dagar, veckor, månader, år."),
        "lokal klocka": Key(duty_reader.LOCAL_KINDS, "Stationens egen gräns, som går före."),
        "samma dag": Key(YES, "Ja om praxis är samma dag."),
        "när den öppnar": Key("text", "Myndigheten där det kan göras först när den öppnar."),
        "lag 1930:173": Key(tuple(e.value for e in Extends), "Om sista dagen kan flyttas."),
        "praxis": Key("text", "Vad praxis säger bredvid."),
        "ska göras": must("text", "Vad som ska göras."), "vem": must("text", "Vem som gör det."),
        "möts av": Key("words", "beslut:namn, faktum:värde eller en annan frist."),
        "när den löper ut": must("text", "Vad som händer då."),
        "vanligt fel": Key("text", "Det som ofta blir fel."),
        "fel start": Key(duty_reader.EVENTS, "Händelsen som ofta tas för starten."),
        "fall": Key("words", "Prövade fall."), "lagrum": _PROVISIONS,
        "inte jourens uppgift": _NOT_OURS,
    },
    "börjar": {
        "händelse": must(duty_reader.EVENTS, "Vad som startar den."),
        "gäller": Key("text", "Vad som kom in, vilket beslut, eller faktum:värde."),
    },
    "ska": {
        "kräver": must("text", "Vad som ska göras."), "lagrum": must("words", "Var det står."),
        "görs i": Key("kinds", "Bara de slagen av steg räknas."),
        "inte jourens uppgift": _NOT_OURS,
    },
    "sekretess": {
        "till": must("text", "Vem, och i vilket läge."),
        "mottagare": Key("words", "Mottagare ur myndighetsregistret."),
        "med samtycke": must("text", "Vad som får lämnas, eller nej."),
        "utan samtycke": must("text", "Vad som får lämnas, eller nej."), "lagrum": _PROVISIONS,
        "gränser": must("text", "Vad som inte får lämnas."), "säkerhet": _CONFIDENCE,
        "senast kontrollerad": _CHECKED, "varning": Key("text", "Något att se upp med."),
    },
    "kalender": {
        "från": must("day", "Första dagen."), "till": must("day", "Sista dagen."),
        "dagar": must("days", "Varje röd dag, och vad den heter."),
    },
    "dag": {
        "namn": must("text", "Dagens namn."),
        "slag": must(tuple(kind.value for kind in DayKind), "Vad för dag det är."),
    },
}  # fmt: skip
SHALL_KINDS = shall_reader.KINDS

STEP: Mapping[str, Key] = {
    "fas": Key("text", "Rubrik över steget och dem som följer."), "lagrum": _PROVISIONS,
    "källa": _SOURCES, "till personen": Key("text", "En mening att säga högt, högst 25 ord."),
    "varför": Key("text", "Bakgrund, hopvikt tills någon frågar."),
    "fullgör": Key("words", "Plikter ur fristregistret som steget uppfyller."),
    "motivera": Key(YES, "Ja om svaret ska motiveras."),
    "skriv": Key("words", "Fält att fylla i."),
    "oåterkalleligt": Key(YES, "Ja om det inte går att göra ogjort."),
    "frågas igen": Key(YES, "Ja när svaret blir gammalt."),
}  # fmt: skip
"""What every step but a fragment may have."""
_DO = {"gör": must("text", "Vad du ska göra.")}
_ON = {
    "startar": Key("words", "Rutiner som börjar vid sidan av när steget är gjort."),
    "sedan": Key("target", "Vart det leder."),
    "ej aktuellt": Key("target", "Vart det leder när det inte är aktuellt."),
    "gick inte": Key("target", "Vart det leder när det inte gick."),
}
_ASKS = {
    "svarar på": must("text", "Ett faktum ur fakta.yaml."),
    "svar": Key("answers", "Varje svar och vart det leder. «vet inte» ska alltid finnas."),
}
_LIMIT = {
    "klocka": Key("text", "En frist ur registret."),
    "senast": Key("text", "När det senast ska vara gjort, i ord."),
}
_KNOW_NOT = {"vet inte": Key("target", "Vart det leder för den som inte vet.")}
_DECIDE = {"beslutas av": Key("words", "Lagrum som ger rätt att besluta.")}

KINDS: Mapping[str, tuple[Key, Mapping[str, Key]]] = {
    "fråga": (must("text", "Frågan, högst 25 ord."), {**_ASKS, **_ON, **_KNOW_NOT}),
    "kontakt": (must("text", "Mottagare ur myndighetsregistret."),
                {**_DO, "ring": Key("text", "Numret."), **_ON}),
    "beslut": (must("text", "Beslutets namn, till exempel lvu-6."), {**_DO, **_DECIDE, **_ON}),
    "checklista": (must("labels", "Punkterna: namn och ord."), {**_DO, **_ON}),
    "uppgift": (must("text", "Vad någon ska göra."),
                {"lämnas till": must("text", "Vem som får uppgiften."), **_LIMIT,
                 "om så": Key("text", "Vad som görs om det inte går."), **_ON}),
    "läs": (must("text", "Text till handläggaren."), {**_ON}),
    "vänta på": (must("condition", "Det som ska stämma."), {**_DO, **_LIMIT, **_ON}),
    "samtycke": (must("text", "Mottagaren det gäller."),
                 {"fråga": must("text", "Frågan, högst 25 ord."), **_ASKS,
                  "startar": _ON["startar"]}),
    "placering": (must("text", "Vilken form."), {**_DO, **_ON}),
    "får inte informeras": (must("text", "Vem eller vad."), {**_DO, **_ON}),
    "lova": (must("text", "Vad löftet gäller."), {**_DO, **_ON}),
    "slut": (must("text", "Utfallets namn."), {**_DO}),
}  # fmt: skip
"""For each kind of step: what stands after its own key, and what goes with it."""
FRAGMENT = (
    must("text", "Fragmentets namn."),
    {"sedan": must("text", "Steget efter fragmentet."), "fas": STEP["fas"]},
)
assert set(KINDS) == {kind.value for kind in StepKind}
