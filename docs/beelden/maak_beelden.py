"""The pictures in ``README.md`` and ``docs/handleiding.md``, made anew from real output.

``python docs/beelden/maak_beelden.py`` needs the packages of the tests (playwright, Pillow) and a Chromium on this
machine. The manual shows the report of ``data/2022`` (fictional), the README that of ``data/2021``; what ``check`` says
is said about a copy of ``data/2022`` with three mistakes in it. Drawn here are only the window around a command, the
grid and letters of a spreadsheet around a CSV file, and the shadow of a page.
"""

from __future__ import annotations

import csv
import html
import io
import os
import re
import shutil
import string
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageFilter, ImageOps
from playwright.sync_api import sync_playwright

HIER = Path(__file__).resolve().parent
WORTEL = HIER.parents[1]
JAAR = "2022"
GROOTST = 150_000
"""Bytes: pictures in a manual should not weigh more than its text is worth."""

# Mistakes that every year knows.
FOUTEN: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("contacten.csv", lambda t: t.replace("03-01-2022", "03-01-22", 1)),
    ("contacten.csv", lambda t: t.replace("\nG02;", "\nG99;", 1)),
    ("uren.csv", lambda t: t.replace("85,5", "85:30", 1)),
)

STIJL = """
* { box-sizing: border-box }
body { margin: 0; background: #fff; font: 15px/1.5 'Source Sans 3', 'DejaVu Sans', sans-serif }
#beeld { display: inline-block; padding: 14px; background: #fff }
.venster { border: 1px solid #b8b8b8; border-radius: 8px; overflow: hidden; background: #fff }
.balk { background: #e9e9e9; color: #333; padding: 5px 14px; font-size: 14px; border-bottom: 1px solid #c9c9c9 }
.scherm { background: #0c2340; color: #eee; padding: 14px 16px; margin: 0; white-space: pre-wrap; width: 940px;
  font: 14px/1.55 'DejaVu Sans Mono', monospace }
.scherm .r { color: #ff8b7b } .scherm .g { color: #ffd866 } .scherm .p { color: #9fb8d6 }
.naast { display: flex }
.map { width: 190px; background: #f6f6f6; padding: 10px 14px; border-right: 1px solid #d0d0d0 }
.map div { padding: 1px 4px } .map .nu { background: #dbe7f3 }
table { border-collapse: collapse }
td, th { border: 1px solid #d4d4d4; padding: 2px 9px; text-align: left; font-weight: normal }
th { background: #f0f0f0; color: #555; text-align: center } .kop td { font-weight: bold }
"""


