"""The mistakes a file can hold as text and as YAML: rule, Swedish sentence, hint, example."""

from __future__ import annotations

from dataclasses import dataclass

from jourstod.domain.findings import Finding, Place, Severity

_SHOWN = 40  # so much of the file's own text is repeated in a sentence
_COPIED = 100  # and so much in an example
_QUOTED = ("word", "key", "rest")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is said of one kind of mistake; `{names}` in the sentence are filled in."""

    sentence: str
    hint: str = ""
    example: str = ""
    severity: Severity = Severity.ERROR


MISTAKES: dict[str, Mistake] = {
    # the file as bytes and characters
    "fil-saknas": Mistake("Filen finns inte.", "Kontrollera namnet och mappen."),
    "olaslig-fil": Mistake("Filen går inte att läsa: {why}."),
    "for-stor-fil": Mistake(
        "Filen är för stor: {size}, och gränsen är {limit}.", "Dela upp den i flera filer."
    ),
    "inte-utf8": Mistake(
        "Filen är inte sparad som UTF-8: tecknet här (byte {byte}{likely}) går inte att läsa.",
        "Öppna filen i en textredigerare, välj Spara som och kodningen UTF-8.",
    ),
    "utf-16": Mistake(
        "Filen är sparad som UTF-16, som i Anteckningar också heter Unicode.",
        "Öppna filen i en textredigerare, välj Spara som och kodningen UTF-8.",
    ),
    "sparad-av-word": Mistake(
        "Filen är ett dokument från {program} och ingen textfil.",
        "Kopiera texten till en ny fil i Anteckningar och spara den som UTF-8.",
    ),
    "git-marken": Mistake(
        "Här står märken från git: två har ändrat samma rader, och båda versionerna står kvar.",
        "Behåll de rader som ska gälla, och ta bort raderna som börjar med "
        "<<<<<<<, ======= och >>>>>>>.",
    ),
    "for-lang-rad": Mistake(
        "Raden är {length} tecken lång, och gränsen är {limit}.",
        "Dela upp texten på flera rader.",
        "varför: >\n  Första delen av texten\n  och så resten av den.",
    ),
    "tabb-i-indrag": Mistake(
        "Raden är indragen med tabb.", "Dra in med blanksteg.", "steg:\n  larma:\n    källa: …"
    ),
    "fel-blanksteg": Mistake(
        "Raden är indragen med ett tecken som liknar blanksteg men är ett annat ({code}).",
        "Sudda indraget och skriv det med vanliga blanksteg.",
        "steg:\n  larma:\n    källa: …",
    ),
    "tabb": Mistake("Här står en tabb.", "Skriv blanksteg i stället."),
    "styrtecken": Mistake(
        "Här står ett styrtecken ({code}), som inte syns men kan påverka skärmen.",
        "Sudda stället och skriv det på nytt.",
    ),
    "osynligt-tecken": Mistake(
        "Här står ett osynligt tecken ({code}), som kan dölja eller kasta om text.",
        "Sudda stället och skriv det på nytt.",
    ),
    "frammande-bokstav": Mistake(
        "Här står «{word}» ({code}), som ser ut som en vanlig bokstav men hör till ett annat "
        "alfabet.",
        "Sudda ordet och skriv det på nytt.",
    ),
    # what YAML can but a routine may not
    "tom-fil": Mistake("Filen är tom.", example="språk: 1"),
    "for-djupt": Mistake(
        "Innehållet ligger mer än {limit} nivåer djupt.", "Gör delar av det till egna steg."
    ),
    "for-manga-delar": Mistake("Filen har fler än {limit} delar.", "Dela upp den i flera filer."),
    "for-manga-fel": Mistake(
        "Här slutade läsningen: filen har fler än {limit} fel.", "Rätta dem som visas först."
    ),
    "flera-dokument": Mistake(
        "Tre streck (---) börjar ett nytt dokument, men en fil är ett enda dokument.",
        "Ta bort raden, eller lägg det som följer i en egen fil.",
    ),
    "direktiv": Mistake("Rader som börjar med % (direktiv) får inte finnas.", "Ta bort raden."),
    "tagg": Mistake(
        "En tagg, «{word}», får inte finnas.",
        "Hör utropstecknet till texten ska den stå inom citattecken.",
        'fråga: "{word} …"',
    ),
    "ankare": Mistake(
        "Ett ankare, «&{word}», får inte finnas.",
        "Hör &-tecknet till texten ska den stå inom citattecken.",
        'fråga: "&{word} …"',
    ),
    "alias": Mistake(
        "En hänvisning till ett ankare, «*{word}», får inte finnas.",
        "Skriv ut innehållet här. Hör stjärnan till texten ska den stå inom citattecken.",
        'fråga: "*{word} …"',
    ),
    "sammanslagning": Mistake(
        "Sammanslagning med «<<» får inte finnas.", "Skriv ut nycklarna här."
    ),
    "dubbel-nyckel": Mistake(
        "Nyckeln «{word}» står redan på rad {line}, kolumn {column}.",
        "Ta bort den ena eller byt namn på den.",
    ),
    "sammansatt-nyckel": Mistake(
        "En nyckel ska vara ett enkelt ord.", "Skriv ordet, kolon och sedan värdet.", "ja: larma"
    ),
    "kommentar-i-text": Mistake(
        "Från « #» läses resten av raden som en kommentar och inte som text.",
        "Hör den till texten ska texten stå inom citattecken.",
        'fråga: "{word}"',
        Severity.WARNING,
    ),
    "streck-utan-blanksteg": Mistake(
        "Efter strecket saknas ett blanksteg, så raderna läses som en enda text.",
        example="- första\n- andra",
    ),
    # what is not YAML at all; the reading stops there
    "kolon-saknas": Mistake(
        "I raden «{word}» saknas ett kolon.",
        "Hör raden till texten ovanför ska den dras in längre än den.",
    ),
    "fel-listtecken": Mistake(
        "Raden börjar med «{word}», men punkterna i en lista börjar med bindestreck och blanksteg.",
        "Skriv om alla punkter i listan.",
        "- {rest}",
    ),
    "hart-blanksteg": Mistake(
        "Efter kolonet i «{key}:» står ett tecken som liknar blanksteg men är ett annat.",
        "Sudda det och skriv ett vanligt blanksteg.",
        "{key}: {rest}",
    ),
    "krokiga-citattecken": Mistake(
        "Tecknet {word} är ett krokigt citattecken, som Word sätter, och räknas här som text.",
        "Skriv raka citattecken, eller inga.",
    ),
    "komma-i-klammer": Mistake(
        "Efter «{key}» saknas ett kolon: inom {{ }} börjar ett nytt par efter varje komma.",
        "Hör kommat till texten ska texten stå inom citattecken.",
        '{{ säg: "Ring, och vänta på svar" }}',
    ),
    "blanksteg-efter-kolon": Mistake(
        "Efter kolonet i «{key}:{rest}» saknas ett blanksteg.", example="{key}: {rest}"
    ),
    "kolon-i-text": Mistake(
        "Här kommer ett andra kolon på samma rad, och det går inte att läsa.",
        "Hör det till texten ska texten stå inom citattecken.",
        'fråga: "Säg så här: är du säker?"',
    ),
    "fel-indrag": Mistake(
        "Raden är fel indragen: den börjar i kolumn {column}, men här väntades {wanted}.",
        "Dra in rader som hör ihop lika långt.",
    ),
    "streck-pa-fel-plats": Mistake(
        "En punkt i en lista (- ) kan inte stå här.",
        "Ta bort strecket, eller börja listan på raden under sin nyckel. En lista blandas inte "
        "med nycklar.",
        "krav:\n  - aldrig: avslut",
    ),
    "streck-saknas": Mistake(
        "I en lista börjar varje rad med streck och blanksteg.", example="- aldrig: avslut"
    ),
    "nyckel-saknas": Mistake("Före kolonet saknas en nyckel.", example="ja: larma"),
    "text-efter-varde": Mistake(
        "Värdet är redan slut, men raden fortsätter här.",
        "Hela texten ska stå inom citattecknen. Se också efter att raderna ovanför är avslutade.",
        'fråga: "Hela texten inom citattecken"',
    ),
    "citattecken-saknas": Mistake(
        "Texten som börjar med {word} här avslutas aldrig: det sista citattecknet saknas.",
        example='fråga: "Är du säker?"',
    ),
    "okand-escape": Mistake(
        "Efter ett omvänt snedstreck inom citattecken kommer något som inte går att läsa.",
        "Skriv texten utan snedstreck, eller inom enkla citattecken.",
        "skriv: 'C:\\mapp'",
    ),
    "hakparentes-saknas": Mistake(
        "Listan som börjar med [ här avslutas aldrig: ] saknas.", example="först: [akut_fara, tolk]"
    ),
    "klammer-saknas": Mistake(
        "Delen som börjar med {{ här avslutas aldrig: }} saknas.",
        example="ja: {{ till: larma, startar: [polis] }}",
    ),
    "skiljetecken-saknas": Mistake(
        "Här väntades {wanted}.",
        "Sätt komma mellan delarna. Text med , : [ ] {{ }} eller # ska stå inom citattecken.",
        "först: [akut_fara, tolk]",
    ),
    "varde-saknas": Mistake(
        "Här väntades ett värde, men här står «{word}».",
        "Hör tecknet till texten ska den stå inom citattecken.",
        'fråga: "{word} …"',
    ),
    "tecken-kraver-citattecken": Mistake(
        "En text kan inte börja med «{word}» utan citattecken.", example='fråga: "{word} …"'
    ),
    "textblock": Mistake(
        "Efter | eller > ska raden ta slut, och texten börja indragen på nästa rad.",
        example="varför: |\n  Åldern avgör vilka regler som gäller.",
    ),
    "text-efter-slutet": Mistake(
        "Innehållet är redan slut, men filen fortsätter här.",
        "Ta bort raderna «...», eller dra in raden så att den hör till delen ovanför.",
    ),
    "syntaxfel": Mistake(
        "Raden går inte att läsa här.",
        "Se efter kolon, indrag, citattecken och parenteser på den här raden och den ovanför.",
    ),
}


def mistake(rule: str, place: Place, **words: object) -> Finding:
    """The finding for one mistake of `MISTAKES`; `words` fill its sentence and example.

    `word`, `key` and `rest` are text from the file: they are cut to one short line, and to a
    longer one in the example, which is to be copied. `instead`, when not "", is the example.
    """
    said = MISTAKES[rule]
    cut = {name: _cut(str(word)) if name in _QUOTED else word for name, word in words.items()}
    longer = {name: _cut(str(word), _COPIED) for name, word in words.items()}
    instead = str(longer.pop("instead", ""))
    return Finding(
        said.severity,
        rule,
        place,
        said.sentence.format(**cut),
        said.hint.format(**cut),
        instead or said.example.format(**longer),
    )


def _cut(word: str, length: int = _SHOWN) -> str:
    one_line = " ".join(word.split())
    return one_line if len(one_line) <= length else one_line[: length - 1] + "…"
