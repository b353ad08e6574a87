"""From the prices of any year to the prices of any other, by the chain of yearly consumer price changes.

The reference table (``referentie.cpi()``, Statistics Netherlands) gives the change of the price index per year in
percent: ``mutatie = 2.7`` in row 2021 says that prices in 2021 were on average 2.7% above those of 2020. A chain that
needs a year the table does not have is an error, never a silent factor of 1.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from buurtrendement.errors import GegevensFout, Probleem

CPI_BESTAND = "referentie/cpi.csv"
KOLOMMEN = ("van", "naar", "jaar", "mutatie", "jaarfactor", "factor", "bron")


def factor(van_jaar: int, naar_jaar: int, cpi: pd.DataFrame) -> float:
    """What an amount in prices of ``van_jaar`` must be multiplied by to be in prices of ``naar_jaar``.

    ``cpi`` has the columns ``jaar`` and ``mutatie`` (yearly change in percent).

    Raises:
        GegevensFout: when a year between the two is not in the table, or occurs twice.
    """
    keten = stappen(van_jaar, naar_jaar, cpi)
    return float(keten["factor"].iloc[-1]) if len(keten) else 1.0


def stappen(van_jaar: int, naar_jaar: int, cpi: pd.DataFrame) -> pd.DataFrame:
    """The chain year by year, in the direction in which it is walked; ``factor`` is cumulative.

    Forward, step ``jaar`` multiplies by ``1 + mutatie``; backward it divides by it. No row when the years are equal.

    Returns:
        A table with the columns of ``KOLOMMEN``; ``mutatie`` is a fraction.
    """
    vooruit = naar_jaar >= van_jaar
    jaren = range(van_jaar + 1, naar_jaar + 1) if vooruit else range(van_jaar, naar_jaar, -1)
    bekend = _mutaties(cpi)
    ontbreekt = [jaar for jaar in jaren if jaar not in bekend.index]
    if ontbreekt:
        raise GegevensFout([_jaar_ontbreekt(van_jaar, naar_jaar, ontbreekt, bekend.index)])
    rijen: list[tuple[object, ...]] = []
    totaal = 1.0
    for jaar in jaren:
        mutatie = float(bekend["mutatie"].loc[jaar])
        jaarfactor = 1 + mutatie if vooruit else 1 / (1 + mutatie)
        totaal *= jaarfactor
        rijen.append((van_jaar, naar_jaar, jaar, mutatie, jaarfactor, totaal, bekend["bron"].loc[jaar]))
    return pd.DataFrame(rijen, columns=list(KOLOMMEN))


def vergelijk_prijspeil(prijspeilen: Iterable[int], naar_jaar: int, cpi: pd.DataFrame) -> pd.DataFrame:
    """All chains that a year's cost lines need, one under the other: what the notebook shows.

    Every price year in ``prijspeilen`` gets its steps; a year equal to ``naar_jaar`` gets one row with factor 1, so
    that nobody has to guess whether it was forgotten.
    """
    delen = []
    for jaar in sorted(set(prijspeilen)):
        keten = stappen(jaar, naar_jaar, cpi)
        if keten.empty:
            keten = pd.DataFrame([(jaar, naar_jaar, jaar, 0.0, 1.0, 1.0, "")], columns=list(KOLOMMEN))
        delen.append(keten)
    return pd.concat(delen, ignore_index=True) if delen else pd.DataFrame(columns=list(KOLOMMEN))


def _mutaties(cpi: pd.DataFrame) -> pd.DataFrame:
    """The table by year, with the change as a fraction."""
    tabel = pd.DataFrame(
        {
            "mutatie": cpi["mutatie"].astype(float).to_numpy() / 100,
            "bron": cpi["bron"].astype(str).to_numpy() if "bron" in cpi else "",
        },
        index=cpi["jaar"].astype(int).to_numpy(),
    )
    dubbel = sorted({int(j) for j in tabel.index[tabel.index.duplicated()]})
    if dubbel:
        jaren = ", ".join(map(str, dubbel))
        raise GegevensFout(
            [
                Probleem(
                    CPI_BESTAND,
                    kolom="jaar",
                    boodschap=f"Het prijsindexcijfer staat er dubbel in voor {jaren}.",
                    herstel="Houd per jaar één rij over.",
                )
            ]
        )
    return tabel


def _jaar_ontbreekt(van: int, naar: int, ontbreekt: list[int], bekend: pd.Index) -> Probleem:
    jaren = ", ".join(map(str, sorted(ontbreekt)))
    bereik = f"{min(bekend)} tot en met {max(bekend)}" if len(bekend) else "geen enkel jaar"
    return Probleem(
        CPI_BESTAND,
        kolom="jaar",
        boodschap=(
            f"Bedragen in prijzen van {van} kunnen niet naar prijzen van {naar} worden omgerekend: "
            f"het prijsindexcijfer van {jaren} ontbreekt (bekend: {bereik})."
        ),
        herstel="Vul het ontbrekende jaar met bron aan, of kies in aannames.csv een prijspeil dat wel kan.",
    )
