"""Wording: Swedish words that are said in more than one place."""

from __future__ import annotations

CALL_OUTCOMES = (
    ("advice", "Rådgivning", "Inga personuppgifter sparas. Det du skrivit stryks."),
    ("existing", "Hör till ett ärende", "Det du skrivit blir en anteckning i ärendet."),
    ("new", "Nytt ärende", "Det du skrivit och svarat följer med."),
    (
        "list",
        "Flera nya ärenden från en lista",
        "Det du skrivit står i alla.",
    ),
    ("other_municipality", "Annan kommun", "Inga personuppgifter sparas. Det du skrivit stryks."),
    ("wrong_number", "Felringning", "Fel nummer, eller tyst. Det du skrivit stryks."),
    ("protected", "Nytt ärende, skyddade uppgifter", "Stängt för andra från början."),
    ("known", "Har vi personen redan?", "Svaret säger bara om det finns ett ärende."),
)
"""How a call ends: id (as it is logged, for those without a case), words, what it means."""

WITHOUT_CASE = ("advice", "other_municipality", "wrong_number")
"""Ends of a call that leave no personal data (SoL 14 kap. 4 §)."""

CALL_WORDS = {id: words for id, words, _ in CALL_OUTCOMES}
"""What a logged end of a call is called where it is read."""

REPORTS = (
    ("anmälan", "Anmälan"), ("ansökan", "Ansökan"), ("information", "Information på annat sätt"),
)  # fmt: skip
"""Three ways to become known; duties start from them."""

PASSED = "passerad frist"
"""Said of a clock after its last lawful day, and never before."""


def waited(minutes: int) -> str:
    """How long something due at once has waited: «19 min», «3 h 5 min», «3 dygn 14 h»."""
    hours, rest = divmod(max(0, minutes), 60)
    if hours >= 48:
        return f"{hours // 24} dygn {hours % 24} h"
    return f"{hours} h {rest} min" if hours else f"{rest} min"


NOT_SEALED = (
    "Lagret är inte krypterat: den som får tag i det läser allt, och vem som helst kan öppna det. "
    "Avsluta programmet och kör jourstod store encrypt (docs/drift.md)."
)
"""Said to everybody on the board, and by the doctor, until it is done."""
UNSHARED = (
    "Databasen svarar inte. Inte delat ännu: {count}. Det är sparat på den här datorn och delas "
    "när den är tillbaka. Andra stationer ser det inte."
)
ALONE = (
    "Databasen svarar inte. Skärmen visar det som var sant sist. Det du svarar och antecknar här "
    "sparas på den här datorn och delas när den är tillbaka. Beslut och överlämning väntar."
)
NOT_SAVED = "INTE SPARAT. {sentence} Det du skrev står kvar."