def draai(*woorden: str, map_: Path) -> str:
    """What the command prints on a screen, standard output and error together."""
    omgeving = {**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1"}
    klaar = subprocess.run(
        [sys.executable, "-m", "buurtrendement", *woorden],
        cwd=map_, env=omgeving, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        encoding="utf-8",
    )  # fmt: skip
    return klaar.stdout


def spreadsheet(bestand: Path, rijen: int = 12) -> str:
    """The folder with the file open in it, as a spreadsheet shows it."""
    regels = list(csv.reader(io.StringIO(bestand.read_text(encoding="utf-8-sig")), delimiter=";"))[:rijen]
    namen = sorted(p.name + ("/" if p.is_dir() else "") for p in bestand.parent.iterdir())
    lijst = "".join(f"<div{' class=nu' if n == bestand.name else ''}>{html.escape(n)}</div>" for n in namen)
    letters = "".join(f"<th>{letter}</th>" for letter in string.ascii_uppercase[: len(regels[0])])
    cellen = "".join(
        f"<tr{' class=kop' if i == 1 else ''}><th>{i}</th>{''.join(f'<td>{html.escape(c)}</td>' for c in regel)}</tr>"
        for i, regel in enumerate(regels, start=1)
    )
    return (
        f"<div class=venster><div class=balk>data / {JAAR} / {bestand.name}</div><div class=naast>"
        f"<div class=map>{lijst}</div><table><tr><th></th>{letters}</tr>{cellen}</table></div></div>"
    )


def terminal(opdracht: str, uitvoer: str) -> str:
    """A window with the command and what it said, in the colours of a terminal."""
    tekst = html.escape(uitvoer.strip(), quote=False)
    tekst = re.sub(r"(?m)^Fout:", "<span class=r>Fout</span>:", tekst)
    tekst = re.sub(r"(?m)^Let op:", "<span class=g>Let op</span>:", tekst)
    prompt = "<span class=p>PS C:\\buurtrendement&gt;</span>"
    return (
        "<div class=venster><div class=balk>Windows PowerShell</div>"
        f"<pre class=scherm>{prompt} {html.escape(opdracht)}\n{tekst}\n{prompt} </pre></div>"
    )


def bewaar(beeld: Image.Image, naam: str) -> None:
    """Write the picture with as few colours as it needs to stay light."""
    for kleuren in (256, 128, 64, 32):
        klein = beeld.convert("RGB").quantize(kleuren, dither=Image.Dither.NONE)
        klein.save(HIER / naam, optimize=True)
        if (HIER / naam).stat().st_size <= GROOTST:
            return
    raise SystemExit(f"{naam} is te groot: maak de uitsnede kleiner.")


@contextmanager
def browser() -> Iterator[Any]:
    pad = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as p:
        chromium = p.chromium.launch(executable_path=pad, args=["--no-sandbox", "--disable-gpu"])
        yield chromium.new_context(viewport={"width": 1000, "height": 900}, device_scale_factor=1.25, offline=True)
        chromium.close()


def knip(context: Any, bron: str | Path, kies: str, naam: str, klaar: Callable[[Any], None] = lambda _: None) -> None:
    """Take a picture of one element of a page."""
    pagina = context.new_page()
    if isinstance(bron, Path):
        pagina.goto(bron.as_uri())
    else:
        pagina.set_content(f"<!DOCTYPE html><style>{STIJL}</style><div id=beeld>{bron}</div>")
    klaar(pagina)
    bewaar(Image.open(io.BytesIO(pagina.locator(kies).first.screenshot())), naam)
    pagina.close()


def vel(document: pypdfium2.PdfDocument, nummer: int, breed: int) -> Image.Image:
    """A page of a PDF, ``breed`` pixels wide."""
    blad = document[nummer]
    return blad.render(scale=breed / blad.get_width()).to_pil().convert("RGB")


def bladzijde(pdf: Path, naam: str, breed: int = 620) -> None:
    """The first page of a PDF, with an edge."""
    beeld = vel(pypdfium2.PdfDocument(pdf), 0, breed)
    bewaar(ImageOps.expand(beeld, 12, "#d9d9d9"), naam)


def brochure(pdf: Path, naam: str) -> None:
    """The cover, and beside it the page with the five figures and the one with the cost of a family."""
    document = pypdfium2.PdfDocument(pdf)
    teksten = [blad.get_textpage().get_text_bounded() for blad in document]
    kosten = next(n for n, tekst in enumerate(teksten) if "Kosten van één gezin per jaar" in tekst)
    doek = Image.new("RGB", (1400, 760), "#f5f0e6")
    schaduw = Image.new("L", doek.size, 0)
    plaatsen = [
        (vel(document, 0, 453), 70, 60),
        (vel(document, 2, 396), 583, 100),
        (vel(document, kosten, 396), 981, 100),
    ]
    for blad, x, y in plaatsen:
        schaduw.paste(70, (x, y + 6, x + blad.width, y + blad.height + 6))
    doek.paste("#2a2a24", mask=schaduw.filter(ImageFilter.GaussianBlur(9)))
    for blad, x, y in plaatsen:
        doek.paste(blad, (x, y))
    bewaar(doek, naam)


def schuif(pagina: Any) -> None:
    """Move the first slider, so that the panel shows what it is for."""
    pagina.locator("#wat-als input[type=range]").first.press("PageDown")
    pagina.wait_for_timeout(300)


def maak(jaar: str, werk: Path) -> Path:
    """The report of a year; returns the folder."""
    uit = werk / "dist" / jaar
    gemaakt = draai("report", str(WORTEL / "data" / jaar), "--out", str(uit), map_=werk)
    if not (uit / "jaarbericht.html").is_file():
        raise SystemExit(gemaakt)
    return uit


def main() -> None:
    with tempfile.TemporaryDirectory() as tijdelijk:
        werk = Path(tijdelijk)
        fout = werk / "data" / JAAR
        shutil.copytree(WORTEL / "data" / JAAR, fout)
        for bestand, verander in FOUTEN:
            tekst = (fout / bestand).read_text(encoding="utf-8-sig")
            if verander(tekst) == tekst:
                raise SystemExit(f"{bestand}: de fout voor het voorbeeld past niet meer bij de gegevens.")
            (fout / bestand).write_text(verander(tekst), encoding="utf-8")
        gecontroleerd = draai("check", f"data/{JAAR}", map_=werk)
        uit = maak(JAAR, werk)
        with browser() as context:
            knip(context, spreadsheet(WORTEL / "data" / JAAR / "gezinnen.csv"), "#beeld", "gegevens.png")
            knip(context, terminal(f"buurtrendement check data/{JAAR}", gecontroleerd), "#beeld", "controle.png")
            knip(context, uit / "jaarbericht.html", ".wat-als-paneel", "wat-als.png", schuif)
        bladzijde(uit / "jaarbericht.pdf", "omslag.png")
        bladzijde(uit / "samenvatting.pdf", "samenvatting.png", breed=700)
        brochure(maak("2021", werk) / "jaarbericht.pdf", "jaarbericht.png")


if __name__ == "__main__":
    main()
