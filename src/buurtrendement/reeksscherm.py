"""What a run over many reports shows: a bar with the time left, failures by name, and a table at the end."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from buurtrendement import nl, reeks, reeksindex
from buurtrendement.berichten import toon, vertaal
from buurtrendement.errors import Probleem

if TYPE_CHECKING:
    from rich.console import Console

MAXIMUM_PER_BERICHT = 5
"""Problems shown per report; ``check`` shows them all."""


def maak(
    taken: Sequence[reeks.Taak],
    opties: reeks.Opties,
    uit: Path,
    *,
    scherm: Console,
    werkers: int | None = None,
    adres: str | None = None,
) -> list[reeks.Uitslag]:
    """Make all reports, here or on the cluster at ``adres``; show the progress, a summary, and write ``index.html``."""
    begin, taal = time.perf_counter(), opties.taal
    with _balk(scherm, taal) as balk:
        werk = balk.add_task(vertaal("Jaarberichten", taal), total=len(taken))

        def meld(uitslag: reeks.Uitslag) -> None:
            if not uitslag.gelukt:
                _toon_mislukt(balk.console, uitslag, taal)
            elif not scherm.is_terminal:
                scherm.print(vertaal(f"Klaar: {uitslag.taak.naam}", taal), markup=False)
            balk.advance(werk)

        if adres is None:
            uitslagen = reeks.voer_uit(taken, opties, uit, meld, werkers)
        else:
            from buurtrendement import cluster  # noqa: PLC0415  (needs the extra `cluster`)

            uitslagen = cluster.voer_uit(taken, opties, uit, meld, adres)
    index = reeksindex.schrijf(uit, [u.taak.naam for u in uitslagen if not u.gelukt], taal)
    _vat_samen(scherm, uitslagen, time.perf_counter() - begin, taal)
    scherm.print(vertaal(f"Overzicht: {index.as_posix()}", taal), markup=False, soft_wrap=True)
    return uitslagen


def _balk(scherm: Console, taal: str) -> Any:
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    kolommen = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TextColumn(vertaal("nog", taal)),
        TimeRemainingColumn(),
    )
    return Progress(*kolommen, console=scherm, transient=True, disable=not scherm.is_terminal)


def _toon_mislukt(scherm: Console, uitslag: reeks.Uitslag, taal: str) -> None:
    scherm.print(vertaal(f"Mislukt: {uitslag.taak.naam}", taal), markup=False)
    for regel in _regels(uitslag, taal):
        scherm.print(f"  {regel}", markup=False, soft_wrap=True)


def _regels(uitslag: reeks.Uitslag, taal: str) -> list[str]:
    fouten: list[Probleem] = [p for p in uitslag.problemen if p.ernst == "fout"]
    regels = [toon(p, taal) for p in fouten[:MAXIMUM_PER_BERICHT]]
    if len(fouten) > MAXIMUM_PER_BERICHT:
        rest = len(fouten) - MAXIMUM_PER_BERICHT
        regels.append(vertaal(f"en nog {nl.getal(rest, taal=taal)}; 'buurtrendement check' toont ze allemaal.", taal))
    return [*regels, vertaal(uitslag.fout, taal)] if uitslag.fout else regels


def _vat_samen(scherm: Console, uitslagen: Sequence[reeks.Uitslag], seconden: float, taal: str) -> None:
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    tabel = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    tabel.add_column(vertaal("Bericht", taal))
    tabel.add_column(vertaal("Uitslag", taal))
    tabel.add_column(vertaal("Tijd", taal), justify="right")
    for u in uitslagen:
        fouten = sum(p.ernst == "fout" for p in u.problemen)
        soort = (
            f"{nl.getal(fouten, taal=taal)} {'fout' if fouten == 1 else 'fouten'} in de gegevens"
            if fouten
            else "mislukt"
        )
        tabel.add_row(
            Text(u.taak.naam), vertaal("gemaakt" if u.gelukt else soort, taal), f"{nl.getal(u.seconden, 1, taal)} s"
        )
    scherm.print(tabel)
    gelukt = sum(u.gelukt for u in uitslagen)
    per_minuut = 60 * gelukt / seconden if seconden else 0
    slot = (
        f"{nl.getal(gelukt, taal=taal)} van de {nl.getal(len(uitslagen), taal=taal)} gemaakt in "
        f"{nl.getal(seconden, 1, taal)} s ({nl.getal(per_minuut, taal=taal)} per minuut)."
    )
    scherm.print(vertaal(slot, taal))
