"""The section 'Jaar op jaar': this year beside the earlier ones, or the sentence that there is none yet.

All numbers come from the comparison that ``vergelijken`` left in the result. A change is a difference of two printed
figures, judged as the reader sees them: after rounding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from buurtrendement import nl
from buurtrendement.begrippen import DOEL_JAREN
from buurtrendement.text import zinnen
from buurtrendement.text.aannamen import aanname_waarde, aannamenaam
from buurtrendement.text.catalogus import Catalogus
from buurtrendement.text.lezer import COUNTERFACTUALS, TOTAAL, Bereik, Lezer, bereik, getal_of_niets
from buurtrendement.text.opmaak import anker, markdown_literal, pijptabel, veilig
from buurtrendement.text.zinnen import euro_bereik_centen, saldo, zin

BESPROKEN = (
    "gezinnen_ondersteund",
    "gezinnen_toegeleid",
    "contacten_per_gezin_per_maand",
    "directe_uren_per_gezin",
    "aandeel_contacten_op_initiatief_gezin",
)
"""Kengetallen whose change is said in a sentence."""

STROOM = ("beginstand", "instroom", "uitstroom", "gezinnen_lopend")
ALLE, NU = "alle", "nu"
Rij = Mapping[str, Any]


def jaar_op_jaar(c: Catalogus, lees: Lezer, figuur: str = "") -> str:
    """The section's Markdown below its heading; ``figuur`` is the block of the chart, empty when it was not drawn."""
    v: Mapping[str, Any] | None = lees.meta.get("jaar_op_jaar")
    if not v:
        return veilig(c.t("joj.eerste" if lees.waarde("beginstand") == 0 else "joj.alleen")) + "\n"
    s = _Vergelijking(c, lees, v)
    delen = [
        veilig(s.inleiding()),
        _kop(c, "kengetallen"),
        veilig(s.veranderd()),
        figuur,
        s.tabel_kengetallen(),
        _kop(c, "stand"),
        veilig(s.stand()),
        s.tabel_stand(),
        _kop(c, "volgen"),
        veilig(s.gevolgd()),
        s.tabel_volgen(),
        _kop(c, "doel"),
        veilig(s.doel()),
        _kop(c, "rendement"),
        veilig(c.t("joj.rendement")),
        s.tabel_rendement(),
        veilig(s.aannames()),
        s.tabel_aannames(),
        veilig(s.effect()),
        s.tabel_effect(),
    ]
    return "\n\n".join(deel.strip("\n") for deel in delen if deel) + "\n"


def _kop(c: Catalogus, deel: str) -> str:
    return f"### {c.t(f'joj.kop.{deel}')} {{#jaar-op-jaar-{deel}}}"


def _klein(tabel: str) -> str:
    return f":::: {{.klein}}\n{tabel}::::"


