"""The house style as data: colours and type from ``_brand.yml``, and the files that staging makes from them.

One source for report, charts and Word template. Both renderers get the colours as ``theme/kleuren.css`` and
``theme/kleuren.typ``, so that neither depends on Quarto's own reading of the brand file.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import yaml

from buurtrendement.errors import GereedschapFout
from buurtrendement.paths import project_root

FAMILIE = "Source Sans Pro"
# The subset is a changed version of the font; its licence (OFL) reserves the name 'Source', hence another one.
FAMILIE_SUBSET = "Buurt Sans"
HEX = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True)
class Letter:
    """One font file of the family: its weight (CSS, 100-900), whether it is italic, and the path of the TTF."""

    gewicht: int
    cursief: bool
    bestand: Path


# Exactly the weights that css and Typst partials use.
GEBRUIKT = (
    ("", 400, False),
    ("It", 400, True),
    ("Semibold", 600, False),
    ("SemiboldIt", 600, True),
    ("Black", 900, False),
)

# What a Dutch or English report can contain; anything else falls back to the reader's own font.
TEKENS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *(ord(c) for c in "‐‑‒–—‘’‚“”„†‡•…‰′″‹›⁄€™−≈≠≤≥←↑→↓ȘșȚț\u2009\u202f"),
)

# OpenType features and lines of the name table that stay in the subset.
KENMERKEN = ("kern", "liga", "lnum", "tnum", "locl", "ccmp", "mark", "mkmk", "sups")
NAAMREGELS = (0, 1, 2, 3, 4, 6, 13, 14)


def _merk(bestand: Path) -> dict[str, object]:
    return _gelezen_merk(bestand.read_text(encoding="utf-8"), bestand.name)


@lru_cache(maxsize=4)
def _gelezen_merk(tekst: str, naam: str) -> dict[str, object]:
    # Keyed by the text: a brand that changes while `watch` runs is seen.
    inhoud = yaml.safe_load(tekst)
    if not isinstance(inhoud, dict):
        raise GereedschapFout(f"{naam} is leeg of geen geldig merkbestand.")
    return inhoud


def kleuren(root: Path | None = None) -> Mapping[str, str]:
    """Name -> ``#RRGGBB`` of the palette in ``_brand.yml`` (``groen``, ``groen_diep``, ``oranje``, ``zon``, ...).

    Raises:
        GereedschapFout: when the file has no palette or a colour is not six hexadecimal digits.
    """
    merk = _merk((root or project_root()) / "_brand.yml")
    kleur = merk.get("color")
    palet = kleur.get("palette") if isinstance(kleur, dict) else None
    if not isinstance(palet, dict) or not palet:
        raise GereedschapFout("_brand.yml mist color: palette:.")
    for naam, waarde in palet.items():
        if not isinstance(waarde, str) or not HEX.fullmatch(waarde):
            raise GereedschapFout(f"_brand.yml: kleur '{naam}' moet de vorm #RRGGBB hebben.")
    return MappingProxyType(dict(palet))


def kleuren_css(root: Path | None = None) -> str:
    """Custom properties: ``--groen-diep: #0D3B32;``."""
    regels = [f"  --{naam.replace('_', '-')}: {waarde};" for naam, waarde in kleuren(root).items()]
    return ":root {\n" + "\n".join(regels) + "\n}\n"


def kleuren_typ(root: Path | None = None) -> str:
    """Typst definitions: ``#let groen_diep = rgb("#0D3B32")``."""
    return "".join(f'#let {naam} = rgb("{waarde}")\n' for naam, waarde in kleuren(root).items())


@lru_cache(maxsize=1)
def tekens() -> frozenset[int]:
    """Code points that every style of the letter can show, with those that are never drawn."""
    import uharfbuzz  # noqa: PLC0415 - only for the report

    gezichten = (uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(letter.bestand))) for letter in letters())
    sets = [frozenset(gezicht.unicodes) for gezicht in gezichten]
    return frozenset.intersection(*sets).union(range(0x20), ONZICHTBAAR)


def tekens_typ() -> str:
    """``onbekend``: a Typst expression for characters without a glyph, which a PDF/A cannot hold at all."""
    reeksen: list[list[int]] = []
    for teken in sorted(tekens()):
        if reeksen and reeksen[-1][1] == teken - 1:
            reeksen[-1][1] = teken
        else:
            reeksen.append([teken, teken])
    klasse = "".join(f"\\\\u{{{van:x}}}-\\\\u{{{tot:x}}}" for van, tot in reeksen)
    return f'#let onbekend = regex("[^{klasse}]")\n'


