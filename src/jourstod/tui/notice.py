"""The notice on top of a screen: what was told of the last deed, and what stands for a while."""

from __future__ import annotations

from textual.widgets import Static

from .ink import STRONG, WARN, page, row, wrapped


class Notice(Static):
    """What was told until the next thing is done, above what stands while the store is away.

    Both are shown: a refusal that is hidden looks like something that was done.
    """

    def __init__(self) -> None:
        super().__init__(id="message", classes="message")
        self.told = self.standing = ""

    def tell(self, sentence: str) -> None:
        """What came of the last deed; "" takes it away."""
        self.told = sentence
        self._show()

    def stand(self, sentence: str) -> None:
        """What is true for as long as it stands; "" takes it away."""
        if sentence != self.standing:
            self.standing = sentence
            self._show()

    def _show(self) -> None:
        lines, width = [], max(20, self.screen.size.width - 4)
        for sentence in filter(None, (self.told, self.standing)):
            first, *rest = wrapped(sentence, width - 2, STRONG)
            lines += [row(("! ", WARN), first), *(row("  ", line) for line in rest)]
        self.update(page(lines))
        self.set_class(bool(lines), "-told")