class _Vergelijking:
    """Sentences (plain text) and tables (Markdown) about one comparison."""

    def __init__(self, c: Catalogus, lees: Lezer, v: Mapping[str, Any]):
        self.c, self.lees, self.v = c, lees, v
        self.jaren: Sequence[int] = v["jaren"]
        self.jaar, self.vorig = self.jaren[-1], self.jaren[-2]
        self.kengetallen: Mapping[str, Rij] = {k["sleutel"]: k for k in v["kengetallen"]}

    # -- figures ----------------------------------------------------------------------------------------------------

    def inleiding(self) -> str:
        """Which years stand here, and where the earlier figures come from."""
        c, eerder = self.c, self.jaren[:-1]
        herkomst = [
            c.t(f"joj.herkomst.{soort}", jaren=self._jaren(jaren))
            for soort in ("gepubliceerd", "berekend")
            if (jaren := [j for j, s in zip(eerder, self.v["herkomst"], strict=True) if s == soort])
        ]
        gaten = [j for j in range(self.jaren[0], self.jaar) if j not in self.jaren]
        return zin(
            c.t("joj.inleiding", jaar=self.jaar, eerder=self._jaren(eerder)),
            *herkomst,
            c.t("joj.ontbreekt", jaren=self._jaren(gaten)) if gaten else None,
        )

    def _jaren(self, jaren: Iterable[int]) -> str:
        return nl.jaren(list(jaren), self.c.taal)

    def veranderd(self) -> str:
        """What rose, fell or stayed, of the figures that both years show."""
        return zin(*(self._zin(s) for s in BESPROKEN))

    def _zin(self, sleutel: str) -> str | None:
        k = self.kengetallen.get(sleutel)
        if k is None or k["verschil"] is None:
            return None
        oud, nu = (self._getal(k, w) for w in k["waarden"][-2:])
        richting = "gelijk" if oud == nu else "meer" if k["verschil"] > 0 else "minder"
        return self.c.t(f"joj.{sleutel}.{richting}", vorig=self.vorig, oud=oud, nu=nu)

    def _getal(self, k: Rij, waarde: float) -> str:
        if str(k["eenheid"]).startswith("aandeel"):
            return self.c.procent(waarde)
        return self.c.getal(waarde, k["decimalen"])

    def _cel(self, k: Rij, i: int) -> str:
        if k["verborgen"][i]:
            return self.c.t("afgeschermd")
        waarde = getal_of_niets(k["waarden"][i])
        return self.c.t("niet_gemeten") if waarde is None else self._getal(k, waarde)

    def _verschil(self, k: Rij) -> str:
        """The change with its sign; nothing where either figure is not shown."""
        if k["verschil"] is None or any(k["verborgen"][-2:]):
            return self.c.t("joj.leeg")
        aandeel = str(k["eenheid"]).startswith("aandeel")
        oud, nu = k["waarden"][-2:]
        verschil = nl.verschil(oud, nu, k["decimalen"], procent=aandeel)
        teken = "" if verschil == 0 else "+" if verschil > 0 else "\N{MINUS SIGN}"
        tekst = teken + self.c.getal(abs(verschil), k["decimalen"])
        return self.c.t("joj.punt", n=tekst) if aandeel else tekst

    def tabel_kengetallen(self) -> str:
        """Every kengetal of last year and this year, with the change."""
        c = self.c
        rijen = []
        for k in self.v["kengetallen"]:
            label = markdown_literal(str(k["label_en"] if c.taal == "en" and k["label_en"] else k["label"]))
            kengetal = str(k["sleutel"]).partition(".")[0]
            naam = f"[{label}](#kengetal-{anker(kengetal)})" if kengetal in self.lees.uitkomst.kengetallen else label
            rijen.append([naam, *(self._cel(k, i) for i in (-2, -1)), self._verschil(k)])
        kop = [c.t("kop.kengetal"), str(self.vorig), str(self.jaar), c.t("joj.kop.verschil")]
        bijschrift = c.t("joj.bijschrift.kengetallen", vorig=self.vorig, jaar=self.jaar)
        if any(any(k["verborgen"][-2:]) for k in self.v["kengetallen"]):
            bijschrift += " " + c.t("joj.verborgen")
        return _klein(pijptabel(kop, rijen, bijschrift=bijschrift, sleutel="jaar-op-jaar-kengetallen"))

    # -- stock and flow ---------------------------------------------------------------------------------------------

    def stand(self) -> str:
        """Whether this year begins with the families with which last year ended."""
        c, jaren = self.c, {"vorig": self.vorig, "jaar": self.jaar}
        sluit = self._sluit(len(self.jaren) - 1)
        if sluit is None:
            return c.t("joj.stand.gat", jaar=self._jaren(range(self.vorig + 1, self.jaar)))
        if sluit == "onbekend":
            return c.t("joj.stand.onbekend", **jaren)
        eind, begin = self.kengetallen["gezinnen_lopend"]["waarden"][-2], self.kengetallen["beginstand"]["waarden"][-1]
        return c.t(f"joj.stand.{sluit}", **jaren, gezinnen=c.aantal(eind, "gezin"), n=c.getal(begin))

    def _sluit(self, i: int) -> str | None:
        """``ja``, ``nee`` or ``onbekend`` for the year in place ``i``; ``None`` when the year before is not there."""
        if i == 0 or self.jaren[i] != self.jaren[i - 1] + 1:
            return None
        stromen = [self.kengetallen.get(s) for s in ("gezinnen_lopend", "beginstand")]
        eind, begin = (
            None if k is None or k["verborgen"][j] else k["waarden"][j]
            for k, j in zip(stromen, (i - 1, i), strict=True)
        )
        if eind is None or begin is None:
            return "onbekend"
        return "ja" if eind == begin else "nee"

    def tabel_stand(self) -> str:
        """Beginning, started, ended and end of every year."""
        c = self.c
        stromen = [self.kengetallen.get(s) for s in STROOM]
        if any(k is None for k in stromen):
            return ""
        rijen = []
        for i, jaar in enumerate(self.jaren):
            sluit = self._sluit(i)
            slot = c.t("joj.leeg" if sluit is None else f"joj.sluit.{sluit}")
            rijen.append([str(jaar), *(self._cel(k, i) for k in stromen if k is not None), slot])
        kop = [c.t("kop.jaar"), *(c.t(f"joj.kop.{k}") for k in ("begin", "gestart", "beeindigd", "eind", "sluit"))]
        return _klein(pijptabel(kop, rijen, bijschrift=c.t("joj.bijschrift.stand"), sleutel="jaar-op-jaar-stand"))

    # -- families and the goal --------------------------------------------------------------------------------------

    def gevolgd(self) -> str:
        """How many of each group of starters still have support, of the two latest groups that may be told."""
        c, cellen = self.c, self.v["volgen"]["cellen"]
        gezegd = []
        for start in self.v["volgen"]["rijen"]:
            totaal, lopend = (cellen.get(f"{start}/{kolom}") for kolom in (TOTAAL, "lopend"))
            if totaal is None or lopend is None:
                continue
            sleutel = "joj.volgen.nu" if int(start) == self.jaar else "joj.volgen.eerder"
            velden = {"totaal": c.aantal(totaal, "gezin"), "lopend": c.aantal(lopend, "los"), "jaar": self.jaar}
            gezegd.append(c.t(sleutel, **velden) if int(start) == self.jaar else c.t(sleutel, **velden, start=start))
        return zin(c.t("joj.volgen"), *gezegd[-2:])

    def tabel_volgen(self) -> str:
        """The groups of starters by how they stand at the end of the year."""
        c, volgen = self.c, self.v["volgen"]
        if not volgen["rijen"]:
            return ""

        def cel(start: str, kolom: str) -> str:
            n = volgen["cellen"].get(f"{start}/{kolom}")
            return c.t("afgeschermd") if n is None else c.getal(n)

        kop = [
            c.t("joj.kop.begonnen"),
            *(
                c.t("joj.kop.totaal", jaar=self.jaar) if k == TOTAAL else c.t(f"joj.status.{k}")
                for k in volgen["kolommen"]
            ),
        ]
        rijen = [[start, *(cel(start, kolom) for kolom in volgen["kolommen"])] for start in volgen["rijen"]]
        bijschrift = c.t("joj.bijschrift.volgen", jaar=self.jaar)
        return _klein(pijptabel(kop, rijen, bijschrift=bijschrift, sleutel="jaar-op-jaar-volgen"))

    def doel(self) -> str:
        """The goal, how far it is, and when it can be said for the first time."""
        c, lees = self.c, self.lees
        bereikt, doel = (lees.waarde("doel_zelfredzaam", deel) for deel in ("bereikt", "doel"))
        afgerond, toegeleid = (
            lees.waarde("doel_zelfredzaam", deel) for deel in ("gezinnen_beeindigd", "gezinnen_toegeleid")
        )
        eind = None
        if bereikt is not None and doel is not None:
            eind = c.t("joj.doel.bereikt", n=c.getal_kort(bereikt, 1), doel=c.getal_kort(doel, 1))
        else:
            starts = [int(s) for s in self.v["volgen"]["rijen"]]
            k = lees.kengetal("doel_zelfredzaam")
            if starts and min(starts) + DOEL_JAREN > self.jaar and k is not None and not k.onderdrukt:
                eind = c.t("joj.doel.eerst", jaar=min(starts) + DOEL_JAREN, start=min(starts))
        stand = None
        if bereikt is None and afgerond and toegeleid is not None:
            velden = {"gezinnen": c.aantal(afgerond, "gezin"), "n": c.aantal(toegeleid, "los")}
            stand = c.t("joj.doel.tussenstand", **velden)
        return zin(zinnen.doel(c, lees), zinnen.doel_stand(c, lees), eind, stand)

    # -- money ------------------------------------------------------------------------------------------------------

    def tabel_rendement(self) -> str:
        """The programme's result of every year, in the prices of that year."""
        c, reeksen = self.c, self.v["rendement"]
        if not reeksen:
            return ""
        vorm: Mapping[str, Callable[[float, float], str]] = {
            "ncw": lambda een, ander: saldo(c, Bereik(een, ander), "saldo.kort"),
            "bkv": lambda een, ander: euro_bereik_centen(c, een, ander),
        }
        rijen = []
        for i, jaar in enumerate(self.jaren):
            prijspeil = next((p for r in reeksen if (p := r["prijspeil"][i]) is not None), None)
            kop = str(jaar) if prijspeil in (None, jaar) else c.t("joj.prijzen", jaar=jaar, prijspeil=prijspeil)
            paren = [(r["maat"], r["laag"][i], r["hoog"][i]) for r in reeksen]
            rijen.append(
                [kop, *(c.t("joj.leeg") if None in (een, ander) else vorm[m](een, ander) for m, een, ander in paren)]
            )
        koppen = [c.t(f"joj.kop.{r['maat']}", cf=c.t(f"cf.{r['nulalternatief']}")) for r in reeksen]
        bijschrift = c.t("joj.bijschrift.rendement")
        return _klein(pijptabel([c.t("kop.jaar"), *koppen], rijen, bijschrift=bijschrift, sleutel="jaar-op-jaar-geld"))

    def aannames(self) -> str:
        """Whether assumptions changed."""
        if not self.v["aannames"]:
            return self.c.t("joj.aannames.geen")
        return self.c.t("joj.aannames", vorig=self.vorig)

    def tabel_aannames(self) -> str:
        """The assumptions that changed, with both values."""
        c = self.c
        rijen = [
            [aannamenaam(c, a), *(aanname_waarde(c, str(a["sleutel"]), a[wanneer]) for wanneer in ("oud", "nieuw"))]
            for a in self.v["aannames"]
        ]
        if not rijen:
            return ""
        kop = [c.t("kop.aanname"), str(self.vorig), str(self.jaar)]
        bijschrift = c.t("joj.bijschrift.aannames")
        return _klein(pijptabel(kop, rijen, bijschrift=bijschrift, sleutel="jaar-op-jaar-aannames"))

    def effect(self) -> str:
        """What the changed assumptions do to the result, under both counterfactuals; it follows the sign."""
        c, effect = self.c, self.v["effect"]
        if not self.v["aannames"]:
            return ""
        if effect is None:
            verborgen = self.lees.herleidbaar and not self.lees.deel
            return c.t("joj.effect.verborgen" if verborgen else "joj.aannames.niet")
        toen = self._met_alle(effect["regels"])
        slot = c.t("joj.effect.toestemming") if effect["grondslag"] == "met_toestemming" else None
        if toen is None:
            return zin(c.t("joj.effect.prijspeil"), slot)
        return zin(
            c.t("joj.effect", jaar=self.jaar, vorig=self.vorig),
            *(self._effect(cf, effect["regels"][0]["ncw"][cf], toen["ncw"][cf]) for cf in COUNTERFACTUALS),
            slot,
        )

    @staticmethod
    def _met_alle(regels: Sequence[Rij]) -> Rij | None:
        """The line with all of last year's assumptions; where only one matters, the line of that one."""
        per_sleutel = {r["sleutel"]: r for r in regels}
        anders = [s for s in per_sleutel if s not in (NU, ALLE, "prijspeil")]
        return per_sleutel.get(ALLE) or (per_sleutel[anders[0]] if anders else None)

    def _effect(self, cf: str, nu: Mapping[str, float], toen: Mapping[str, float]) -> str:
        c, b_nu, b_toen = self.c, bereik(nu), bereik(toen)
        stappen = [round(een) - round(ander) for een, ander in zip(b_nu.uiteinden, b_toen.uiteinden, strict=True)]
        velden = {"als": c.t(f"cf.als.{cf}"), "nu": saldo(c, b_nu)}
        if not any(stappen):
            return c.t("joj.effect.gelijk", **velden)
        richting = "gunstiger" if min(stappen) >= 0 else "ongunstiger" if max(stappen) <= 0 else "gemengd"
        return c.t(f"joj.effect.{richting}", **velden, saldo=saldo(c, b_toen))

    def tabel_effect(self) -> str:
        """This year's result now, with each changed assumption set back, and with all of them set back."""
        c, effect = self.c, self.v["effect"]
        if effect is None:
            return ""
        labels = {a["sleutel"]: aannamenaam(c, a) for a in self.v["aannames"]}
        rijen = []
        for r in effect["regels"]:
            naam = (
                c.t(f"joj.rij.{r['sleutel']}", **({"vorig": self.vorig} if r["sleutel"] == ALLE else {}))
                if r["sleutel"] in (NU, ALLE)
                else c.t("joj.rij.een", label=labels[r["sleutel"]], vorig=self.vorig)
            )
            rijen.append([naam, *(saldo(c, bereik(r["ncw"][cf]), "saldo.kort") for cf in COUNTERFACTUALS)])
        kop = [c.t("joj.kop.rekenwijze", jaar=self.jaar), *(c.t(f"cf.kop.{cf}") for cf in COUNTERFACTUALS)]
        bijschrift = c.t("joj.bijschrift.effect", jaar=self.jaar, vorig=self.vorig)
        if effect["regels"][-1]["sleutel"] == ALLE:
            bijschrift += " " + c.t("joj.bijschrift.alle")
        return _klein(pijptabel(kop, rijen, bijschrift=bijschrift, sleutel="jaar-op-jaar-effect"))
