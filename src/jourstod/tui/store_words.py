"""What the screens say of a store that is away."""

from __future__ import annotations

UNSHARED = (
    "Databasen svarar inte. Inte delat ännu: {count}. Det är sparat på den här datorn och delas "
    "när den är tillbaka. Andra stationer ser det inte."
)
ALONE = (
    "Databasen svarar inte. Skärmen visar det som var sant sist. Det du svarar och antecknar här "
    "sparas på den här datorn och delas när den är tillbaka. Beslut och överlämning väntar."
)
NOT_SAVED = "INTE SPARAT. {sentence} Det du skrev står kvar."
