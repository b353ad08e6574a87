"""The section 'Jaar op jaar': this year beside the earlier ones, as an include file.

The tables come from ``vergelijken`` as text; here they become Markdown in which nothing from a data file has a meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from buurtrendement import nl, vergelijken
from buurtrendement.text.opmaak import markdown_literal, pijptabel, veilig

_ZINNEN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "nl": {
            "eerste": "Dit is het eerste jaar met cijfers. Er is nog geen ander jaar om mee te vergelijken.",
            "meer": "In {jaar} werden {nu} gezinnen ondersteund, {verschil} meer dan in {vorig}.",
            "minder": "In {jaar} werden {nu} gezinnen ondersteund, {verschil} minder dan in {vorig}.",
            "gelijk": "In {jaar} werden {nu} gezinnen ondersteund, evenveel als in {vorig}.",
            "sluit": "Het aantal gezinnen bij het begin van het jaar is gelijk aan het aantal dat vorig jaar doorging.",
            "sluit_niet": "Het aantal gezinnen bij het begin van het jaar is niet gelijk aan het aantal dat volgens "
            "het vorige bericht doorging.",
            "effect": "Een andere uitkomst dan vorig jaar kan door de gezinnen komen of door de aannames. Daarom is de "
            "uitkomst van {jaar} ook uitgerekend met de aannames van {vorig}.",
        },
        "en": {
            "eerste": "This is the first year with figures. There is no other year yet to compare with.",
            "meer": "In {jaar} {nu} families were supported, {verschil} more than in {vorig}.",
            "minder": "In {jaar} {nu} families were supported, {verschil} fewer than in {vorig}.",
            "gelijk": "In {jaar} {nu} families were supported, as many as in {vorig}.",
            "sluit": "The number of families at the start of the year equals the number that continued last year.",
            "sluit_niet": "The number of families at the start of the year differs from the number that continued "
            "according to last year's report.",
            "effect": "A result that differs from last year may come from the families or from the assumptions. So the "
            "result of {jaar} was also computed with the assumptions of {vorig}.",
        },
    }
)


def jaar_op_jaar(uitkomst: Any, taal: str = "nl") -> str:
    """The whole section below its heading; one sentence when there is no earlier year."""
    vergelijking = uitkomst.meta.get(vergelijken.META)
    z = _ZINNEN[taal]
    if vergelijking is None:
        return veilig(z["eerste"]) + "\n"
    tabellen = vergelijken.tabellen(vergelijking, taal)
    delen = [" ".join(veilig(zin) for zin in _zinnen(vergelijking, z, taal))]
    for naam in ("kengetallen", "stand", "volgen", "rendement"):
        if naam in tabellen:
            delen.append(_tabel(tabellen[naam]))
    if "effect" in tabellen:
        jaren = vergelijking["jaren"]
        delen += [veilig(z["effect"].format(jaar=jaren[-1], vorig=jaren[-2])), _tabel(tabellen["aannames"])]
        delen.append(_tabel(tabellen["effect"]))
    return "\n\n".join(deel.strip("\n") for deel in delen if deel) + "\n"


def _zinnen(vergelijking: Mapping[str, Any], z: Mapping[str, str], taal: str) -> Iterator[str]:
    """What stands out, as far as both years are shown; a decrease is called one."""
    per_sleutel = {k["sleutel"]: k for k in vergelijking["kengetallen"]}
    vorig, jaar = vergelijking["jaren"][-2:]
    gezinnen = per_sleutel.get("gezinnen_ondersteund")
    if gezinnen and gezinnen["verschil"] is not None:
        verschil = gezinnen["verschil"]
        soort = "meer" if verschil > 0 else "minder" if verschil < 0 else "gelijk"
        nu, anders = (nl.getal(x, taal=taal) for x in (gezinnen["waarden"][-1], abs(verschil)))
        yield z[soort].format(jaar=jaar, vorig=vorig, nu=nu, verschil=anders)
    if jaar == vorig + 1 and "beginstand" in per_sleutel and "gezinnen_lopend" in per_sleutel:
        begin, eind = per_sleutel["beginstand"]["waarden"][-1], per_sleutel["gezinnen_lopend"]["waarden"][-2]
        if begin is not None and eind is not None:
            yield z["sluit"] if begin == eind else z["sluit_niet"]


def _tabel(tabel: vergelijken.Weergave) -> str:
    if not tabel.rijen:
        return veilig(tabel.uitleg)
    uitlijning = "".join("r" if rechts else "l" for rechts in tabel.rechts)
    cellen = [[markdown_literal(cel) for cel in rij] for rij in tabel.rijen]
    kop = [markdown_literal(cel) for cel in tabel.kop]
    uit = pijptabel(kop, cellen, uitlijning, veilig(tabel.titel), f"jaren-{tabel.naam}")
    return uit + (f"\n{veilig(tabel.uitleg)}\n" if tabel.uitleg else "")
