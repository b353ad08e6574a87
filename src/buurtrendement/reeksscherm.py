"""What a run over many reports shows: a bar with the time left, failures by name, and a table at the end."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from buurtrendement import nl, reeks, reeksindex
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
    begin = time.perf_counter()
    with _balk(scherm) as balk:
        werk = balk.add_task("Jaarberichten", total=len(taken))

        def meld(uitslag: reeks.Uitslag) -> None:
            if not uitslag.gelukt:
                _toon_mislukt(balk.console, uitslag)
            elif not scherm.is_terminal:
                scherm.print(f"Klaar: {uitslag.taak.naam}", markup=False)
            balk.advance(werk)

        if adres is None:
            uitslagen = reeks.voer_uit(taken, opties, uit, meld, werkers)
        else:
            from buurtrendement import cluster  # noqa: PLC0415  (needs the extra `cluster`)

            uitslagen = cluster.voer_uit(taken, opties, uit, meld, adres)
    index = reeksindex.schrijf(uit, [u.taak.naam for u in uitslagen if not u.gelukt])
    _vat_samen(scherm, uitslagen, time.perf_counter() - begin)
    scherm.print(f"Overzicht: {index.as_posix()}", markup=False, soft_wrap=True)
    return uitslagen


def _balk(scherm: Console) -> Any:
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
        TextColumn("nog"),
        TimeRemainingColumn(),
    )
    return Progress(*kolommen, console=scherm, transient=True, disable=not scherm.is_terminal)


def _toon_mislukt(scherm: Console, uitslag: reeks.Uitslag) -> None:
    scherm.print(f"Mislukt: {uitslag.taak.naam}", markup=False)
    for regel in _regels(uitslag):
        scherm.print(f"  {regel}", markup=False, soft_wrap=True)


def _regels(uitslag: reeks.Uitslag) -> list[str]:
    fouten: list[Probleem] = [p for p in uitslag.problemen if p.ernst == "fout"]
    regels = [str(p) for p in fouten[:MAXIMUM_PER_BERICHT]]
    if len(fouten) > MAXIMUM_PER_BERICHT:
        rest = len(fouten) - MAXIMUM_PER_BERICHT
        regels.append(f"en nog {nl.getal(rest)}; 'buurtrendement check' toont ze allemaal.")
    return [*regels, uitslag.fout] if uitslag.fout else regels


def _vat_samen(scherm: Console, uitslagen: Sequence[reeks.Uitslag], seconden: float) -> None:
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    tabel = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    tabel.add_column("Bericht")
    tabel.add_column("Uitslag")
    tabel.add_column("Tijd", justify="right")
    for u in uitslagen:
        fouten = sum(p.ernst == "fout" for p in u.problemen)
        soort = f"{nl.getal(fouten)} {'fout' if fouten == 1 else 'fouten'} in de gegevens" if fouten else "mislukt"
        tabel.add_row(Text(u.taak.naam), "gemaakt" if u.gelukt else soort, f"{nl.getal(u.seconden, 1)} s")
    scherm.print(tabel)
    gelukt = sum(u.gelukt for u in uitslagen)
    per_minuut = 60 * gelukt / seconden if seconden else 0
    scherm.print(
        f"{nl.getal(gelukt)} van de {nl.getal(len(uitslagen))} gemaakt in {nl.getal(seconden, 1)} s "
        f"({nl.getal(per_minuut)} per minuut)."
    )
