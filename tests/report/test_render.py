"""The renderers on a small project of their own: what comes out, that it stays the same, that nothing gets through."""

from __future__ import annotations

import html
import os
import re
import shutil
import stat
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import html5lib
import pikepdf
import pypandoc
import pytest

from buurtrendement import render, theme
from buurtrendement.errors import GebruiksFout, GereedschapFout
from buurtrendement.text import markdown_literal

ROOT = Path(__file__).resolve().parents[2]
FORMATEN = ("html", "pdf", "docx")

VIJANDIG = [
    "<script>alert(1)</script>",
    '#read("/etc/passwd")',
    "{{< include /etc/passwd >}}",
    "{{< include",
    ">}} {{<",
    "[klik](javascript:alert(1))",
    "`#panic()`{=typst} <!-- x -->",
    "```{=html}",
    "?meta:kf.geheim",
    "$x^2$ \\input{geheim} *a* _b_ ~c~ @wie ^d^ :::",
    "a | b",
]

QMD = """---
# De gegevens van het document komen uit meta.yml.
---

::: {.omslag}
Over {{< meta kf.gezinnen >}} gezinnen.
:::

## Het jaar {#het-jaar}

:::: {.kengetallen}
::: {.kengetal waarde="{{< meta kf.gezinnen >}}" label="gezinnen" uitleg="dit jaar"}
:::

::: {.kengetal waarde="{{< meta kf.bedrag >}}" label="per jaar"}
:::
::::

::: {.samenvatting}
{{< meta kf.uren >}} uren. {{< meta kf.zin >}}
:::

{{< include secties/verhaal.qmd >}}

{{< include optioneel/soort.md >}}
"""

VERHAAL = """## Het verhaal van {{< meta kf.gezinnen >}} gezinnen {#verhaal}

{{< include teksten/voorwoord.md >}}

::: {.citaat rol="een ouder"}
Het ging beter.
:::

:::: {.kader titel="Een kader"}
- Eén
- Twee

::: {.cijfertabel titel="De cijfers"}
| Binnen | Aantal |
|:---|---:|
| kader | {{< meta kf.uren >}} |

: In het kader {#tbl-kader}
:::
::::

### Verder {#verder}

Zie @fig-staven en @tbl-kader.[^1] Dit is {{< meta kf.gevaar >}} einde.

[^1]: Een noot over {{< meta kf.uren >}} uren.

![Staven van {{< meta kf.uren >}}](figuren/staven.svg){#fig-staven fig-alt="Twee staven: {{< meta kf.gezinnen >}} en 2"}

::: {.tijdlijn}
- **maart** Begin
- **december** Eind
:::

:::: {.kolommen}
::: {.kolom}
Links.
:::

::: {.kolom}
Rechts.
:::
::::

::: {.content-visible when-format="html"}
Alleen op het scherm.
:::

::: {.bijsluiter}
Kleine letters.
:::
"""

TABEL = """| Soort | Aantal |
|:---|---:|
| Kort | 122 |
| Lang | 149 |

: Contacten naar soort {#tbl-soort}
"""


@dataclass(frozen=True)
class Beeld:
    naam: str
    svg: bytes
    png: bytes | None = None


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 7"><rect width="3" height="6" fill="#17594A"/></svg>'
CIJFERS = {
    "gezinnen": "13",
    "uren": "2&#46;504",
    "bedrag": "€\u00a023.686 tot €\u00a037.086",
    "zin": "12&#46; maart was het begin.",
    "gevaar": markdown_literal(" ; ".join(VIJANDIG)),
}
META = {"title": "De proefbuurt werkt!", "subtitle": "Jaarbericht 2021", "verslagjaar": "2021", "lang": "nl"}


@pytest.fixture
def bron(tmp_path, monkeypatch):
    """A project root with the real theme and a small text of its own."""
    root = tmp_path / "bron"
    shutil.copytree(ROOT / "report" / "theme", root / "report" / "theme")
    for bestand in ("_quarto.yml", "_brand.yml"):
        shutil.copy(ROOT / bestand, root / bestand)
    _leg(root / "report" / "jaarbericht.qmd", QMD)
    _leg(root / "report" / "secties" / "verhaal.qmd", VERHAAL)
    _leg(root / "report" / "neutraal" / "voorwoord.md", "Een neutraal voorwoord.\n")
    monkeypatch.setattr(render, "project_root", lambda: root)
    return root


