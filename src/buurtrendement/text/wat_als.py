"""The section 'Reken zelf mee': a table that is true on paper, and the numbers and words of the panel that replaces it.

The panel itself is ``report/theme/wat-als.js``. What it needs stands in the section as a block of JSON, which
``brochure.lua`` turns into ``<script type="application/json" id="wat-als-gegevens">``; other formats never see it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from buurtrendement.text.catalogus import TALEN, Catalogus
from buurtrendement.text.lezer import COUNTERFACTUALS, HOGE, LAGE, Bereik, Lezer
from buurtrendement.text.opmaak import markdown_literal, pijptabel, veilig
from buurtrendement.text.zinnen import procent_bereik, saldo, tijd_bereik

WOORDEN = (
    "bereik",
    "jaren.een",
    "jaren.meer",
    "cel.lage_hoge",
    "tvt.begin",
    "tabel.titel",
    "rendement.kern.tweede",
    "rij.terugverdientijd_jaren",
    "omslagpunt.richting.boven",
    "omslagpunt.richting.onder",
    "omslagpunt.richting.gemengd",
    "reden.niet_binnen_horizon",
    "reden.altijd_positief",
    "reden.nooit_positief",
    "reden.niet_afhankelijk_van_succesgraad",
    *(f"saldo{kort}.{wat}" for kort in ("", ".kort") for wat in ("winst", "verlies", "gemengd", "nul")),
    *(f"cf{vorm}.{cf}" for vorm in ("", ".kop", ".als") for cf in COUNTERFACTUALS),
)
"""Texts of the report that the panel uses too; everything under ``wat_als.`` comes along."""


def wat_als(c: Catalogus, lees: Lezer) -> str:
    """The section's Markdown: scope, table and data of the panel, or the sentence why there is none."""
    spec: Mapping[str, Any] = lees.gevoeligheid.get("wat_als") or {"beschikbaar": False, "reden": "geen_gezinnen"}
    if spec["beschikbaar"]:
        binnen = f"::: {{#wat-als .wat-als}}\n{_binnen(c, lees, spec)}\n:::"
    else:
        reden = spec.get("reden")
        sleutel = f"wat_als.niet.{reden}"
        binnen = veilig(c.t(sleutel if c.heeft(sleutel) else "wat_als.niet.geen_gezinnen"))
    return f':::: {{.content-visible when-format="html"}}\n{binnen}\n::::\n'


def _binnen(c: Catalogus, lees: Lezer, spec: Mapping[str, Any]) -> str:
    basis = spec["basis"]
    omvat = [c.t(f"wat_als.omvat.{spec['omvat']}", gezinnen=c.aantal(spec["aantal_gezinnen"], "gezin"))]
    if _extrapolatie(lees, spec):
        omvat.append(c.t("wat_als.extrapolatie"))
    jaren = c.jaren(spec["instellingen"]["horizon_jaren"])

    def per_cf(functie: Any) -> list[str]:
        return [functie(cf) for cf in COUNTERFACTUALS]

    omslag = [basis["omslagpunt_per_gezin"][stand] for stand in (LAGE, HOGE)]
    punt = c.t("reden.geen_baten_meegeteld") if None in omslag else c.bereik(*omslag)
    rijen = [
        [c.t("rij.ncw", jaren=jaren), *per_cf(lambda cf: saldo(c, _bereik(basis["ncw"][cf]), "saldo.kort"))],
        [c.t("rij.terugverdientijd_jaren"), *per_cf(lambda cf: _tijd(c, basis, cf, jaren))],
        [c.t("wat_als.rij.succesgraad"), *per_cf(lambda cf: _graad(c, basis, cf))],
        [c.t("wat_als.rij.omslagpunt"), punt, punt],
    ]
    kop = [c.t("kop.maat"), *per_cf(lambda cf: c.t(f"cf.kop.{cf}"))]
    waarden = [
        f"- {markdown_literal(_label(c, s))}: {veilig(weergave(c, s['eenheid'], s['waarde']))}"
        for s in spec["schuiven"]
    ]
    return "\n\n".join(
        [
            veilig(" ".join(omvat)),
            "::: {.wat-als-vast}",
            veilig(c.t("wat_als.vast")),
            pijptabel([veilig(k) for k in kop], [[veilig(cel) for cel in rij] for rij in rijen], "lrr"),
            veilig(c.t("wat_als.vast.waarden")),
            "\n".join(waarden),
            ":::",
            f"``` {{.json .wat-als-gegevens}}\n{veilige_json(gegevens(c, spec))}\n```",
        ]
    )


