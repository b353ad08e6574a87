"""The words of one edition: sentence templates with named fields, and numbers as its readers write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from buurtrendement import nl as opmaak_nl
from buurtrendement.text.en_teksten import TEKSTEN as EN
from buurtrendement.text.jaar_op_jaar_teksten import EN as JAAR_OP_JAAR_EN
from buurtrendement.text.jaar_op_jaar_teksten import NL as JAAR_OP_JAAR_NL
from buurtrendement.text.nl_teksten import TEKSTEN as NL
from buurtrendement.text.opmaak import markdown_literal
from buurtrendement.text.wat_als_teksten import EN as WAT_ALS_EN
from buurtrendement.text.wat_als_teksten import NL as WAT_ALS_NL

TALEN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"nl": {**NL, **WAT_ALS_NL, **JAAR_OP_JAAR_NL}, "en": {**EN, **WAT_ALS_EN, **JAAR_OP_JAAR_EN}}
)


@dataclass(frozen=True)
class Catalogus:
    """Texts and number formats in language ``taal`` (``"nl"`` or ``"en"``)."""

    taal: str = "nl"
    vertaald: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Words of the data in the language of this edition, by the words themselves."""

    def __post_init__(self) -> None:
        if self.taal not in TALEN:
            raise ValueError(f"taal moet een van {', '.join(TALEN)} zijn")

    def t(self, sleutel: str, **velden: object) -> str:
        """The text under ``sleutel`` with its fields filled in; a missing key or field is a programming error."""
        tekst = TALEN[self.taal][sleutel]
        return tekst.format(**velden) if velden else tekst

    def heeft(self, sleutel: str) -> bool:
        """Whether this edition has a text under ``sleutel``."""
        return sleutel in TALEN[self.taal]

    def naam(self, groep: str, sleutel: str, terugval: str | None = None) -> str:
        """The reader's name of a data value (``betaler``/``rijk`` -> ``Rijk``), else the fallback in its own words.

        The fallback comes from data and is made literal.
        """
        vol = f"{groep}.{sleutel}"
        if self.heeft(vol):
            return self.t(vol)
        return markdown_literal(terugval if terugval is not None else sleutel.replace("_", " "))

    def uit_data(self, tekst: str) -> str:
        """The year's own words, literal; in another edition as translated, or marked as Dutch for screen readers."""
        if self.taal != "nl" and (vertaling := self.vertaald.get(" ".join(tekst.split()))):
            return markdown_literal(vertaling)
        letterlijk = markdown_literal(tekst)
        return letterlijk if self.taal == "nl" or not letterlijk else f'[{letterlijk}]{{lang="nl"}}'

    # -- numbers ------------------------------------------------------------------------------------------------

    def getal(self, waarde: float, decimalen: int = 0) -> str:
        """``2.504`` or ``2,504``."""
        return opmaak_nl.getal(waarde, decimalen, self.taal)

    def getal_kort(self, waarde: float, decimalen: int = 2) -> str:
        """A number with only the decimals it needs, at most ``decimalen``: ``4``, ``2,5``."""
        nodig = next((d for d in range(decimalen) if abs(waarde - round(waarde, d)) < 1e-9), decimalen)
        return self.getal(waarde, nodig)

    def euro(self, waarde: float, decimalen: int = 0) -> str:
        """``€ 23.686`` or ``€23,686``."""
        return opmaak_nl.euro(waarde, decimalen, self.taal)

    def bereik(self, een: float, ander: float) -> str:
        """Two amounts as a range, lowest first; one amount when they are the same once rounded."""
        return opmaak_nl.euro_bereik(een, ander, self.taal)

    def getalbereik(self, een: float, ander: float, decimalen: int = 1) -> str:
        """Two numbers as a range, lowest first."""
        links, rechts = (self.getal(w, decimalen) for w in sorted((een, ander)))
        return links if links == rechts else self.t("bereik", laag=links, hoog=rechts)

    def procent(self, waarde: float, decimalen: int = 0) -> str:
        """A fraction as a percentage."""
        return opmaak_nl.procent(waarde, decimalen, self.taal)

    def procent_kort(self, waarde: float) -> str:
        """A fraction as a percentage with only the decimals it needs (at most two): ``2,25%``, ``40%``."""
        honderdsten = round(waarde * 10_000)
        decimalen = 0 if honderdsten % 100 == 0 else 1 if honderdsten % 10 == 0 else 2
        return self.procent(waarde, decimalen)

    def kans(self, waarde: float) -> str:
        """A chance from draws: never ``0%`` or ``100%``, because draws cannot show that."""
        if waarde < 0.01:
            return self.t("kans.klein")
        if waarde > 0.99:
            return self.t("kans.groot")
        return self.procent(waarde)

    def aantal(self, n: float | None, soort: str) -> str:
        """``13 gezinnen``, ``1 gezin``, ``geen gezinnen``; ``None`` is hidden."""
        if n is None:
            return self.t(f"aantal.{soort}.verborgen")
        vorm = "geen" if n == 0 else "een" if n == 1 else "meer"
        return self.t(f"aantal.{soort}.{vorm}", n=self.getal(n))

    def jaren(self, waarde: float, decimalen: int = 0) -> str:
        """``3 jaar``, ``1 year``."""
        tekst = self.getal(waarde, decimalen)
        return self.t("jaren.een" if tekst == "1" else "jaren.meer", n=tekst)

    def opsomming(self, delen: Sequence[str]) -> str:
        """``a, b en c``."""
        return opmaak_nl.opsomming(list(delen), self.taal)

    def maand(self, jjjj_mm: str) -> str:
        """``maart 2021``."""
        return opmaak_nl.maand(jjjj_mm, self.taal)