def kleur_in(sjabloon: str, root: Path | None = None) -> str:
    """A drawing of the theme with ``@naam@`` replaced by the colour of that name."""
    palet = kleuren(root)

    def waarde(treffer: re.Match[str]) -> str:
        if treffer[1] not in palet:
            raise GereedschapFout(
                f"report/theme: de tekening vraagt om kleur '{treffer[1]}', die niet in _brand.yml staat."
            )
        return palet[treffer[1]]

    return re.sub(r"@([a-z_]+)@", waarde, sjabloon)


def tekeningen_css(tekeningen: Iterable[Path]) -> str:
    """Coloured drawings as custom properties, ``--omslag: url("data:...")``: decoration, so no part of the content."""
    regels = []
    for pad in tekeningen:
        data = base64.b64encode(pad.read_bytes()).decode("ascii")
        regels.append(f'  --{pad.stem}: url("data:image/svg+xml;base64,{data}");')
    return ":root {\n" + "\n".join(regels) + "\n}\n"


# Joiners, direction marks, soft hyphens and variation selectors: they change their neighbours and have no glyph.
ONZICHTBAAR = (
    *(0x00AD, 0x00A0, 0xFEFF), *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
)  # fmt: skip


def letters() -> tuple[Letter, ...]:
    """The font files in use, from the Python package that carries them together with their licence."""
    import font_source_sans_pro as pakket  # noqa: PLC0415 - only the report needs it

    uit = []
    for naam, gewicht, cursief in GEBRUIKT:
        pad = pakket.font_files_ttf.get("SourceSansPro" + naam)
        if pad is None:
            raise GereedschapFout(f"Het pakket font-source-sans-pro mist de letter {naam or 'Regular'}.")
        uit.append(Letter(gewicht, cursief, Path(pad)))
    return tuple(uit)


def licentie() -> Path:
    """The text of the SIL Open Font License that comes with the font files."""
    return letters()[0].bestand.parent / "LICENSE.txt"


def lettertype_sleutel() -> str:
    """Changes with the font files or with what is kept of them: a subset under the same key may be used again."""
    som = hashlib.sha256(repr((FAMILIE_SUBSET, TEKENS, GEBRUIKT, KENMERKEN, NAAMREGELS)).encode())
    for letter in letters():
        som.update(letter.bestand.read_bytes())
    return som.hexdigest()[:16]


def bewaarde_lettertype_css(bron: Path) -> str | None:
    """The style sheet in ``bron`` (made by ``python -m buurtrendement.theme``) if it fits today's fonts, else None."""
    try:
        css = bron.read_text(encoding="utf-8")
    except OSError:
        return None
    return css if lettertype_sleutel() in css.partition("\n")[0] else None


@lru_cache(maxsize=8)
def subset_woff2(bestand: Path) -> bytes:
    """The font reduced to :data:`TEKENS`, renamed to :data:`FAMILIE_SUBSET`, as woff2; the same bytes every time.

    Copyright and licence stay in the name table.
    """
    from fontTools import subset  # noqa: PLC0415 - slow to import
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    opties = subset.Options()
    opties.flavor = "woff2"
    opties.layout_features = list(KENMERKEN)
    opties.name_IDs = list(NAAMREGELS)
    opties.hinting = False
    opties.recalc_timestamp = False
    font = TTFont(bestand, recalcTimestamp=False)
    snijder = subset.Subsetter(opties)
    snijder.populate(unicodes=TEKENS)
    snijder.subset(font)
    for regel in font["name"].names:
        if regel.nameID in (1, 3, 4, 6):
            nieuw = FAMILIE_SUBSET.replace(" ", "") if regel.nameID == 6 else FAMILIE_SUBSET
            regel.string = nieuw
    font.flavor = "woff2"
    uit = io.BytesIO()
    font.save(uit)
    return uit.getvalue()


def lettertype_css() -> str:
    """``@font-face`` rules with every subset embedded once as a data address."""
    regels = [
        f"/* {FAMILIE_SUBSET}: a subset of {FAMILIE}, SIL Open Font License 1.1, (c) Adobe Systems Incorporated "
        f"({lettertype_sleutel()}). */"
    ]
    for letter in letters():
        data = base64.b64encode(subset_woff2(letter.bestand)).decode("ascii")
        regels.append(
            f'@font-face {{ font-family: "{FAMILIE_SUBSET}"; font-weight: {letter.gewicht}; '
            f"font-style: {'italic' if letter.cursief else 'normal'}; font-display: swap; "
            f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}'
        )
    return "\n".join(regels) + "\n"


