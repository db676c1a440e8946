"""Read every HTML sheet in a real browser: axe-core over it, and printed on A4.

Needs Chromium, and axe-core unpacked by npm (`npm install --prefix .browser axe-core`). Exits with
77 and a sentence when either is missing, 1 when something is wrong. `--keep DIR` keeps the files.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
MISSING = 77
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
AXE = ROOT / ".browser" / "node_modules" / "axe-core" / "axe.min.js"
A4 = (595, 842)
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
         "--no-first-run", "--disable-background-networking")  # fmt: skip
RUN_AXE = """
<script>%s</script><script>
axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})
  .then(function (found) {
    var told = found.violations.map(function (v) {
      return v.id + ' (' + v.nodes.length + '): ' + v.nodes[0].target;
    });
    document.body.setAttribute('data-axe', JSON.stringify(told));
  });
</script>
"""


def main() -> int:
    """0 when every sheet passes."""
    arguments = _parser().parse_args()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("Chromium finns inte på den här datorn. Inget är prövat i webbläsare.")
        return MISSING
    if not arguments.axe.exists():
        print("axe-core finns inte. Kör: npm install --prefix .browser axe-core")
        return MISSING
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as made:
        folder = arguments.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        axe = arguments.axe.read_text(encoding="utf-8")
        for name, content in sheets():
            page = folder / f"{name}.html"
            page.write_bytes(content)
            wrong += (f"{name}: {said}" for said in violations(browser, folder, name, content, axe))
            wrong += (f"{name}: {said}" for said in printed(browser, page))
    print(
        "\n".join(wrong) or "Alla blad är prövade i webbläsaren, med axe-core och utskrivna på A4."
    )
    return 1 if wrong else 0


def sheets() -> Iterator[tuple[str, bytes]]:
    """Every kind of sheet, of a made-up night with something of everything."""
    from tests.desk.sheet_case import sheet_desk, sheet_jour, whole_night

    from jourstod.desk.case_papers import paper_of
    from jourstod.desk.night_sheets import morning, shift
    from jourstod.desk.sheets import receivers, sheet_for
    from jourstod.reports import render
    from jourstod.reports.case_paper import render_case

    desk = sheet_desk(sheet_jour())
    child = whole_night(desk)
    for receiver, _, _ in receivers(desk, child):
        yield receiver, render(sheet_for(desk, child, receiver).sheet, "html")
    yield "morgonblad", render(morning(desk), "html")
    yield "skiftrapport", render(shift(desk), "html")
    yield "papper", render_case(paper_of(desk, child), "html")


def violations(browser: str, folder: Path, name: str, content: bytes, axe: str) -> list[str]:
    """What axe-core finds in a copy without the policy of the page, which lets no script in."""
    plain = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", content.decode())
    copy = folder / f"{name}.axe.html"
    copy.write_text(plain.replace("</body>", f"{RUN_AXE % axe}</body>"), encoding="utf-8")
    told = _run(browser, "--virtual-time-budget=20000", "--dump-dom", copy.as_uri())
    copy.unlink()
    found = re.search(r'data-axe="([^"]*)"', told)
    if found is None:
        return ["axe-core gav inget svar"]
    return list(json.loads(html.unescape(found.group(1))))


def printed(browser: str, page: Path) -> Iterator[str]:
    """The browser's own print: A4, tagged, in Swedish, with all its words and nothing cut."""
    pdf = page.with_suffix(".pdf")
    _run(browser, f"--print-to-pdf={pdf}", "--no-pdf-header-footer", page.as_uri())
    if not pdf.exists():
        yield "gick inte att skriva ut"
        return
    reader = PdfReader(pdf)
    sizes = {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages}
    if any(abs(w - A4[0]) > 1 or abs(h - A4[1]) > 1 for w, h in sizes):
        yield f"inte A4: {sizes}"
    root = cast(DictionaryObject, reader.trailer["/Root"])
    if "/StructTreeRoot" not in root:
        yield "utskriften är inte taggad"
    if str(root.get("/Lang", "")) != "sv":
        yield f"språket är {root.get('/Lang')}"


def _run(browser: str, *words: str) -> str:
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(
            [browser, *FLAGS, f"--user-data-dir={profile}", *words],
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
    return done.stdout


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="Behåll filerna i mappen.")
    parser.add_argument("--axe", type=Path, default=AXE, help="axe.min.js")
    return parser


if __name__ == "__main__":
    sys.exit(main())