def _leg(pad: Path, inhoud: str | bytes) -> None:
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.write_bytes(inhoud if isinstance(inhoud, bytes) else inhoud.encode("utf-8"))


def zet_klaar(map_: Path, *, tekst: str | None = None, **anders) -> Path:
    data = map_ / "data" / "2021"
    data.mkdir(parents=True, exist_ok=True)
    if tekst is not None:
        _leg(data / "teksten" / "voorwoord.md", tekst)
    gegevens = {
        "cijfers": CIJFERS, "tabellen": {"kort": "Niets.\n"}, "figuren": [Beeld("staven", SVG)],
        "meta": META, "optioneel": {"soort": TABEL}, **anders,
    }  # fmt: skip
    (map_ / "build").mkdir(exist_ok=True)
    return render.stage(map_ / "build", data, **gegevens)


@pytest.fixture
def gemaakt(bron, tmp_path):
    """The three outputs of the embedded renderer."""
    project = zet_klaar(tmp_path)
    verslag = render.render(project, tmp_path / "uit", FORMATEN, "ingebouwd")
    return {p.suffix[1:]: p for p in verslag.bestanden}


def plat(bestand: Path) -> str:
    return " ".join(render.tekst_van(bestand).split())


# What comes out ------------------------------------------------------------


def test_html_is_een_bestand_zonder_script_en_zonder_fouten(gemaakt):
    bron = gemaakt["html"].read_text(encoding="utf-8")
    lezer = html5lib.HTMLParser()
    boom = lezer.parse(bron)
    assert lezer.errors == []
    assert "<script" not in bron
    assert not re.findall(r'(?:src|href|srcset)="(?!data:|#)', bron)
    assert boom.attrib["lang"] == "nl"
    ns = "{http://www.w3.org/1999/xhtml}"
    assert [len(list(boom.iter(ns + naam))) for naam in ("h1", "main", "nav", "header")] == [1, 1, 1, 1]
    assert [k.tag[len(ns) :] for k in boom.iter() if re.fullmatch(r"h\d", str(k.tag)[len(ns) :])] == [
        "h1",
        "h2",
        "h2",
        "h3",
    ]


def test_html_heeft_cijfers_nummers_en_alternatieve_tekst(gemaakt):
    bron = gemaakt["html"].read_text(encoding="utf-8")
    tekst = plat(gemaakt["html"])
    assert 'alt="Twee staven: 13 en 2"' in bron
    assert "Zie Figuur 1 en Tabel 1" in tekst
    assert "Figuur 1: Staven van 2.504" in tekst
    assert "Tabel 1: In het kader" in tekst
    assert "Tabel 2: Contacten naar soort" in tekst
    assert "Het verhaal van 13 gezinnen" in tekst
    assert "2.504 uren. 12. maart was het begin." in tekst
    assert "Alleen op het scherm." in tekst
    assert '<dd class="waarde lang">€\u00a023.686 tot €\u00a037.086</dd>' in bron


def test_html_heeft_elk_anker_een_keer(gemaakt):
    namen = re.findall(r'\bid="([^"]+)"', gemaakt["html"].read_text(encoding="utf-8"))
    assert len(namen) == len(set(namen))
    assert {"het-jaar", "verhaal", "verder", "fig-staven", "tbl-kader", "tbl-soort", "hoofdinhoud"} <= set(namen)


def test_lettertype_zit_er_een_keer_in(gemaakt):
    bron = gemaakt["html"].read_text(encoding="utf-8")
    assert bron.count("@font-face") == len(theme.GEBRUIKT)
    assert len(set(re.findall(r"data:font/woff2;base64,([^\"]+)", bron))) == len(theme.GEBRUIKT)


def test_pdf_is_toegankelijk_en_a4(gemaakt):
    with pikepdf.open(gemaakt["pdf"]) as pdf:
        assert str(pdf.Root.Lang) == "nl"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == "De proefbuurt werkt!"
            assert xmp["pdfuaid:part"] == "1"
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
        assert [p.title for p in pdf.open_outline().root] == ["1 Het jaar", "2 Het verhaal van 13 gezinnen"]
        for bladzijde in pdf.pages:
            assert [round(float(x)) for x in bladzijde.mediabox] == [0, 0, 595, 842]
        rollen, alternatief = _rollen(pdf.Root.StructTreeRoot)
    assert {"Title", "H1", "H2", "P", "Table", "TH", "TD", "Figure", "L", "LI", "TOC", "Link", "Note"} <= rollen | {
        "Title"
    }
    assert alternatief == ["Twee staven: 13 en 2"]


