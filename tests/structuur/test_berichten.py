"""Every message has an English version: the source is read, so a new sentence cannot be forgotten."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import pytest

from buurtrendement import cli, identification, leakgate, pipeline, verificatie
from buurtrendement.berichten import STANDAARDTAAL, toon, vertaal
from buurtrendement.berichten_en import BERICHTEN, SAMENGESTELD
from buurtrendement.errors import Probleem
from buurtrendement.schema import NOTATIES

PAKKET = Path(__file__).parents[2] / "src" / "buurtrendement"

# Calls whose words are shown to whoever gives a command.
MELDERS = {
    *("Probleem", "GebruiksFout", "GereedschapFout", "TabelFout", "Onleesbaar", "BadParameter", "Bevinding", "_Vondst"),
    *("weiger", "meld", "_meld", "_fout", "name_rows", "problems_for_rows", "teller"),
    *("zeg", "vertaal", "bevestig", "kies", "option", "version_option", "taaloptie"),
}
# Modules whose words are in the report, its pages or the notebooks, which have languages of their own; their errors
# are looked at all the same.
VAN_HET_BERICHT = {
    *("text", "charts", "begrippen", "excel", "formules", "importwoorden", "notebookpagina", "rendement", "schema"),
    *(
        "reeksindex",
        "signals",
        "tonen",
        "uncertainty",
        "vergelijken",
        "vergelijkpagina",
        "werkbank",
        "what_if",
        "results",
        "werkmapwoorden",
    ),
    *("berichten_en",),
}
# Calls whose words look like a message and are something else.
GEEN_MELDING = {"Definitie", "_fractie", "compile", "fullmatch", "search", "sub", "match", "Kolom", "Tabel"}
GEEN_BERICHT = {
    # Examples in the files of a new year.
    "We hebben samen een lijst gemaakt.",
    "Standaard voor maatschappelijke kosten-batenanalyses.",
    # Names of packages, tools and commands, the same in every language.
    "Source Sans Pro",
    "pandoc {}",
    "make notebooks",
    "pip install --force-reinstall pypandoc-binary",
    "pip install --force-reinstall font-source-sans-pro",
    "Typst: {}",
    "buurtrendement %(version)s",
}

_ZIN = re.compile(r"[\w'{(].* .*[.?]", re.DOTALL)
_GAT = re.compile(r"\{\w*\}")


def _sjabloon(knoop: ast.AST) -> str | None:
    """The words of a text in the source, with ``{}`` for what is filled in; ``None`` for anything else."""
    match knoop:
        case ast.Constant(value=str(tekst)):
            return tekst
        case ast.JoinedStr(values=delen):
            return "".join(str(d.value) if isinstance(d, ast.Constant) else "{}" for d in delen)
        case ast.BinOp(left=links, op=ast.Add(), right=rechts):
            paar = _sjabloon(links), _sjabloon(rechts)
            return None if paar == (None, None) else "".join("{}" if deel is None else deel for deel in paar)
    return None


def _teksten(
    knoop: ast.AST, gezegd: tuple[type[ast.AST], ...], melding: bool = False
) -> Iterator[tuple[ast.AST, str, bool]]:
    """Every text below a node, and whether it is said: in a call that says something, or in a node of these types."""
    if isinstance(knoop, ast.Expr) and isinstance(knoop.value, ast.Constant):
        return  # a docstring
    if isinstance(knoop, ast.Call):
        naam = getattr(knoop.func, "attr", getattr(knoop.func, "id", ""))
        if naam in GEEN_MELDING:
            return
        melding = naam in MELDERS or (melding and naam not in ("get", "getattr"))
    elif isinstance(knoop, gezegd):
        melding = True
    tekst = _sjabloon(knoop)
    if tekst is not None:
        yield knoop, tekst, melding
        # Of what is filled in the words are looked at too; whether they are said is not known.
        binnen = [d.value for d in ast.walk(knoop) if isinstance(d, ast.FormattedValue)]
        yield from (gevonden for deel in binnen for gevonden in _teksten(deel, gezegd))
    else:
        for deel in ast.iter_child_nodes(knoop):
            yield from _teksten(deel, gezegd, melding)


def _berichten(bestand: Path) -> Iterator[tuple[int, str]]:
    van_het_bericht = bestand.relative_to(PAKKET).parts[0].removesuffix(".py") in VAN_HET_BERICHT
    gezegd = () if van_het_bericht else (ast.Yield, ast.YieldFrom)  # what was done, line by line
    for knoop, tekst, melding in _teksten(ast.parse(bestand.read_text(encoding="utf-8")), gezegd):
        if " " not in tekst.strip() or tekst in GEEN_BERICHT or not re.search("[a-z]{3}", _GAT.sub("", tekst)):
            continue
        if melding or (not van_het_bericht and _ZIN.fullmatch(tekst) and not re.search(r"[\\<>|#]", tekst)):
            yield getattr(knoop, "lineno", 0), tekst


def _kaal(tekst: str) -> str:
    """Only the words: names of gaps and spaces around it do not count."""
    return _GAT.sub("{}", tekst).strip()


BEKEND = frozenset(map(_kaal, [*BERICHTEN, *SAMENGESTELD]))


def _heeft_vertaling(tekst: str) -> bool:
    """Whether the whole text is an entry, or each row of sentences of which it consists."""
    zinnen = re.split(r"(?<=[.?!]) ", _kaal(tekst))
    while zinnen:
        for aantal in range(len(zinnen), 0, -1):
            deel = " ".join(zinnen[:aantal])
            if deel in BEKEND or not re.search("[A-Za-z]", deel):
                del zinnen[:aantal]
                break
        else:
            return False
    return True


@pytest.mark.parametrize("bestand", sorted(PAKKET.rglob("*.py")), ids=lambda p: p.relative_to(PAKKET).as_posix())
def test_every_message_has_an_english_version(bestand: Path) -> None:
    zonder = [f"line {regel}: {tekst!r}" for regel, tekst in _berichten(bestand) if not _heeft_vertaling(tekst)]
    assert not zonder, f"{bestand.name}: give these an entry in berichten_en.py\n" + "\n".join(zonder)


def test_no_entry_is_left_of_a_message_that_is_gone() -> None:
    gezegd: set[str] = set()
    for bestand in PAKKET.rglob("*.py"):
        if bestand.stem != "berichten_en":
            boom = ast.parse(bestand.read_text(encoding="utf-8"))
            for tekst in {_kaal(t) for knoop in ast.walk(boom) if (t := _sjabloon(knoop)) is not None}:
                gezegd |= {tekst, *re.split(r"(?<=[.?!]) ", tekst)}
                gezegd |= {" ".join(alinea.split()) for alinea in tekst.split("\n\n")}  # help of a command
    assert not [nl for nl in BERICHTEN if _kaal(nl) not in gezegd]


def test_words_that_are_filled_in_have_an_english_version() -> None:
    soorten = {
        waarde
        for naam, waarde in vars(leakgate).items()
        if naam.isupper() and naam[0] != "_" and isinstance(waarde, str)
    }
    for woord in (*NOTATIES.values(), *identification.SOORTEN.values(), *soorten, *verificatie.GROEPEN.values()):
        assert woord in BERICHTEN or f"{woord} {{naam}}: {{WAT}}." in SAMENGESTELD, woord


def test_help_has_an_english_version() -> None:
    for naam, opdracht in {"": cli.groep, **cli.groep.commands}.items():
        hulp = [opdracht.help or ""]
        hulp += [p.help or "" for p in opdracht.params if isinstance(p, click.Option) and "--help" not in p.opts]
        for alinea in (a for tekst in hulp for a in inspect.cleandoc(tekst).split("\n\n")):
            assert " ".join(alinea.split()) in BERICHTEN, f"{naam}: {alinea}"


@pytest.mark.parametrize("lijst", [BERICHTEN, SAMENGESTELD], ids=["berichten", "samengesteld"])
def test_translations_fill_in_the_same_things(lijst: Mapping[str, str]) -> None:
    for nl, en in lijst.items():
        assert sorted(re.findall(r"\{(\w+)\}", nl)) == sorted(re.findall(r"\{(\w+)\}", en)), nl
        assert (nl[-1:] in ".?") == (en[-1:] in ".?"), nl
        assert not re.search(r"[{}]", re.sub(r"\{\w+\}|'\{\{<'", "", en)), en


def test_two_entries_never_have_the_same_words() -> None:
    kaal = [_GAT.sub("{}", nl) for nl in (*BERICHTEN, *SAMENGESTELD)]
    assert len(set(kaal)) == len(kaal)


@pytest.mark.parametrize(
    ("nl", "en"),
    [
        ("verwacht een van: ja, nee.", "expected one of: ja, nee."),
        (
            "deze cel is leeg; verwacht een geheel getal, zoals 12.",
            "this cell is empty; expected a whole number, such as 12.",
        ),
        (
            "deze kolommen worden niet gebruikt: 'memo', 2 zonder bruikbare naam.",
            "these columns are not used: 'memo', 2 without a usable name.",
        ),
        (
            "verwacht een van: kort, lang. Dit geldt voor deze en nog 14 regels.",
            "expected one of: kort, lang. This holds for this row and 14 more.",
        ),
        (
            "uren.csv, rij 3, kolom 'uren': verwacht een getal met een decimale komma, zoals 96,5. Vul de cel in.",
            "uren.csv, row 3, column 'uren': expected a number with a decimal comma, such as 96,5. Fill in the cell.",
        ),
        (
            "cijfers van vorig jaar: verwacht acht kolommen met een getal of niets onder 'waarde'.",
            "last year's figures: expected eight columns with a number or nothing under 'waarde'.",
        ),
        (
            "Quarto is niet gevonden; de ingebouwde renderer maakt hetzelfde jaarbericht",
            "Quarto was not found; the built-in renderer makes the same report",
        ),
        ("notebooks uitvoeren (niets gewijzigd)", "executing the notebooks (nothing changed)"),
        ("notebooks uitvoeren", "executing the notebooks"),
        ("discontovoet: verwacht een waarde van 0 tot en met 1.", "discontovoet: expected a value from 0 to 1."),
        (
            "Het sleutelbestand is geen sleutel: verwacht 64 tekens 0-9 en a-f.",
            "The key file is no key: expected 64 characters 0-9 and a-f.",
        ),
        (
            "De uitvoer is niet geplaatst, want er staan sporen van deze computer in:\n"
            "- notebooks/a.html: een pad op deze computer (bladzijde 3)\n- b.json: een pad op deze computer (tekst)",
            "The output was not put in place, because it holds traces of this computer:\n"
            "- notebooks/a.html: a path on this computer (page 3)\n- b.json: a path on this computer (text)",
        ),
        (
            "export.csv: voorstel voor uren.csv\n  Uren → uren.directe_uren\nKlopt dit?",
            "export.csv: proposal for uren.csv\n  Uren → uren.directe_uren\nIs this right?",
        ),
        ("deze waarde valt buiten wat mag: 1 tot en met 5.", "this value lies outside what is allowed: 1 to 5."),
        (
            "gezinnen.csv, rij 4, kolom 'gezin': dit gezin staat al in rij 3. Verwijder deze regel.",
            "gezinnen.csv, row 4, column 'gezin': this gezin is already in row 3. Remove this row.",
        ),
        ("versie pandas: anders.", "version pandas: different."),
    ],
)
def test_parts_that_are_filled_in_are_translated_in_turn(nl: str, en: str) -> None:
    assert vertaal(nl, "en") == en
    assert vertaal(nl, STANDAARDTAAL) is nl


@pytest.mark.parametrize(
    "tekst", ["", "Dit zegt niemand.", "x: y", "{}", "WARN: iets van Quarto", "rij", "a. B. C.", "{bestand}"]
)
def test_what_is_not_known_stays_as_it_is(tekst: str) -> None:
    assert vertaal(tekst, "en") == tekst


def test_known_sentences_beside_unknown_ones_are_translated() -> None:
    assert vertaal("Dit zegt niemand. Vul de cel in.", "en") == "Dit zegt niemand. Fill in the cell."


def test_a_problem_is_the_same_line_in_dutch() -> None:
    probleem = Probleem("uren.csv", 3, "uren", "dit getal is negatief.", "Verwacht nul of meer.", "waarschuwing")
    assert toon(probleem, STANDAARDTAAL) == str(probleem)
    assert toon(probleem, "en") == "uren.csv, row 3, column 'uren': this number is negative. Expected zero or more."
    assert toon(Probleem("uren.csv", boodschap="dit bestand ontbreekt."), "en") == "uren.csv: this file is missing."


@pytest.mark.parametrize("rij", [None, 3])
@pytest.mark.parametrize("kolom", [None, "einddatum"])
def test_warnings_after_a_report_are_in_its_language(rij: int | None, kolom: str | None) -> None:
    probleem = Probleem("oude lijst.csv", rij, kolom, "deze cel is leeg.", "Vul de cel in.", "waarschuwing")
    opmaak = "3 tekens staan niet in het lettertype (bijvoorbeeld een emoji). In de PDF staat daar een vraagteken."
    over_gegevens, over_opmaak = pipeline.in_taal([probleem], [opmaak], "en")
    assert over_gegevens.startswith("oude lijst.csv")
    assert over_gegevens.endswith(": this cell is empty. Fill in the cell.")
    assert over_opmaak.startswith("3 characters are not in the typeface")
    assert pipeline.in_taal([probleem], [opmaak], "nl") == (str(probleem), opmaak)
