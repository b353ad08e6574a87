"""The workbench of notebook 4: change an assumption, see NCW, omslagpunt and tornado beside the base case.

With ipywidgets (``make notebooks`` has them) there are sliders; without, :func:`schuiven` says how to do the same with
the ``aannames`` parameter, and :func:`vergelijk` is what both of them call.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from IPython.display import Markdown, display

from buurtrendement import charts, nl, rendement, tonen, uncertainty
from buurtrendement.aannames import BEKEND
from buurtrendement.formules import NULALTERNATIEVEN
from buurtrendement.ingest import Jaargegevens
from buurtrendement.text.catalogus import Catalogus
from buurtrendement.text.opmaak import markdown_literal, pijptabel
from buurtrendement.tonen import GRENZEN, NULALTERNATIEFLABELS, reden

ZONDER_SCHUIVEN = "BUURTRENDEMENT_ZONDER_SCHUIVEN"
"""Set while notebooks are executed for publication: a widget has nobody to move it and differs at every run."""

SCHUIFBAAR: Mapping[str, tuple[float, float, float]] = {
    "succesgraad": (0.0, 1.0, 0.05),
    "na_geen_succes": (0.0, 1.0, 0.05),
    "discontovoet": (0.0, 0.1, 0.0025),
    "horizon_jaren": (1, 15, 1),
    "trajectduur_jaren": (1, 5, 1),
    "deadweight": (0.0, 0.9, 0.05),
    "attributie": (0.0, 0.9, 0.05),
    "verdringing": (0.0, 0.9, 0.05),
    "uitdoving": (0.0, 0.9, 0.05),
}
"""Lowest, highest and step of each slider; the assumptions that change the result and not only its precision."""

DREMPEL = "drempel_kleine_aantallen"
ZWAARSTE = 5
KANTEN = ("bij_laag", "bij_hoog")


def vergelijk(jaar: Jaargegevens, aannames: Mapping[str, float | str]) -> Markdown:
    """NCW, omslagpunten, chance of a gain and widest tornado bars under ``aannames``, beside those of the base case.

    Raises:
        GegevensFout: for an assumption that does not exist or a value that cannot be.
    """
    basis = bereken(jaar, {})
    return _vergelijking(basis, bereken(jaar, aannames) if aannames else basis)


def bereken(jaar: Jaargegevens, aannames: Mapping[str, float | str]) -> charts.Gegevens:
    """Rendement and gevoeligheid of the year under ``aannames``: what tables and charts of the workbench show.

    What is kept silent follows the threshold of ``jaar``, so that the base case gives nothing back that its neighbour
    hides.

    Raises:
        GegevensFout: for an assumption that does not exist or a value that cannot be.
    """
    drempel = {DREMPEL: jaar.aannames[DREMPEL]}
    nu = replace(jaar, aannames=jaar.aannames.basis().met({**drempel, **aannames}))
    # Without its own base case, which is the other column here.
    opbrengst, gevoeligheid = uncertainty.compute(nu, {**rendement.compute(nu), "basis": None})
    return charts.Gegevens(jaar.verslagjaar, rendement=opbrengst, gevoeligheid=gevoeligheid)


def _vergelijking(basis: charts.Gegevens, nu: charts.Gegevens) -> Markdown:
    kop = ("", "vergeleken met", "", "basisgeval", "deze aannames", "verschil")
    tabel = pijptabel(kop, _regels(basis.rendement, nu.rendement), "lllrrr")
    return Markdown(f"{tabel}\n\n{_tornado(basis, nu)}")


def _regels(basis: Mapping[str, Any], nu: Mapping[str, Any]) -> list[tuple[str, ...]]:
    oud, nieuw = (
        u["casussen_met_toestemming"] if u["programma"]["herleidbaar"] else u["programma"] for u in (basis, nu)
    )
    rijen: list[tuple[str, ...]] = []
    if oud is None or nieuw is None:  # no sum of cases may be shown
        return rijen
    for cf in NULALTERNATIEVEN:
        for grens, naam in GRENZEN.items():
            wie = (NULALTERNATIEFLABELS[cf], naam)
            rijen.append(("NCW", *wie, *_bedragen(oud["ncw"][cf][grens], nieuw["ncw"][cf][grens])))
            rijen.append(("Omslagpunt succesgraad", *wie, *(_graad(u, cf, grens) for u in (oud, nieuw)), ""))
        kansen = (Catalogus("nl").kans(u["onzekerheid"][cf]["kans_positief"]) for u in (oud, nieuw))
        rijen.append(("Kans op winst", NULALTERNATIEFLABELS[cf], "", *kansen, ""))
    if oud["omslagpunt_zonder_gezinscoach"] is not None and nieuw["omslagpunt_zonder_gezinscoach"] is not None:
        for grens, naam in GRENZEN.items():
            was, wordt = (u["omslagpunt_zonder_gezinscoach"][grens] for u in (oud, nieuw))
            rijen.append(("Omslagpunt kosten zonder coach, per jaar", "", naam, *_bedragen(was, wordt)))
    return rijen


def _bedragen(oud: float | None, nieuw: float | None) -> tuple[str, str, str]:
    if oud is None or nieuw is None:
        return ("–" if oud is None else nl.euro(oud), "–" if nieuw is None else nl.euro(nieuw), "–")
    return nl.euro(oud), nl.euro(nieuw), nl.euro(nieuw - oud)


def _graad(maten: Mapping[str, Any], cf: str, grens: str) -> str:
    punt = maten["omslagpunt_succesgraad"][cf][grens]
    return reden(maten, "omslagpunt_succesgraad", cf, grens) if punt is None else nl.procent(punt)


def _tornado(basis: charts.Gegevens, nu: charts.Gegevens) -> str:
    """The widest bars under the new assumptions, with what the same bars are in the base case."""
    rijen = []
    for cf in NULALTERNATIEVEN:
        eerder = {staaf["sleutel"]: staaf for staaf in basis.gevoeligheid["tornado"][cf]}
        for staaf in nu.gevoeligheid["tornado"][cf][:ZWAARSTE]:
            einden = [_einde(bron, kant) for bron in (eerder.get(staaf["sleutel"]), staaf) for kant in KANTEN]
            rijen.append((NULALTERNATIEFLABELS[cf], markdown_literal(staaf["label"]), *einden))
    kop = (
        "vergeleken met",
        "weegt het zwaarst",
        "basisgeval: NCW bij laag",
        "bij hoog",
        "nu: NCW bij laag",
        "bij hoog",
    )
    return pijptabel(kop, rijen, "llrrrr")


def _einde(staaf: Mapping[str, Any] | None, kant: str) -> str:
    return "geen bereik" if staaf is None else nl.euro(staaf[kant])


def kan_schuiven() -> bool:
    """Whether there are widgets, and somebody to move them."""
    return importlib.util.find_spec("ipywidgets") is not None and not os.environ.get(ZONDER_SCHUIVEN)


def schuiven(jaar: Jaargegevens) -> Any:
    """Sliders for the assumptions with the comparison and its charts below; without widgets, how to do it by hand."""
    if not kan_schuiven():
        return Markdown(
            "Schuifregelaars verschijnen hier als u het notebook opent met `make notebooks`. Zonder kan het ook: vul "
            'bovenaan `aannames` in, bijvoorbeeld `{"succesgraad": 0.5, "horizon_jaren": 5}`, en draai het notebook '
            "opnieuw."
        )
    import ipywidgets as widgets  # noqa: PLC0415  (only in the environment of JupyterLab)

    basis = bereken(jaar, {})
    regelaars = {sleutel: _regelaar(widgets, jaar, sleutel) for sleutel in SCHUIFBAAR}
    uitvoer = widgets.Output()

    def teken(_: Any = None) -> None:
        gekozen = {s: r.value for s, r in regelaars.items() if r.value != jaar.aannames.basis()[s]}
        with uitvoer:
            nu = bereken(jaar, gekozen)
            uitvoer.clear_output(wait=True)
            display(_vergelijking(basis, nu))
            tonen.figuren(nu, "kasstroom", "tornado")

    def terug(_: Any) -> None:
        for sleutel, regelaar in regelaars.items():
            regelaar.value = jaar.aannames.basis()[sleutel]

    for regelaar in regelaars.values():
        regelaar.observe(teken, names="value")
    knop = widgets.Button(description="Terug naar het basisgeval", layout={"width": "auto"})
    knop.on_click(terug)
    teken()
    return widgets.VBox([*regelaars.values(), knop, uitvoer])


def _regelaar(widgets: Any, jaar: Jaargegevens, sleutel: str) -> Any:
    laag, hoog, stap = SCHUIFBAAR[sleutel]
    waarde = jaar.aannames.basis()[sleutel]
    soort = widgets.FloatSlider if BEKEND[sleutel].soort == "fractie" else widgets.IntSlider
    return soort(
        value=waarde,
        min=min(laag, waarde),
        max=max(hoog, waarde),
        step=stap,
        description=jaar.aannames.regel(sleutel).label,
        continuous_update=False,
        readout_format=".4f" if sleutel == "discontovoet" else ".2f" if soort is widgets.FloatSlider else "d",
        style={"description_width": "22rem"},
        layout={"width": "48rem"},
    )
