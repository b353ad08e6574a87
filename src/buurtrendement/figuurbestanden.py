"""The charts as files of their own, for a slide, a newsletter or a website: ``figuren/`` in the output.

Each chart as SVG (text as shapes, with title and description inside) and as PNG, and ``alt.json`` with the words that
belong beside it, so that whoever uses the picture again need not invent its alternative text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from buurtrendement import typstproces
from buurtrendement.errors import GereedschapFout

MAP = "figuren"
ALT = "alt.json"
BREEDTE_MM = 168
PPI = 200


class Getekend(Protocol):
    """The part of ``charts.Figuur`` that is written."""

    @property
    def naam(self) -> str: ...
    @property
    def svg(self) -> bytes: ...
    @property
    def titel(self) -> str: ...
    @property
    def alt(self) -> str: ...
    @property
    def bijschrift(self) -> str: ...


def schrijf(figuren: Iterable[Getekend], uit: Path, taal: str = "nl") -> Path:
    """Write every chart of ``figuren`` to ``uit/figuren`` and return that folder; the same input gives the same bytes.

    Raises:
        GereedschapFout: when a picture cannot be drawn.
    """
    lijst = tuple(figuren)
    map_ = uit / MAP
    map_.mkdir(parents=True)
    for figuur in lijst:
        (map_ / f"{figuur.naam}.svg").write_bytes(figuur.svg)
    for figuur, png in zip(lijst, _pngs([f.naam for f in lijst], map_), strict=True):
        (map_ / f"{figuur.naam}.png").write_bytes(png)
    woorden = {
        f.naam: {
            "bestanden": [f"{f.naam}.svg", f"{f.naam}.png"],
            "titel": f.titel,
            "alt": f.alt,
            "bijschrift": f.bijschrift,
        }
        for f in lijst
    }
    tekst = json.dumps({"taal": taal, "figuren": woorden}, ensure_ascii=False, indent=2) + "\n"
    (map_ / ALT).write_text(tekst, encoding="utf-8", newline="\n")
    return map_


def _pngs(namen: list[str], map_: Path) -> tuple[bytes, ...]:
    """The drawings of ``map_`` on white, with a margin, as PNG at :data:`PPI`: one page of Typst each."""
    if not namen:
        return ()
    bladen = "\n#pagebreak()\n".join(f'#image("{naam}.svg", width: 100%)' for naam in namen)
    bron = f"#set page(width: {BREEDTE_MM}mm, height: auto, margin: 4mm, fill: white)\n{bladen}\n"
    opties = {"root": str(map_), "ignore_system_fonts": True, "format": "png", "ppi": PPI}
    try:
        beelden, _ = typstproces.zet(bron.encode("utf-8"), opties)
    except typstproces.TypstFout as oorzaak:
        raise GereedschapFout("Van de figuren konden geen PNG-bestanden worden gemaakt.") from oorzaak
    return beelden