def _rollen(boom):
    """Roles of the tag tree, and the alternative texts of its figures, in reading order."""
    rollen, alternatief = set(), []

    def loop(knoop):
        if isinstance(knoop, pikepdf.Array):
            for kind in knoop:
                loop(kind)
        elif isinstance(knoop, pikepdf.Dictionary):
            rol = str(knoop.get("/S", "")).lstrip("/")
            rollen.add(rol)
            if rol == "Figure":
                alternatief.append(str(knoop.get("/Alt", "")))
            if "/K" in knoop:
                loop(knoop.K)

    loop(boom.K)
    return rollen, alternatief


def test_pdf_gebruikt_alleen_het_eigen_lettertype(gemaakt):
    namen = set()
    with pikepdf.open(gemaakt["pdf"]) as pdf:
        for voorwerp in pdf.objects:
            if (
                isinstance(voorwerp, pikepdf.Dictionary)
                and voorwerp.get("/Type") == "/Font"
                and "/BaseFont" in voorwerp
            ):
                namen.add(str(voorwerp.BaseFont).split("+")[-1].lstrip("/"))
    assert namen
    # Code in the small print would bring Typst's own monospaced letter; this project has none.
    assert all("SourceSansPro" in naam for naam in namen), namen


def test_pdf_heeft_dezelfde_nummers(gemaakt):
    tekst = plat(gemaakt["pdf"])
    assert "Zie Figuur 1 en Tabel 1" in tekst
    assert "Tabel 2: Contacten naar soort" in tekst
    assert "Alleen op het scherm" not in tekst


def test_docx_heeft_koppen_nummers_en_alternatieve_tekst(gemaakt):
    with zipfile.ZipFile(gemaakt["docx"]) as zip_:
        xml = html.unescape(zip_.read("word/document.xml").decode("utf-8"))
    assert 'descr="Twee staven: 13 en 2"' in xml
    assert re.search(r'w:pStyle w:val="Heading1"\s*/>.*?Het jaar', xml, re.DOTALL)
    assert 'w:pStyle w:val="Kengetal"' in xml
    assert re.search(r'<w:pgSz (?=[^>]*w:w="11906")(?=[^>]*w:h="16838")', xml)
    assert "Zie Figuur 1 en Tabel 1" in plat(gemaakt["docx"])


@pytest.mark.parametrize("formaat", FORMATEN)
def test_zelfde_invoer_zelfde_bytes(bron, tmp_path, formaat, monkeypatch):
    een, twee = (
        zet_klaar(tmp_path / naam) for naam in ("een", "twee/dieper") if (tmp_path / naam).mkdir(parents=True) is None
    )
    render.render(een, tmp_path / "uit1", [formaat], "ingebouwd")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("LANG", "tr_TR.UTF-8")
    render.render(twee, tmp_path / "uit2", [formaat], "ingebouwd")
    naam = f"jaarbericht.{formaat}"
    assert (tmp_path / "uit1" / naam).read_bytes() == (tmp_path / "uit2" / naam).read_bytes()


SAMENVATTING = """---
samenvatting: true
---

## Kort {#kort}

{{< meta kf.uren >}} uren, zie @fig-staven.

![Staven](figuren/staven.svg){#fig-staven fig-alt="Twee staven"}
"""


