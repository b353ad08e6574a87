"""Texts that try to be more than text, and a year that carries them in every column that takes prose."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

from fabriek import maak_jaar

GEVAREN: tuple[str, ...] = (
    "Q01 <script>alert(1)</script>",
    "=cmd|' /C calc'!A0 Q02",
    "+Q03 -1+1",
    "@SUM(1+1)*Q04",
    'Q05 #read("/etc/passwd")',
    "Q06 {{< include /etc/passwd >}}",
    "Q07 [x](javascript:alert(1))",
    "Q08 `<b>x</b>`{=html}",
    "Q09 ```{=html} <img src=x onerror=alert(1)> ```",
    "Q10 \\input{/etc/passwd} \\write18{id}",
    "Q11 $x^2$ en $$y$$",
    "Q12 ![x](/etc/passwd) ![y](https://example.org/y.png)",
    "Q13 | a | b |",
    "Q14 --- ... '' \"\" *nadruk* _laag_ ~~door~~ ^hoog^",
    "Q15 @fig-kasstroom [@bron] [^1] {#id .klasse onclick=alert(1)}",
    "Q16 &lt;script&gt; &#60; &amp;",
    "Q17 </title></style></script><svg onload=alert(1)>",
    "Q18 {{< meta kf.contacten >}} {{meta}} {%x%} ${x} #{x}",
    "Q19 ::: {.omslag} :::",
    "Q20 \N{ROCKET}\N{HOT BEVERAGE} \N{CJK UNIFIED IDEOGRAPH-6F22}\N{ARABIC LETTER ALEF} \U0001f468\u200d\U0001f469",
    "Q21 " + "heellangwoord" * 40,
    'Q22 # kop #set page(fill: red) #include "/etc/passwd" $ #sys.inputs $',
    "Q23 <https://example.org> www.example.org https://example.org/?a=1&b=<2>",
    "Q24 \N{RIGHT-TO-LEFT OVERRIDE}gpj.exe\N{POP DIRECTIONAL FORMATTING} \N{LEFT-TO-RIGHT ISOLATE}x",
    "Q25 1. een\\ twee\\",
    "Q26 `{python} 1+1` ```{python} import os ```",
    "Q27 <!-- --> <![CDATA[ ]]> <?php ?> %00 \\u003c",
)
"""One payload per marker ``Qnn``; each must come out as the characters it is made of."""


class Uitdeler:
    """Hands out the payloads in turn, so that over all columns each is used, and remembers where."""

    def __init__(self, gevaren: Sequence[str] = GEVAREN) -> None:
        self._gevaren, self._n = gevaren, 0
        self.gebruikt: dict[str, list[str]] = {}

    def __call__(self, plek: str) -> str:
        gevaar = self._gevaren[self._n % len(self._gevaren)]
        self._n += 1
        self.gebruikt.setdefault(plek, []).append(gevaar)
        return gevaar


def _met_kolommen(uitdeler: Uitdeler, tabel: str, *kolommen: str) -> Callable[[str], str]:
    """The table with each cell of ``kolommen`` replaced by the next payload."""

    def verander(tekst: str) -> str:
        kop, *rijen = list(csv.reader(io.StringIO(tekst), delimiter=";"))
        for rij in rijen:
            for kolom in kolommen:
                rij[kop.index(kolom)] = uitdeler(f"{tabel}.{kolom}")
        uit = io.StringIO(newline="")
        csv.writer(uit, delimiter=";", lineterminator="\n").writerows([kop, *rijen])
        return uit.getvalue()

    return verander


def _veel_regels(uitdeler: Uitdeler, jaar: int) -> Callable[[str], str]:
    """Cost lines of no cost, one per payload, so that every payload is a cost label."""

    def verander(tekst: str) -> str:
        uit = io.StringIO(newline="")
        schrijver = csv.writer(uit, delimiter=";", lineterminator="\n")
        for gevaar in GEVAREN:
            uitdeler.gebruikt.setdefault("kosten.kostenpost", []).append(gevaar)
            schrijver.writerow(["C1", "uitgangssituatie", gevaar, "gemeente", "fiscaal", 10, 20, jaar, "casus"])
        return tekst + uit.getvalue()

    return verander


def vijandig_jaar(map_: Path, **wijzigingen: str | None) -> tuple[Path, Uitdeler]:
    """A valid year with a payload in every text column; returns its folder and what was put where."""
    deel = Uitdeler()
    jaar = maak_jaar(
        map_,
        volledig=True,
        kosten=_veel_regels(deel, 2021),
        casussen=_met_kolommen(deel, "casussen", "omschrijving"),
        aannames=_met_kolommen(deel, "aannames", "label", "eenheid", "toelichting"),
        bronnen=_met_kolommen(deel, "bronnen", "titel", "uitgever", "vindplaats"),
        citaten=lambda t: "".join(
            [t, *(_regel("ervaringen", deel("citaten.citaat"), deel("citaten.rol"), "ja") for _ in GEVAREN)]
        ),
        screening=_met_kolommen(deel, "screening", "signaal_van"),
        overlast=_met_kolommen(deel, "overlast", "soort"),
        **wijzigingen,
    )
    return jaar, deel


def _regel(*cellen: str) -> str:
    uit = io.StringIO(newline="")
    csv.writer(uit, delimiter=";", lineterminator="\n").writerow(cellen)
    return uit.getvalue()


PROZA: dict[str, str] = {
    "voorwoord.md": "Begin\n---\ntitle: gekaapt\nfilters:\n  - kwaad.lua\nformat:\n  html:\n"
    "    include-in-header: ../geheim.md\n---\n\nx\u2028---\u2028title: gekaapt\u2028---\n\n"
    "[klik](javascript:alert(1)) [klik][j] [klik](&#106;avascript:alert(1)) "
    "[klik](data:text/html,x)\n\n[j]: JavaScript:alert(1)\n",
    "doelen.md": '[x]{onclick="alert(1)"} [y](https://example.org){onmouseover="alert(1)" style="position:fixed"}\n\n'
    '### Kop {onclick="alert(1)"}\n\n::: {.kader onclick="alert(1)"}\nx\n:::\n\n'
    '::: {.kader titel="<script>]#panic(1)["}\nx\n:::\n',
    "werkwijze.md": '```{=html}\n<script>alert(1)</script>\n```\n\n> ``` {=typst}\n> #read("/etc/passwd")\n> ```\n\n'
    '- ~~~ {=html}\n  <b>\n  ~~~\n\n`#panic("x")`{=typst} `<b>`{=html}\n\n<script>alert(1)</script>\n<!-- -->\n',
    "coaches.md": "{{< include ../geheim.md >}}\n\n{{<include ../../geheim.md>}} {{< env HOME >}} {{< var x >}}\n\n"
    "```\n{{< include ../geheim.md >}}\n```\n\n[{{< include ../geheim.md >}}](https://example.org)\n",
    "ervaringen.md": "```{python}\nopen('gedraaid', 'w')\n```\n\n> ```{python}\n> open('gedraaid', 'w')\n> ```\n\n"
    "`{python} open('gedraaid', 'w')` `r 1+1`\n\n```{mermaid}\nA-->B\n```\n",
    "vuistregels.md": "\\input{/etc/passwd} \\\\\\input{/etc/passwd} $x$ \\\\$y$ $$z$$ \\(x\\) \\begin{x}y\\end{x}\n",
    "vooruitblik.md": "![a](/etc/passwd) ![a](https://example.org/x.png) ![a](../geheim.svg)\n\n"
    "::: wat-als\n``` wat-als-gegevens\n[1]\n```\n:::\n\n::: zwevend\nx\n:::\n",
    "pm.md": "- **<script>alert(1)</script>** (gunstig): `x`{=html} {{< include ../geheim.md >}}\n",
    "programma.md": "<script>Programma</script> {{< include ../geheim.md >}} $x$\n",
    "bijsluiter.md": '<img src=x onerror=alert(1)> #read("/etc/passwd") {{< meta title >}}\n',
}
"""Prose that attacks: metadata, links, attributes, raw blocks, files of others, code, formulas, pictures, parts."""
