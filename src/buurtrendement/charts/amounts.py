"""What the charts of the rendement share: which case or programme they are about, and how that is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from buurtrendement import nl
from buurtrendement.charts.base import number, say
from buurtrendement.charts.colours import WHITE, readable

Bounds = tuple[float, float]
LOW, HIGH = "bij_lage_kosten", "bij_hoge_kosten"


def case_of(rendement: Mapping[str, Any], casus: str | None) -> Mapping[str, Any] | None:
    cases = rendement.get("casussen") or {}
    if casus is not None:
        return cases.get(casus)
    return max(cases.values(), key=lambda c: number(c.get("aantal_gezinnen")) or 0, default=None)


def subject_of(rendement: Mapping[str, Any], measure: str) -> tuple[str, Mapping[str, Any]] | None:
    """The programme; where it withholds the measure, the shown cases together, otherwise the main case."""
    for who in ("programma", "casussen_met_toestemming"):
        node = rendement.get(who) or {}
        if node.get(measure):
            return who, node
    case = case_of(rendement, None)
    return ("casus", case) if case and case.get(measure) else None


def assumption(rendement: Mapping[str, Any], key: str) -> float | None:
    node = (rendement.get("aannames") or {}).get(key)
    return number(node.get("waarde") if isinstance(node, Mapping) else node)


def whom(who: str, taal: str) -> str:
    words = {
        "programma": ("het programma", "the programme"),
        "casussen_met_toestemming": ("het deel met toestemming", "the part with consent"),
    }
    return say(taal, *words.get(who, ("één gezin", "one family")))


def scope(who: str, node: Mapping[str, Any], taal: str) -> str:
    """For whom the amounts stand; a result that rests on one case is called an extrapolation."""
    if who == "casus":
        return say(taal, "voor één gezin", "for one family")
    n = number(node.get("aantal_gezinnen"))
    scope = (
        say(taal, "hele programma", "whole programme")
        if who == "programma"
        else say(taal, "casussen met toestemming", "cases with consent")
    )
    if n is not None:
        scope += say(taal, f" ({nl.getal(n)} gezinnen)", f" ({nl.getal(n, taal='en')} families)")
    if node.get("extrapolatie"):
        scope += say(taal, ", doorgerekend uit één casus", ", extrapolated from one case")
    return scope


def if_(key: str, taal: str) -> str:
    """Opening of a sentence about one counterfactual."""
    return say(
        taal,
        "in het dreigende scenario" if key == "dreigend_scenario" else "als alles was gebleven zoals het was",
        "in the threatened scenario" if key == "dreigend_scenario" else "if everything had stayed as it was",
    )


def years_text(n: int, taal: str) -> str:
    words = {1: "één", 2: "twee", 3: "drie", 4: "vier", 5: "vijf"}
    english = {1: "one year", 2: "two years", 3: "three years", 4: "four years", 5: "five years"}
    return say(taal, f"{words.get(n, str(n))} jaar", english.get(n, f"{n} years"))


def rate_text(rate: float, taal: str) -> str:
    return nl.procent(rate, 2, taal)


def edge_of(colour: str) -> str:
    """Outline of a light part: the colour itself, dark enough to stand out from the page (3 : 1, WCAG 1.4.11)."""
    return readable(colour, WHITE, 3.0)


def middle_of(bounds: Bounds) -> float:
    return (bounds[0] + bounds[1]) / 2


def lower(text: str) -> str:
    return text[:1].lower() + text[1:]