def test_samen_of_apart_gezet_dezelfde_bytes(bron, tmp_path, monkeypatch):
    # One process makes everything of one reading, more of them divide the formats; neither may show.
    _leg(bron / "report" / "samenvatting.qmd", SAMENVATTING)
    samen = render.render(zet_klaar(tmp_path), tmp_path / "samen", FORMATEN, "ingebouwd").bestanden
    assert [b.name for b in samen] == ["jaarbericht.html", "jaarbericht.pdf", "samenvatting.pdf", "jaarbericht.docx"]
    project = zet_klaar(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    for bestand in samen:
        formaat = bestand.suffix[1:]
        (apart,) = render.render(
            project, tmp_path / "apart", [formaat], "ingebouwd", documenten=[bestand.stem]
        ).bestanden
        assert apart.read_bytes() == bestand.read_bytes(), bestand.name


def test_docx_draagt_de_datum_van_het_verslagjaar_en_geen_losse_cijfers(gemaakt):
    with zipfile.ZipFile(gemaakt["docx"]) as zip_:
        kern, eigen = (zip_.read(f"docProps/{deel}.xml").decode("utf-8") for deel in ("core", "custom"))
    assert ">2021-12-31T12:00:00Z</dcterms:created>" in kern
    assert 'name="kf"' not in eigen


def test_uitvoer_noemt_de_machine_niet(gemaakt, tmp_path):
    for bestand in gemaakt.values():
        data = bestand.read_bytes()
        assert str(tmp_path).encode() not in data
        assert os.uname().nodename.encode() not in data or len(os.uname().nodename) < 4


# Hostile text ------------------------------------------------------------


@pytest.mark.parametrize("formaat", FORMATEN)
def test_vijandige_waarden_blijven_tekst(gemaakt, formaat):
    assert _zonder_wit(" ; ".join(VIJANDIG)) in _zonder_wit(render.tekst_van(gemaakt[formaat]))


def _zonder_wit(tekst: str) -> str:
    # Typographic quotes are the renderer's right; white space and word joiners carry no meaning here.
    return re.sub(r"[\s\u2060\u00ad\x02]+", "", tekst.translate(str.maketrans("“”‘’", "\"\"''"))).replace("\ufffe", "")


@pytest.mark.parametrize("formaat", FORMATEN)
@pytest.mark.parametrize("gevaar", [*VIJANDIG, "---\nlang: en\ntitle: gekaapt\n---\n\nverder"])
def test_vijandige_prozatekst_stuurt_de_opmaak_niet(bron, tmp_path, formaat, gevaar):
    project = zet_klaar(tmp_path, tekst=f"Vooraf.\n\n{gevaar}\n\nEn dan {gevaar.splitlines()[0]} erna.\n")
    verslag = render.render(project, tmp_path / "uit", [formaat], "ingebouwd")
    tekst = _zonder_wit(render.tekst_van(verslag.bestanden[0]))
    assert "Deproefbuurtwerkt!" in tekst
    assert "root:x:" not in tekst
    for woord in re.findall(r"[a-z]{4,}", gevaar):
        assert woord in tekst
    if formaat == "html":
        bron_html = verslag.bestanden[0].read_text(encoding="utf-8")
        assert "<script" not in bron_html
        assert 'href="javascript' not in bron_html
        assert 'lang="en"' not in bron_html


@pytest.mark.parametrize("formaat", FORMATEN)
def test_plaatje_van_elders_wordt_een_link(bron, tmp_path, formaat):
    project = zet_klaar(tmp_path, tekst="Kijk ![hier](https://elders.nl/x.png) maar.\n")
    assert "Kijk!hiermaar." in _zonder_wit(
        plat(render.render(project, tmp_path / "uit", [formaat], "ingebouwd").bestanden[0])
    )


def test_gewone_opmaak_in_proza_blijft_werken(bron, tmp_path):
    tekst = (
        "Een *woord*, {{< meta kf.gezinnen >}} gezinnen, [link](https://voorbeeld.nl) en @fig-staven; "
        "mail info@voorbeeld.nl.\n"
    )
    project = zet_klaar(tmp_path, tekst=tekst)
    uit = render.render(project, tmp_path / "uit", ["html"], "ingebouwd").bestanden[0].read_text(encoding="utf-8")
    assert "<em>woord</em>, 13 gezinnen" in uit
    assert '<a href="https://voorbeeld.nl">link</a>' in uit
    assert ">Figuur\u00a01</a>; mail info@voorbeeld.nl" in uit


@pytest.mark.parametrize(
    "tekst",
    [
        "[" * 500,
        "[" * 300 + "]" * 300,
        "[a\n" * 100,
        "![" * 200,
        "[a][" * 200,
        "**[" * 200,
        "*" * 1000 + "a",
        "*a **b " * 300,
        "`a ``b " * 300,
        "> " * 400 + "a",
        "- " * 300 + "a",
        "\n".join("    " * i + "- a" for i in range(60)),
        "\"'a " * 500,
        '"\'s avonds" ' * 100,
        '"[a \'b"] ' * 100,
        "|" + "a|" * 200 + "\n|" + "-|" * 200 + "\n" + ("|" + "a|" * 200 + "\n") * 20,
        "woord " * 20_000,
    ],
    ids=lambda tekst: tekst[:12],
)
def test_pandoc_komt_door_elke_tekst(tekst):
    """Ways of pairing brackets and quotation marks that pandoc would try for hours."""
    klaar = subprocess.run(
        [render._pandoc(), "--from", render.LEZER, "--to", "html5", "--sandbox"],
        input=render._geplakt(render.onschadelijk(tekst)).encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert klaar.returncode == 0
    gelezen = html.unescape(re.sub(r"<[^>]+>", "", klaar.stdout.decode()))
    assert sum(map(str.isalpha, gelezen)) >= sum(map(str.isalpha, tekst)), "no word is lost"


def test_haken_en_aanhalingstekens_in_gewoon_proza_blijven_opmaak():
    gewoon = 'Zie [de site](https://example.org "titel"), \'zei\' ze "\'s avonds".[^1]\n\n[^1]: Een [noot](#x).'
    assert render.onschadelijk(gewoon) == gewoon
    assert render.onschadelijk("een [ haak en [een](#x)") == "een &#91; haak en [een](#x)"
    veel = "\"'s Avonds\" en 'ja', \"[a](#b 'c')\" (\"'t\") 'nee' \"x\" 'y' in '21. " * 2
    assert render.onschadelijk(veel) == ("“’s Avonds” en ‘ja’, “[a](#b 'c')” (“’t”) ‘nee’ “x” ‘y’ in ’21. " * 2)


def test_een_tekst_die_de_opmaak_ophoudt_wordt_genoemd(bron, tmp_path, monkeypatch):
    project = zet_klaar(tmp_path)
    (project / "teksten" / "voorwoord.md").write_text("\"'a " * 60, encoding="utf-8")
    monkeypatch.setattr(render, "TIJDSLIMIET_S", {"pandoc": 3})
    monkeypatch.setattr(render, "_PROEF_S", 3)
    with pytest.raises(GereedschapFout, match=r"na 3 seconden nog niet klaar.*Dat ligt aan teksten/voorwoord\.md:"):
        render._draai([render._pandoc(), "--from", render.LEZER, "teksten/voorwoord.md"], project, "pandoc")


def test_tekst_uit_windows_wordt_gelezen(bron, tmp_path):
    project = zet_klaar(tmp_path)
    _leg(tmp_path / "data" / "2021" / "teksten" / "voorwoord.md", "Eén café, € 5.\r\n".encode("cp1252"))
    project = zet_klaar(tmp_path)
    assert (project / "teksten" / "voorwoord.md").read_text(encoding="utf-8") == "Eén café, € 5.\n"


# Staging ------------------------------------------------------------


def test_neutrale_tekst_waar_het_jaar_er_geen_heeft(bron, tmp_path):
    assert (zet_klaar(tmp_path) / "teksten" / "voorwoord.md").read_text() == "Een neutraal voorwoord.\n"
    assert (zet_klaar(tmp_path, tekst="Eigen.\n") / "teksten" / "voorwoord.md").read_text() == "Eigen.\n"


def test_klaarzetten_begint_schoon(bron, tmp_path):
    project = zet_klaar(tmp_path)
    _leg(project / "oud.txt", "van een vorige keer")
    assert not (zet_klaar(tmp_path) / "oud.txt").exists()


def test_andere_taal_heeft_eigen_secties_en_woorden(bron, tmp_path):
    _leg(bron / "report" / "secties" / "en" / "verhaal.qmd", VERHAAL.replace("Het verhaal van", "The story of"))
    _leg(bron / "report" / "neutraal" / "en" / "voorwoord.md", "A neutral foreword.\n")
    project = zet_klaar(tmp_path, meta={**META, "lang": "en"})
    for formaat in FORMATEN:
        tekst = plat(render.render(project, tmp_path / "uit", [formaat], "ingebouwd", taal="en").bestanden[0])
        assert "The story of 13" in tekst
        assert "Figure 1" in tekst
        assert "Table 2" in tekst
        assert "Figuur" not in tekst
    with pytest.raises(GereedschapFout, match="klaargezet in taal 'en'"):
        render.render(project, tmp_path / "uit", ["html"], "ingebouwd", taal="nl")


@pytest.mark.parametrize("naam", ["../buiten", "a/../../b", ".verborgen", "met spatie", "x\\y"])
def test_namen_blijven_binnen_het_project(bron, tmp_path, naam):
    with pytest.raises(GereedschapFout, match="geen gewone bestandsnaam"):
        zet_klaar(tmp_path, tabellen={naam: "x"})


def test_zonder_verslagjaar_geen_jaarbericht(bron, tmp_path):
    with pytest.raises(GereedschapFout, match="verslagjaar"):
        zet_klaar(tmp_path, meta={"title": "x"})


# What must fail ------------------------------------------------------------


@pytest.mark.parametrize(
    ("oud", "nieuw", "melding"),
    [
        ("{{< meta kf.zin >}}", "{{< meta kf.bestaat_niet >}}", "cijfers die er niet zijn: kf.bestaat_niet"),
        ("@fig-staven", "@fig-weg", "@fig-weg"),
        ("figuren/staven.svg", "figuren/weg.svg", "figuren/weg.svg"),
        ("figuren/staven.svg", "https://elders.nl/x.svg", "buiten figuren/"),
        ("{{< include teksten/voorwoord.md >}}", "{{< include teksten/weg.md >}}", "weg.md' ontbreekt"),
        ("{{< include teksten/voorwoord.md >}}", "{{< include ../../weg.md >}}", "ontbreekt"),
        ("{{< include teksten/voorwoord.md >}}", "{{< include secties/verhaal.qmd >}}", "kring"),
        ("Links.", "{{< var x >}}", "toegestane"),
        ("Links.", "[x](#weg)", "verwijzingen zonder doel: weg"),
        ("{#tbl-kader}", "{#tbl-soort}", "dubbele naam"),
    ],
)
def test_wat_niet_klopt_stopt_de_opmaak(bron, tmp_path, oud, nieuw, melding):
    _leg(bron / "report" / "jaarbericht.qmd", QMD.replace(oud, nieuw))
    _leg(bron / "report" / "secties" / "verhaal.qmd", VERHAAL.replace(oud, nieuw))
    with pytest.raises(GereedschapFout, match=re.escape(melding)):
        render.render(zet_klaar(tmp_path), tmp_path / "uit", ["html"], "ingebouwd")


def test_typst_fout_wordt_verteld_zonder_mappen(bron, tmp_path):
    with (bron / "report" / "theme" / "typst-template.typ").open("a") as stroom:
        stroom.write('\n#image("weg.svg")\n')
    with pytest.raises(GereedschapFout, match="Typst kon geen PDF maken") as fout:
        render.render(zet_klaar(tmp_path), tmp_path / "uit", ["pdf"], "ingebouwd")
    assert str(tmp_path) not in str(fout.value)


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        ("<p><strong>?meta:kf.x</strong></p>", "niet ingevulde plek"),
        ("<p>{{&lt; var x &gt;}}</p>", "niet ingevulde plek"),
        ("<p>?@fig-x</p>", "niet ingevulde plek"),
        ('<img alt="" src="figuren/x.svg">', "los bestand"),
        ('<link href="https://elders.nl/x.css">', "los bestand"),
        ("<style>a { background: url(https://elders.nl/x.png) }</style>", "van buiten"),
        ('<a href="#weg">x</a>', "zonder doel"),
        ("", "niet gemaakt"),
    ],
)
def test_resten_in_de_uitvoer_worden_gevonden(tmp_path, inhoud, melding):
    bestand = tmp_path / "jaarbericht.html"
    bestand.write_text(inhoud, encoding="utf-8")
    with pytest.raises(GereedschapFout, match=melding):
        render.controleer_uitvoer(bestand)