def gegevens(c: Catalogus, spec: Mapping[str, Any]) -> dict[str, Any]:
    """What the panel reads: the language, the spec of ``what_if`` with labels of this edition, and the words."""
    namen = [*WOORDEN, *(n for n in TALEN[c.taal] if n.startswith("wat_als."))]
    schuiven = [{**s, "label": _label(c, s)} for s in spec["schuiven"]]
    woorden = {n: c.t(n) for n in namen if not n.startswith(("wat_als.niet.", "wat_als.vast", "wat_als.omvat"))}
    return {"taal": c.taal, "spec": {**spec, "schuiven": schuiven}, "woorden": woorden}


def veilige_json(waarde: Any) -> str:
    """JSON on one line that no reader of Markdown or HTML takes for anything else.

    ``<``, ``>`` and ``&`` are written as ``\\u003c`` and so on, so that the text can hold no ``</script>``, no comment,
    no shortcode and no entity; a backtick cannot end the block of code that carries it.
    """
    tekst = json.dumps(waarde, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for teken in "<>&`\u2028\u2029":
        tekst = tekst.replace(teken, f"\\u{ord(teken):04x}")
    return tekst


def weergave(c: Catalogus, eenheid: str, waarde: float) -> str:
    """A setting as the reader sees it: ``40%``, ``€ 12.000``, ``3 jaar``."""
    vormen = {"fractie": c.procent_kort, "euro": c.euro, "jaar": c.jaren}
    return vormen[eenheid](waarde)


def _label(c: Catalogus, schuif: Mapping[str, Any]) -> str:
    sleutel = f"wat_als.schuif.{schuif['sleutel']}"
    return c.t(sleutel) if c.heeft(sleutel) else str(schuif["label"])


def _extrapolatie(lees: Lezer, spec: Mapping[str, Any]) -> bool:
    bron = lees.programma if spec["omvat"] == "programma" else lees.deel
    return bool(bron and bron.get("extrapolatie"))


def _bereik(per_stand: Mapping[str, float | None]) -> Bereik:
    return Bereik(per_stand[LAGE], per_stand[HOGE])


def _tijd(c: Catalogus, basis: Mapping[str, Any], cf: str, jaren: str) -> str:
    nooit = c.t("reden.niet_binnen_horizon", jaren=jaren)
    tijd = _bereik(basis["terugverdientijd_jaren"][cf])
    return _of_reden(c, tijd, lambda een, ander: tijd_bereik(c, een, ander), {LAGE: nooit, HOGE: nooit})


def _graad(c: Catalogus, basis: Mapping[str, Any], cf: str) -> str:
    redenen = {
        stand: c.t(f"reden.{code}") if code else "" for stand, code in basis["omslagpunt_succesgraad_reden"][cf].items()
    }
    return _of_reden(
        c, _bereik(basis["omslagpunt_succesgraad"][cf]), lambda een, ander: procent_bereik(c, een, ander), redenen
    )


def _of_reden(c: Catalogus, b: Bereik, vorm: Any, redenen: Mapping[str, str]) -> str:
    """A range, or at either end the reason why there is no value."""
    if b.laag is not None and b.hoog is not None:
        return str(vorm(*b.uiteinden))
    laag = redenen[LAGE] if b.laag is None else vorm(b.laag, b.laag)
    hoog = redenen[HOGE] if b.hoog is None else vorm(b.hoog, b.hoog)
    return str(laag) if laag == hoog else c.t("cel.lage_hoge", laag=laag, hoog=hoog)