# Word ------------------------------------------------------------

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _alineastijl(naam: str, opmaak: str, alinea: str = "", basis: str = "BodyText") -> str:
    sleutel = naam.replace(" ", "")
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{sleutel}"><w:name w:val="{naam}"/>'
        f'<w:basedOn w:val="{basis}"/><w:qFormat/><w:pPr>{alinea}</w:pPr><w:rPr>{opmaak}</w:rPr></w:style>'
    )


def _eigen_stijlen(k: Mapping[str, str]) -> str:
    def kleur(naam: str) -> str:
        return f'<w:color w:val="{k[naam][1:]}"/>'

    def vlak(naam: str) -> str:
        return f'<w:shd w:val="clear" w:color="auto" w:fill="{k[naam][1:]}"/>'

    def lijn(naam: str) -> str:
        return f'<w:pBdr><w:left w:val="single" w:sz="36" w:space="8" w:color="{k[naam][1:]}"/></w:pBdr>'

    inspringen = '<w:ind w:left="284" w:right="284"/>'
    return "".join(
        (
            _alineastijl(
                "Kengetal",
                f'<w:b/>{kleur("groen")}<w:sz w:val="56"/>',
                f'<w:keepNext/>{lijn("groen")}{vlak("zand")}<w:spacing w:before="240" w:after="0"/>{inspringen}',
            ),
            _alineastijl(
                "Kengetal Label",
                "",
                f'{lijn("groen")}{vlak("zand")}<w:spacing w:before="0" w:after="160"/>{inspringen}',
            ),
            _alineastijl(
                "Citaat",
                f'<w:i/>{kleur("inkt")}<w:sz w:val="28"/>',
                f'<w:keepNext/>{vlak("oranje_licht")}<w:spacing w:before="240" w:after="0"/>{inspringen}',
            ),
            _alineastijl(
                "Citaat Rol",
                kleur("oranje_diep"),
                f'{vlak("oranje_licht")}<w:spacing w:before="0" w:after="240"/>{inspringen}',
            ),
            _alineastijl(
                "Kader Titel",
                f'<w:b/>{kleur("groen")}<w:sz w:val="26"/>',
                f'<w:keepNext/>{lijn("groen")}{vlak("groen_licht")}<w:spacing w:before="240" w:after="0"/>{inspringen}',
            ),
            _alineastijl(
                "Kader", "", f'{lijn("groen")}{vlak("groen_licht")}<w:spacing w:before="60" w:after="60"/>{inspringen}'
            ),
            _alineastijl("Figuur Titel", f'<w:b/>{kleur("groen")}<w:sz w:val="24"/>', "<w:keepNext/>"),
            _alineastijl("Samenvatting", '<w:sz w:val="26"/>', lijn("zon") + inspringen),
            _alineastijl("Bijsluiter", f'{kleur("zacht")}<w:sz w:val="18"/>'),
        )
    )


