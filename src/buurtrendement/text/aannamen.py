"""How an assumption is named and written in the report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from buurtrendement.text.catalogus import Catalogus
from buurtrendement.text.lezer import getal_of_niets


def aanname_waarde(c: Catalogus, sleutel: str, waarde: Any) -> str:
    """An assumption as a reader sees it: a share as a percentage, a year without separators."""
    from buurtrendement.aannames import BEKEND  # noqa: PLC0415  (the catalogue of words loads without the tables)

    n = getal_of_niets(waarde)
    if n is None:
        return ""
    soort = BEKEND[sleutel].soort if sleutel in BEKEND else "getal"
    if soort == "fractie":
        return c.procent_kort(n)
    if soort == "jaar" or sleutel == "toevalszaad":
        return str(int(n))
    return c.getal_kort(n)


def aannamenaam(c: Catalogus, aanname: Mapping[str, Any]) -> str:
    """The label of the year's file, literal; in another edition our own translation."""
    sleutel = str(aanname["sleutel"])
    if c.heeft(f"aanname.{sleutel}"):
        return c.t(f"aanname.{sleutel}")
    return c.uit_data(str(aanname.get("label") or sleutel))