# Choosing ------------------------------------------------------------


def _nep_quarto(map_: Path, regel: str) -> None:
    programma = map_ / "quarto"
    programma.write_text(f"#!/bin/sh\n{regel}\n")
    programma.chmod(programma.stat().st_mode | stat.S_IXUSR)


@pytest.mark.parametrize(
    ("regel", "keuze", "reden"),
    [
        (None, "ingebouwd", "niet gevonden"),
        ("echo 1.8.27", "ingebouwd", "ouder dan 1.9"),
        ("echo 1.9.38", "quarto", "1.9.38 gevonden"),
        ("echo 1.10.0", "quarto", "1.10.0 gevonden"),
        ("echo kapot", "ingebouwd", "niet gevonden"),
        ("exit 1", "ingebouwd", "niet gevonden"),
    ],
)
def test_keuze_van_de_renderer(tmp_path, monkeypatch, regel, keuze, reden):
    if regel:
        _nep_quarto(tmp_path, regel)
    monkeypatch.setenv("PATH", str(tmp_path))
    gekozen, waarom = render.kies_renderer("auto")
    assert gekozen == keuze
    assert reden in waarom
    assert "\n" not in waarom
    if keuze == "ingebouwd":
        with pytest.raises(GereedschapFout, match="make quarto"):
            render.kies_renderer("quarto")


