"""What an uncertain quantity is called: an assumption by our own name, a cost line by the name in the data.

The name of a cost line is the year's own Dutch; an English edition, whose charts cannot mark a language, says whose
cost it is instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from buurtrendement.text.catalogus import Catalogus


def naam(c: Catalogus, post: Mapping[str, Any]) -> str:
    """The reader's name of an item of the tornado or of the value of measuring (``sleutel``, ``label``); plain text."""
    sleutel, label = str(post.get("sleutel") or ""), str(post.get("label") or "")
    if sleutel.startswith("kosten/"):
        return _kostenpost(c, sleutel, label)
    kaal = sleutel.removeprefix("aanname/")
    if c.taal == "nl":
        return label or kaal
    for groep in ("aanname", "grootheid"):
        if c.heeft(f"{groep}.{kaal}"):
            return c.t(f"{groep}.{kaal}")
    return label or kaal


def namen(c: Catalogus, posten: Iterable[Mapping[str, Any]]) -> list[str]:
    """The names of several items; those that would be called the same are numbered in their order."""
    kaal = [naam(c, post) for post in posten]
    dubbel, teller, uit = Counter(kaal), Counter[str](), []
    for tekst in kaal:
        teller[tekst] += 1
        uit.append(f"{tekst} – {teller[tekst]}" if dubbel[tekst] > 1 else tekst)
    return uit


def _kostenpost(c: Catalogus, sleutel: str, label: str) -> str:
    """``kosten/<casus>/<kostenpost>/<betaler>``; the case is named where the data needed it to tell lines apart."""
    _, casus, rest = sleutel.split("/", 2)
    betaler = rest.rpartition("/")[2]
    met_casus = label.endswith(f" ({casus})")
    if c.taal == "nl":
        return label.removesuffix(f" ({casus})") + c.t("grootheid.casus", casus=casus) if met_casus else label
    wie = c.t(f"betaler.zin.{betaler}") if c.heeft(f"betaler.zin.{betaler}") else betaler.replace("_", " ")
    return c.t("grootheid.kosten", betaler=wie) + (c.t("grootheid.casus", casus=casus) if met_casus else "")