def _stijlen(tekst: str, k: Mapping[str, str]) -> str:
    """The styles of pandoc's document in the look of the brochure, and the styles of its own parts behind them."""

    def zet(sleutel: str, opmaak: str, alinea: str = "", tabel: str = "") -> None:
        nonlocal tekst
        stijl = re.search(rf'<w:style [^>]*w:styleId="{sleutel}".*?</w:style>', tekst, re.S)
        if stijl is None:
            raise GereedschapFout(f"De standaardstijlen van pandoc missen '{sleutel}'.")
        kop = re.split(r"<w:pPr|<w:rPr|<w:tblPr|</w:style>", stijl[0], maxsplit=1)[0]
        tekst = tekst.replace(stijl[0], f"{kop}{alinea}<w:rPr>{opmaak}</w:rPr>{tabel}</w:style>")

    def letter(grootte: float, kleur: str, dik: bool = True) -> str:
        maat = round(2 * grootte)
        return (
            "<w:b/>" if dik else ""
        ) + f'<w:color w:val="{k[kleur][1:]}"/><w:sz w:val="{maat}"/><w:szCs w:val="{maat}"/>'

    def kop(niveau: int, voor: int, na: int, rand: str = "") -> str:
        return (
            f'<w:pPr><w:keepNext/><w:keepLines/>{rand}<w:spacing w:before="{voor}" w:after="{na}"/>'
            f'<w:outlineLvl w:val="{niveau - 1}"/></w:pPr>'
        )

    vlak = f'<w:shd w:val="clear" w:color="auto" w:fill="{k["groen_diep"][1:]}"/>'
    balk = f'<w:pBdr><w:top w:val="single" w:sz="36" w:space="6" w:color="{k["groen"][1:]}"/></w:pBdr>'
    omslag = '<w:ind w:left="284" w:right="284"/>'
    zet("Title", letter(34, "wit"), f'<w:pPr>{vlak}<w:spacing w:before="0" w:after="0"/>{omslag}</w:pPr>')
    zet(
        "Subtitle",
        letter(16, "zon", dik=False),
        f'<w:pPr>{vlak}<w:spacing w:before="0" w:after="360"/>{omslag}</w:pPr>',
    )
    zet("Heading1", letter(22, "groen"), kop(1, 560, 160, balk))
    zet("Heading2", letter(15, "groen"), kop(2, 320, 80))
    zet("Heading3", letter(12, "oranje_diep"), kop(3, 240, 60))
    zet("Caption", letter(9.5, "zacht", dik=False), '<w:pPr><w:spacing w:before="120" w:after="120"/></w:pPr>')
    zet("BodyText", "", '<w:pPr><w:spacing w:before="0" w:after="140" w:line="276" w:lineRule="auto"/></w:pPr>')
    zet("Compact", "", '<w:pPr><w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/></w:pPr>')
    zet("Table", '<w:sz w:val="18"/><w:szCs w:val="18"/>', tabel=_tabelstijl(k))
    tekst = re.sub(r'(<w:rPrDefault>.*?)<w:sz w:val="\d+" ?/>', r'\g<1><w:sz w:val="21"/>', tekst, flags=re.S)
    # A theme colour would win over the value beside it, so the whole element goes.
    tekst = re.sub(r'<w:color [^>]*themeColor="accent1"[^>]*/>', f'<w:color w:val="{k["groen"][1:]}"/>', tekst)
    return tekst.replace("</w:styles>", _eigen_stijlen(k) + "</w:styles>")


def _tabelstijl(k: Mapping[str, str]) -> str:
    """Thin rules between the rows, a strong one under the head."""

    def lijn(plaats: str, dikte: int, kleur: str) -> str:
        return f'<w:{plaats} w:val="single" w:sz="{dikte}" w:space="0" w:color="{k[kleur][1:]}"/>'

    marge = "".join(f'<w:{kant} w:w="{wit}" w:type="dxa"/>' for kant, wit in (("left", 0), ("right", 140)))
    return (
        f"<w:tblPr><w:tblBorders>{lijn('bottom', 4, 'lijn')}{lijn('insideH', 4, 'lijn')}</w:tblBorders>"
        f"<w:tblCellMar>{marge}</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="{k["groen"][1:]}"/></w:rPr>'
        f'<w:tcPr><w:tcBorders>{lijn("bottom", 12, "groen")}</w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr>'
        "</w:tblStylePr>"
    )


def referentie_docx(standaard: bytes, root: Path | None = None) -> bytes:
    """pandoc's own reference document (``standaard``) in the house colours, A4, with styles for the own parts."""
    k = kleuren(root)
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(standaard)) as oud, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as nieuw:
        for naam in sorted(oud.namelist()):
            data = oud.read(naam)
            if naam == "word/styles.xml":
                data = _stijlen(data.decode("utf-8"), k).encode("utf-8")
            elif naam == "word/fontTable.xml":
                anders = f'<w:font w:name="{FAMILIE}"><w:altName w:val="Calibri"/><w:family w:val="swiss"/></w:font>'
                data = data.replace(b"</w:fonts>", anders.encode() + b"</w:fonts>")
            elif naam.startswith("word/theme/"):
                data = re.sub(r'(<a:latin typeface=")[^"]*"', rf'\g<1>{FAMILIE}"', data.decode("utf-8")).encode("utf-8")
            elif naam == "word/document.xml":
                a4 = (
                    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" '
                    'w:left="1417" '
                    'w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
                )
                data = data.decode("utf-8").replace("</w:sectPr>", a4).encode("utf-8")
            nieuw.writestr(zipfile.ZipInfo(naam, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return uit.getvalue()


if __name__ == "__main__":
    # Cutting five fonts takes seconds; the result is part of the project, so that a report does not wait for it.
    (project_root() / "report" / "theme" / "lettertype.css").write_text(
        lettertype_css(), encoding="utf-8", newline="\n"
    )