def test_quarto_die_niets_maakt_is_een_fout(bron, tmp_path, monkeypatch):
    project = zet_klaar(tmp_path)
    _nep_quarto(tmp_path, '[ "$1" = --version ] && echo 1.9.38; exit 0')
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GereedschapFout, match=r"maakte geen jaarbericht\.html"):
        render.render(project, tmp_path / "uit", ["html"], "quarto")


def test_verkeerde_woorden():
    with pytest.raises(GebruiksFout, match="Onbekende renderer"):
        render.kies_renderer("latex")
    with pytest.raises(GebruiksFout, match="Onbekend formaat"):
        render.render(Path(), Path(), ["odt"])


def test_wat_voor_quarto_in_de_opslagplaats_is_gaat_niet_mee(bron, tmp_path):
    """A staged profile that calls ``make report`` would call itself."""
    _leg(bron / "_quarto-hier.yml", "project:\n  pre-render: make report\n")
    project = zet_klaar(tmp_path)
    assert [p.name for p in project.glob("_quarto*")] == ["_quarto.yml"]


def test_koppeltekens_blijven_koppeltekens_ook_met_de_pandoc_van_quarto(tmp_path):
    """The pandoc of Quarto 1.9 leaves them bare, as this one does without ``smart``; Typst sets a dash for two."""
    filter_ = tmp_path / "oude_pandoc.lua"
    eigen = (ROOT / "report" / "theme" / "brochure.lua").as_posix()
    filter_.write_text(f'PANDOC_VERSION = pandoc.types.Version("3.8.3")\nreturn dofile("{eigen}")\n', encoding="utf-8")
    tekst = "## De kop\\-\\-twee {#kop}\n\n\\<!\\-\\- x \\-\\-\\> *drie\\-\\-\\-*1) en x-y\n"
    typst = pypandoc.convert_text(tekst, "typst-smart", format="markdown", extra_args=["--lua-filter", str(filter_)])
    assert "== De kop-\\-twee" in typst
    assert "\\<!-\\- x -\\-\\> #emph[drie-\\-\\-]1) en x-y" in typst


# Two renderers, one result ------------------------------------------------------------


@pytest.mark.quarto
@pytest.mark.slow
@pytest.mark.skipif(
    (render.quarto_versie() or (0,)) < render.QUARTO_MINIMAAL, reason="Quarto 1.9 of nieuwer is niet geïnstalleerd"
)
@pytest.mark.parametrize("formaat", FORMATEN)
def test_quarto_geeft_dezelfde_woorden(bron, tmp_path, formaat):
    proza = (
        "Vooraf <b>vet</b>, {{< include /etc/passwd >}} en `x`{=html}.\n\n"
        "```{=typst}\n#panic()\n```\n\n```{python}\n1/0\n```\n"
    )
    project = zet_klaar(tmp_path, tekst=proza)
    teksten = []
    for renderer in ("ingebouwd", "quarto"):
        verslag = render.render(project, tmp_path / renderer, [formaat], renderer)
        assert verslag.renderer == renderer
        regels = [" ".join(r.split()) for r in render.tekst_van(verslag.bestanden[0]).splitlines()]
        teksten.append([r for r in regels if r])
    assert teksten[0] == teksten[1]
    assert len(teksten[0]) > 30
