"""The CHEERS 2022 reporting checklist for economic evaluations, answered from the result.

Each of the 28 items gets a status and a sentence. What the software cannot know is *not stated*; what was not done is
said to be *not done*. Source: Husereau and others 2022, BMC Medicine 20:23 (items in our own words).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from buurtrendement.text.catalogus import Catalogus
from buurtrendement.text.lezer import CF_DREIGEND, Lezer, getal_of_niets, pak
from buurtrendement.text.opmaak import veilig
from buurtrendement.text.zinnen import Rendement

Stand = Literal["ja", "deels", "niet_gedaan", "niet_opgegeven"]
AANTAL_PUNTEN = 28


@dataclass(frozen=True)
class Punt:
    """One item: its number, what was done, and the answer as inline Markdown."""

    nummer: int
    stand: Stand
    antwoord: str


def checklist(c: Catalogus, lees: Lezer) -> tuple[Punt, ...]:
    """All items in order."""
    return tuple(_punt(c, lees, nummer) for nummer in range(1, AANTAL_PUNTEN + 1))


def _punt(c: Catalogus, lees: Lezer, nummer: int) -> Punt:
    stand, variant, velden = _uit_de_gegevens(c, lees).get(nummer, (VASTE_STAND.get(nummer, "ja"), "", {}))
    sleutel = f"cheers.{nummer}.antwoord" + (f".{variant}" if variant else "")
    return Punt(nummer, stand, veilig(c.t(sleutel, **velden)))


# Items whose status does not depend on the year.
VASTE_STAND: dict[int, Stand] = {
    1: "deels",
    4: "niet_opgegeven",
    13: "niet_gedaan",
    19: "deels",
    25: "niet_gedaan",
    27: "niet_opgegeven",
    28: "niet_opgegeven",
}

Antwoord = tuple[Stand, str, dict[str, object]]


def _uit_de_gegevens(c: Catalogus, lees: Lezer) -> dict[int, Antwoord]:
    r = Rendement(c, lees)
    n_casussen = int(getal_of_niets(lees.programma.get("aantal_casussen")) or len(lees.casussen))
    voet = lees.aanname_waarde("discontovoet")
    trekkingen = lees.aanname_waarde("trekkingen")
    onzeker = pak(lees.programma, "onzekerheid", CF_DREIGEND) is not None and bool(trekkingen)
    omgerekend = any(k.get("van") != k.get("naar") for k in lees.rendement.get("prijspeilketen") or ())
    aftrek = any(lees.aanname_waarde(a) for a in ("deadweight", "attributie", "verdringing", "uitdoving"))
    gemeten = lees.kengetal("leefgebieden_verandering")
    met_uitkomst = gemeten is not None and (gemeten.waarde is not None or gemeten.onderdrukt)
    casussen = c.aantal(n_casussen, "casus")
    zonder_bron = any(s.sleutel == "nulalternatief_zonder_bron" for s in lees.uitkomst.signalen)
    return {
        5: ("ja", "", {"gezinnen": c.aantal(lees.waarde("gezinnen_ondersteund"), "gezin"), "casussen": casussen}),
        8: ("ja", "" if r.betalersblok() else "zonder", {"overdracht": r.overdracht_kort()}),
        9: ("ja", "", {"jaren": r.horizon, "traject": c.jaren(lees.aanname_waarde("trajectduur_jaren") or 0)}),
        10: ("ja", "", {"voet": c.t("onbekend") if voet is None else c.procent_kort(voet)}),
        12: ("deels", "met" if met_uitkomst else "zonder", {}),
        14: ("deels", "zonder_bron", {}) if zonder_bron else ("ja", "", {}),
        15: ("ja", "cpi" if omgerekend else "gelijk", {"prijspeil": lees.rendement.get("prijspeil")}),
        17: ("ja", "aftrek" if aftrek else "geen_aftrek", {}),
        18: ("deels" if n_casussen > 1 else "niet_gedaan", "meer" if n_casussen > 1 else "een", {"casussen": casussen}),
        20: ("ja", "", {"trekkingen": c.getal(trekkingen or 0)}) if onzeker else ("deels", "zonder", {}),
        21: ("deels", "citaten", {}) if lees.uitkomst.citaten else ("niet_opgegeven", "geen", {}),
        24: ("ja", "", {"zin": r.kans_kern()}) if onzeker else ("deels", "zonder", {}),
        26: ("ja", "een" if n_casussen <= 1 else "meer", {"casussen": casussen}),
    }
