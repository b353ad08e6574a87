"""The words of the report: signs, ranges, hidden values, hostile text, and two editions that say the same."""

from __future__ import annotations

import dataclasses
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buurtrendement import begrippen, ingest, kengetallen, rendement, results, schema, signals, uncertainty
from buurtrendement import text as tekst
from buurtrendement.aannames import BEKEND
from buurtrendement.cijfernamen import NAMEN
from buurtrendement.text import definities_en, zinnen
from buurtrendement.text.catalogus import Catalogus
from buurtrendement.text.checklist import AANTAL_PUNTEN
from buurtrendement.text.en_teksten import TEKSTEN as EN
from buurtrendement.text.lezer import Bereik, Lezer
from buurtrendement.text.nl_teksten import TEKSTEN as NL
from buurtrendement.text.opmaak import markdown_literal, pijptabel, veilig, vindplaats
from fabriek import maak_jaar

NL_CAT, EN_CAT = Catalogus("nl"), Catalogus("en")
NBSP = "\N{NO-BREAK SPACE}"


def bereken(
    map_: Path, *, verborgen: tuple[str, ...] = (), overrides: dict[str, float | str] | None = None
) -> results.Uitkomst:
    """All steps without disclosure control: what is hidden is chosen by the test."""
    jaar = ingest.read_year(map_, overrides or {})
    cijfers = kengetallen.compute(jaar).onderdruk(verborgen)
    opbrengst, gevoeligheid = uncertainty.compute(jaar, rendement.compute(jaar))
    return results.build(jaar, cijfers, opbrengst, gevoeligheid, signals.find(jaar, cijfers, opbrengst))


@pytest.fixture(scope="module")
def volledig(tmp_path_factory: pytest.TempPathFactory) -> results.Uitkomst:
    return bereken(maak_jaar(tmp_path_factory.mktemp("volledig"), volledig=True))


@pytest.fixture(scope="module")
def kaal(tmp_path_factory: pytest.TempPathFactory) -> results.Uitkomst:
    return bereken(maak_jaar(tmp_path_factory.mktemp("kaal")))


def plat(markdown: str) -> str:
    """What a reader sees of inline Markdown; Quarto reads metadata with the same reader."""
    return pypandoc.convert_text(markdown, "plain", format="markdown+smart", extra_args=["--wrap=none"]).strip()


# -- literal text -------------------------------------------------------------------------------------------------


VIJANDIG = (
    "*vet* _schuin_ **dik** `code` ~~weg~~",
    "{{< meta kf.geheim >}} {{< include /etc/passwd >}}",
    "<script>alert(1)</script> <b>x</b> &lt; &#65;",
    "[link](https://example.org) ![beeld](x.png) [^1] @fig-x @citaat #kop",
    "$x^2$ \\(y\\) \\newline x~1~ y^2^",
    "a | b | c",
    "12. geen lijst",
    "- geen lijst",
    "# geen kop",
    ": geen bijschrift {#tbl-x}",
    ":::: {.kader}",
    "`echo`{=html} [x]{.klas}",
    "aanhaling \"dubbel\" en 'enkel' ... en -- streep",
    "--- \n ... \n regel twee",
    "=SOM(A1)",
    "https://example.org/?a=1&b=2",
    "€ 1.000,- (100%) – één ’s morgens",
)


@pytest.mark.parametrize("hostile", VIJANDIG)
def test_literal_text_shows_every_character(hostile: str) -> None:
    verwacht = " ".join(hostile.split())
    assert plat(markdown_literal(hostile)) == verwacht
    tabel = pijptabel(["kop"], [[markdown_literal(hostile)]])
    cel = pypandoc.convert_text(tabel, "html", format="markdown+smart", extra_args=["--wrap=none"])
    assert cel.count("<td") == 1
    assert "<script" not in cel
    assert "<strong" not in cel


def test_literal_text_in_an_attribute() -> None:
    kwaad = 'x" onload="alert(1)} ::: {.y}'
    html = pypandoc.convert_text(
        f'::: {{.citaat rol="{markdown_literal(kwaad)}"}}\ntekst\n:::\n', "html", format="markdown"
    )
    assert html.count("onload") == 1
    assert "&quot; onload=&quot;" in html


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=string.printable + "é€–’\u202e\u200b", max_size=40))
def test_literal_text_never_holds_markup(waarde: str) -> None:
    uit = markdown_literal(waarde)
    kaal = re.sub(r"&#\d+;", "", uit)
    assert not set(kaal) & set(string.punctuation)
    assert "\n" not in uit
    assert "\u202e" not in uit


@pytest.mark.parametrize(
    "zin", ["12. Twaalf", "- min", "a... b", "x -- y", "{{< meta x >}}", "*a*", "€ -12.000 tot € 3,50", 'een "woord"']
)
def test_a_sentence_of_our_own_stays_as_it_is(zin: str) -> None:
    assert plat(veilig(zin)) == zin


def test_ordinary_sentence_stays_readable_in_the_metadata() -> None:
    zin = f"In 2021 was het € 5.500 tot € 18.900 (100%); dat is 's winters zo.{NBSP}"
    assert veilig(zin) == zin


@pytest.mark.parametrize(
    ("waar", "doel"),
    [
        ("rwseconomie.nl/discontovoet", "https://rwseconomie.nl/discontovoet"),
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("data/README.md", None),
        ("Archief van de gemeente, doos 3", None),
        ("javascript:alert(1)", None),
        ("https://example.org/) [x](y", None),
        ("file:///etc/passwd", None),
    ],
)
def test_only_a_web_address_becomes_a_link(waar: str, doel: str | None) -> None:
    html = pypandoc.convert_text(vindplaats(waar), "html", format="markdown", extra_args=["--wrap=none"])
    assert re.findall(r'href="([^"]*)"', html) == ([] if doel is None else [doel])
    assert plat(vindplaats(waar)).replace("\u200b", "") == waar


def test_pipe_table_refuses_ragged_rows() -> None:
    with pytest.raises(ValueError, match="cellen"):
        pijptabel(["a", "b"], [["1"]])


# -- signs and ranges ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("laag", "hoog", "verwacht"),
    [
        (5_500, 18_900, f"een winst van €{NBSP}5.500 tot €{NBSP}18.900"),
        (-12_000, -12_000, f"een verlies van €{NBSP}12.000"),
        (-12_000, -500.5, f"een verlies van €{NBSP}501 tot €{NBSP}12.000"),
        (-11_390, 1_427, f"iets tussen een verlies van €{NBSP}11.390 en een winst van €{NBSP}1.427"),
        (1_427, -11_390, f"iets tussen een verlies van €{NBSP}11.390 en een winst van €{NBSP}1.427"),
        (0.2, -0.3, "precies quitte"),
        (-0.2, 100, f"een winst van €{NBSP}0 tot €{NBSP}100"),
    ],
)
def test_a_result_is_named_after_its_sign(laag: float, hoog: float, verwacht: str) -> None:
    assert zinnen.saldo(NL_CAT, Bereik(laag, hoog)) == verwacht


@pytest.mark.parametrize(
    ("laag", "hoog", "verwacht"), [(1, 2, 1), (-2, -1, -1), (-1, 1, 0), (0, 0, 0), (0.4, 0.4, 0), (-0.4, 3, 1)]
)
def test_sign(laag: float, hoog: float, verwacht: int) -> None:
    assert zinnen.teken(Bereik(laag, hoog)) == verwacht


def test_missing_amount_is_no_zero() -> None:
    assert zinnen.saldo(NL_CAT, Bereik(None, 3.0)) == NL["geen_bedrag"]
    assert zinnen.teken(Bereik(None, None)) is None


def test_chance_from_draws_is_never_certain() -> None:
    assert NL_CAT.kans(1.0) == "meer dan 99%"
    assert NL_CAT.kans(0.0) == "minder dan 1%"
    assert NL_CAT.kans(0.91) == "91%"


def test_a_loss_is_called_a_loss_everywhere(tmp_path: Path) -> None:
    duur = bereken(maak_jaar(tmp_path, kosten=lambda t: t.replace("12000;12000", "90000;90000")))
    kf = tekst.cijfers(duur)
    assert kf["tegel_rendement_label"].startswith("verlies")
    assert "-" not in kf["tegel_rendement"]
    assert "een verlies van" in kf["zin_rendement_kern"]
    assert "winst van" not in kf["zin_rendement_kern"]
    assert "De richting is twee keer gelijk" in kf["zin_rust_op_nulalternatief"]
    assert "minder dan 1%" in kf["zin_kans_kern"]


def test_the_conclusion_rests_on_the_counterfactual(volledig: results.Uitkomst) -> None:
    kf = tekst.cijfers(volledig)
    assert "hangt dus vooral af van wat er anders was gebeurd" in kf["zin_rust_op_nulalternatief"]
    assert "tot" in kf["tegel_rendement"]
    assert "als alles was gebleven zoals het was" in kf["tegel_rendement_uitleg"]
    assert "extrapolatie" in kf["zin_extrapolatie"]


def test_ranges_travel_with_amounts(volledig: results.Uitkomst) -> None:
    tabel = tekst.tabellen(volledig)["casussen"]
    assert f"winst €{NBSP}5.500 tot €{NBSP}18.900" in tabel
    assert f"verlies €{NBSP}12.000" in tabel
    assert f"€{NBSP}43.808" in tabel


def test_the_result_is_that_of_society_and_says_whether_it_holds_transfers(
    tmp_path: Path, volledig: results.Uitkomst
) -> None:
    kf = tekst.cijfers(volledig)
    assert "winst voor de samenleving" in kf["tegel_rendement_label"]
    totalen = volledig.rendement["programma"]["per_betaler"]["totalen"]
    for cf in ("dreigend_scenario", "status_quo"):
        saldo = totalen["maatschappelijk_zonder_overdracht"][cf]["saldo_contant"]
        for bedrag in saldo.values():
            assert NL_CAT.euro(abs(bedrag)) in kf["zin_overdracht"]
    assert kf["zin_overdracht_kort"].startswith("In de bedragen tellen overdrachten mee")
    geen = tekst.cijfers(bereken(maak_jaar(tmp_path, kosten=lambda t: t.replace(";overdracht;", ";fiscaal;"))))
    assert "geen overdrachten" in geen["zin_overdracht"]
    assert "geen overdrachten" in geen["zin_overdracht_kort"]


def test_the_break_even_of_the_programme_is_not_that_of_a_family_that_reaches_the_goal(
    volledig: results.Uitkomst,
) -> None:
    kf = tekst.cijfers(volledig)
    per_gezin = volledig.rendement["programma"]["omslagpunt_zonder_gezinscoach"]["per_gezin"]
    assert NL_CAT.bereik(*per_gezin.values()) in kf["zin_omslagpunt_programma"]
    assert "Voor een gezin dat het doel haalt" in kf["zin_omslagpunt"]
    assert kf["zin_omslagpunt"] != kf["zin_omslagpunt_programma"]


def test_the_break_even_of_the_programme_says_how_far_the_assumed_costs_lie_from_it(
    volledig: results.Uitkomst,
) -> None:
    p, zin = volledig.rendement["programma"], tekst.cijfers(volledig)["zin_omslagpunt_programma"]
    afstand = p["omslagpunt_zonder_gezinscoach"]["afstand"]["dreigend_scenario"].values()
    assert f"{NL_CAT.bereik(*sorted(a / p['aantal_gezinnen'] for a in afstand))} meer dan het omslagpunt" in zin


def _kosten(**jaarkosten: str) -> str:
    regels = [f"C1;{a};Post;gemeente;fiscaal;{bedrag};{bedrag};2021;casus" for a, bedrag in jaarkosten.items()]
    kop = "casus;alternatief;kostenpost;betaler;soort;minimum;maximum;prijspeil;bron"
    return "\n".join([kop, *regels, ""])


def test_a_break_even_share_at_one_end_only_is_also_said_in_families(volledig: results.Uitkomst) -> None:
    zin = tekst.cijfers(volledig)["zin_omslagpunt_succesgraad"]
    assert "bij hoge kosten is het omslagpunt 94% van de gezinnen" in zin
    assert "meer dan negen van de tien gezinnen slagen; het doel is vier" in zin


def test_success_that_lowers_the_result_is_not_called_a_condition_for_it(tmp_path: Path) -> None:
    kosten = _kosten(uitgangssituatie="10000", gezinscoach="5000", zonder_gezinscoach="20000", na_traject="40000")
    zin = tekst.cijfers(bereken(maak_jaar(tmp_path, kosten=kosten)))["zin_omslagpunt_succesgraad"]
    assert NL["succes.lager"] in zin
    assert "ten minste" not in zin


def test_costs_exactly_at_the_break_even_point(tmp_path: Path) -> None:
    kosten = _kosten(uitgangssituatie="1000", gezinscoach="0", zonder_gezinscoach="1000", na_traject="1000")
    kf = tekst.cijfers(bereken(maak_jaar(tmp_path, kosten=kosten)))
    assert "Dat is precies het omslagpunt." in kf["zin_omslagpunt"]
    assert "precies op het omslagpunt" in kf["zin_omslagpunt"]


def test_what_weighs_most_is_not_taken_for_granted(tmp_path: Path) -> None:
    gelijk = bereken(maak_jaar(tmp_path, kosten=lambda t: t.replace("€ 40.000,-;€ 40.000,-", "18000;18000")))
    zin = tekst.cijfers(gelijk)["zin_tornado"]
    assert zin.startswith("Wat er zonder coach was gebeurd, weegt dit jaar niet het zwaarst.")


def test_yearly_amounts_are_said_to_be_before_deductions(tmp_path: Path, volledig: results.Uitkomst) -> None:
    met = tekst.tabellen(bereken(maak_jaar(tmp_path), overrides={"deadweight": 0.2}))
    assert "Zolang de coach komt" in met["casussen"]
    assert "Deze bedragen per jaar zijn vóór de aftrek." in met["casussen"]
    for tabel in (met["casussen"], met["programma"]):
        assert "Verschil per jaar, zolang de coach komt (vóór aftrek)" in tabel
        assert "(vóór aftrek)" not in tabel.split("Netto contante waarde")[1]
    assert "vóór" not in tekst.tabellen(volledig)["programma"]


def test_a_horizon_within_the_trajectory_promises_no_time_after_it(tmp_path: Path, volledig: results.Uitkomst) -> None:
    assert "2 jaar met coach en de tijd daarna" in tekst.cijfers(volledig)["zin_horizon"]
    kort = tekst.cijfers(bereken(maak_jaar(tmp_path), overrides={"horizon_jaren": 2}))
    assert "de tijd daarna" not in kort["zin_horizon"]
    assert "alleen tijd met coach" in kort["zin_horizon"]


def test_equal_outcomes_are_not_said_to_depend_on_what_would_have_happened(tmp_path: Path) -> None:
    zin = tekst.cijfers(bereken(maak_jaar(tmp_path), overrides={"deadweight": 1.0}))["zin_rust_op_nulalternatief"]
    assert zin.startswith("In beide gevallen is de uitkomst over 3 jaar een verlies van")
    assert "hangt" not in zin


def test_how_long_families_are_supported_is_a_fact_of_the_file(tmp_path: Path) -> None:
    kf = tekst.cijfers(bereken(maak_jaar(tmp_path), overrides={"trajectduur_jaren": 1}))
    assert kf["trajectduur"] == "2 jaar"
    assert "1 jaar met coach" in kf["zin_horizon"]


def test_where_nothing_counts_there_is_no_break_even_point(tmp_path: Path) -> None:
    kf = tekst.cijfers(bereken(maak_jaar(tmp_path), overrides={"deadweight": 1.0}))
    assert kf["zin_omslagpunt_programma"] == NL["omslagpunt.geen"]


@pytest.mark.parametrize(("deel", "zin"), [("0", "geen baten"), ("0,25", "25% van de baten"), ("1", "alle baten")])
def test_what_counts_for_families_that_miss_the_goal(tmp_path: Path, deel: str, zin: str) -> None:
    kf = tekst.cijfers(bereken(maak_jaar(tmp_path, aannames=lambda t: t.replace("lukt;0;", f"lukt;{deel};"))))
    assert zin in kf["zin_na_geen_succes"]


def test_a_result_that_may_go_either_way_names_both_on_the_tile(tmp_path: Path) -> None:
    kf = tekst.cijfers(bereken(maak_jaar(tmp_path, kosten=lambda t: t.replace("12000;12000", "21000;37000"))))
    assert re.fullmatch(r"€\s[0-9.]+ verlies tot €\s[0-9.]+ winst", kf["tegel_rendement"])
    assert kf["tegel_rendement_label"].startswith("uitkomst voor de samenleving")


# -- what is hidden, missing or withheld ----------------------------------------------------------------------------


def test_hidden_values_are_said_to_be_withheld(tmp_path: Path) -> None:
    cellen = ("huishoudtype_status/eenouder/lopend", "huishoudtype_status/samenwonend_met_kinderen/lopend")
    uitkomst = bereken(maak_jaar(tmp_path, volledig=True), verborgen=cellen)
    kf = tekst.cijfers(uitkomst)
    assert kf["gezinnen_eenouder"] == "afgeschermd"
    assert "afgeschermd" in kf["zin_huishoudens"]
    assert kf["zin_afgeschermd"] == NL["afgeschermd.wel"]
    assert "withheld" in tekst.cijfers(uitkomst, taal="en")["zin_huishoudens"]
    assert "afgeschermd" in tekst.tabellen(uitkomst)["kengetallen"]


def test_hidden_weight_of_a_case_is_not_printed(volledig: results.Uitkomst) -> None:
    tabel = volledig.tabellen["casussen"].copy()
    tabel[:] = None
    verborgen = dataclasses.replace(volledig, tabellen={**volledig.tabellen, "casussen": tabel})
    assert "staat in de berekening voor een niet getoond aantal gezinnen" in tekst.tabellen(verborgen)["casussen"]


def test_the_same_names_in_every_year_and_language(kaal: results.Uitkomst, volledig: results.Uitkomst) -> None:
    for maker in (tekst.cijfers, tekst.tabellen, tekst.optioneel):
        namen = {tuple(maker(u, (), taal)) for u in (kaal, volledig) for taal in ("nl", "en")}
        assert len(namen) == 1, maker


def test_every_value_says_something(kaal: results.Uitkomst, volledig: results.Uitkomst) -> None:
    for uitkomst in (kaal, volledig):
        for taal in ("nl", "en"):
            for sleutel, waarde in tekst.cijfers(uitkomst, (), taal).items():
                assert waarde.strip(), sleutel
                assert "\n" not in waarde, sleutel
                assert "None" not in waarde, sleutel
                assert "nan" not in waarde.lower().split(), sleutel


def test_what_was_not_measured_is_said_and_listed(kaal: results.Uitkomst, volledig: results.Uitkomst) -> None:
    delen = tekst.optioneel(kaal)
    for naam in ("overlast", "leefgebieden", "mijlpalen"):
        assert delen[naam].strip() == NL["optioneel.niet_gemeten"]
    assert NL["optioneel.niet_gemeten"] in delen["screening"]
    assert delen["citaten_ervaringen"].strip() == NL["optioneel.citaten"]
    lijst, minder = tekst.tabellen(kaal)["niet_gemeten"], tekst.tabellen(volledig)["niet_gemeten"]
    for naam in ("leefgebieden", "mijlpalen", "screening", "overlast", "citaten"):
        assert NL[f"niet_gemeten.{naam}"] in lijst
        assert NL[f"niet_gemeten.{naam}"] not in minder
    assert NL["niet_gemeten.vergelijking"] in minder
    assert tekst.cijfers(kaal)["overlastmeldingen"] == "niet gemeten"


def test_quotes_only_with_consent(volledig: results.Uitkomst) -> None:
    alles = "".join(tekst.optioneel(volledig).values())
    assert "Nu weet ik wie ik kan bellen" in alles
    assert "Dit blijft binnen" not in alles
    lek = dataclasses.replace(
        volledig, citaten=({"sectie": "x", "citaat": "Mag niet", "rol": "ouder", "toestemming": "nee"},)
    )
    assert "Mag niet" not in "".join(tekst.optioneel(lek).values())


def test_hostile_quote_and_source_stay_literal(volledig: results.Uitkomst) -> None:
    kwaad = "{{< meta kf.x >}} *vet* <b> | "
    vol = dataclasses.replace(
        volledig,
        citaten=({"sectie": "onbekend", "citaat": kwaad, "rol": '"} x', "toestemming": "ja"},),
        bronnen=({"bron": kwaad, "titel": kwaad, "uitgever": kwaad, "jaar": 2021, "vindplaats": kwaad},),
    )
    citaat = tekst.optioneel(vol)["citaten_ervaringen"]
    assert markdown_literal(kwaad) in citaat
    assert "{{<" not in citaat
    assert "{{<" not in tekst.tabellen(vol)["bronnen"]


@pytest.fixture(scope="module")
def een_verborgen_casus(tmp_path_factory: pytest.TempPathFactory) -> results.Uitkomst:
    map_ = maak_jaar(
        tmp_path_factory.mktemp("herleidbaar"),
        casussen=lambda t: t + "C2;Ander gezin;3;nee\n",
        kosten=lambda t: t + "".join(r.replace("C1;", "C2;", 1) + "\n" for r in t.splitlines()[1:]),
    )
    return bereken(map_)


def test_withheld_parts_are_explained(een_verborgen_casus: results.Uitkomst) -> None:
    tabellen = tekst.tabellen(een_verborgen_casus)
    assert NL["herleidbaar.uitleg_deel"] in tabellen["programma"]
    assert NL["reden.herleidbaar"] not in tabellen["programma"]  # the shown cases together take the programme's place
    assert "alleen de casussen die we mogen laten zien" in tabellen["betalers"]
    assert "C2" not in "".join(tabellen.values())


# -- tables ---------------------------------------------------------------------------------------------------------


def ankers(markdown: str) -> Iterator[str]:
    yield from re.findall(r"\{#([^\s}]+)[^}]*\}", markdown)


@pytest.fixture(scope="module")
def dubbelgangers(tmp_path_factory: pytest.TempPathFactory) -> results.Uitkomst:
    """Cases and sources whose codes differ in signs that an identifier cannot have."""
    map_ = maak_jaar(
        tmp_path_factory.mktemp("dubbelgangers"),
        casussen=lambda t: t.replace("C1", "C-1") + "C_1;Ander gezin;3;ja\n",
        kosten=lambda t: (
            t.replace("C1;", "C-1;") + "".join(r.replace("C1;", "C_1;", 1) + "\n" for r in t.splitlines()[1:])
        ),
        bronnen=lambda t: t + "casus-;Ander rapport;;;\ncasus 2;Derde rapport;;;\n«»;Rapport;;;\n??;Rapport;;;\n",
        aannames=lambda t: t.replace("fractie;;expertschatting;casus;", "fractie;;expertschatting;casus-;", 1),
    )
    return bereken(map_)


@pytest.mark.parametrize("jaar", ["volledig", "dubbelgangers"])
def test_every_link_in_the_tables_arrives(jaar: str, request: pytest.FixtureRequest) -> None:
    volledig: results.Uitkomst = request.getfixturevalue(jaar)
    for taal in ("nl", "en"):
        tabellen = tekst.tabellen(volledig, (), taal)
        alles = "\n".join(tabellen.values())
        doelen = list(ankers(alles))
        assert len(doelen) == len(set(doelen))
        vast = {"kengetallen"}  # headings of the sections
        for doel in re.findall(r"\]\(#([^)]+)\)", alles):
            assert doel in vast | set(doelen), doel
        for sleutel in volledig.kengetallen:
            assert f"kengetal-{sleutel.replace('_', '-')}" in doelen


@pytest.mark.parametrize(("aantal", "per_tabel"), [(1, [1]), (5, [5]), (6, [3, 3]), (14, [5, 5, 4])])
def test_many_kinds_of_nuisance_are_divided_over_tables(tmp_path: Path, aantal: int, per_tabel: list[int]) -> None:
    soorten = [f"soort {letter}" for letter in string.ascii_lowercase[:aantal]]
    regels = "".join(f"2021-01;{soort};1\n" for soort in soorten)
    inhoud = tekst.optioneel(bereken(maak_jaar(tmp_path, overlast="maand;soort;meldingen\n" + regels)))["overlast"]
    koppen = [kop.strip("| ").split(" | ")[1:] for kop in re.findall(r"^\| Maand.*$", inhoud, re.M)]
    assert koppen[-1].pop() == "Totaal"
    assert [len(kop) for kop in koppen] == per_tabel
    assert [k for kop in koppen for k in kop] == [s.capitalize() for s in soorten]
    assert len(set(ankers(inhoud))) == len(per_tabel)


def test_every_table_has_a_caption_and_an_id(volledig: results.Uitkomst) -> None:
    for naam, inhoud in tekst.tabellen(volledig).items():
        tabellen = len(re.findall(r"^\|:?-", inhoud, re.M))
        assert len(re.findall(r"^: .+ \{#tbl-[a-z0-9-]+\}$", inhoud, re.M)) == tabellen, naam


def test_tables_survive_pandoc(volledig: results.Uitkomst) -> None:
    for naam, inhoud in tekst.tabellen(volledig).items():
        html = pypandoc.convert_text(inhoud, "html", format="markdown", extra_args=["--wrap=none"])
        assert html.count("<table") == len(re.findall(r"^\|:?-", inhoud, re.M)), naam
        assert "&amp;#" not in html, naam


def test_an_override_is_marked_with_the_base_case_beside_it(tmp_path: Path) -> None:
    uitkomst = bereken(maak_jaar(tmp_path), overrides={"discontovoet": 0.05})
    tabellen = tekst.tabellen(uitkomst)
    assert "**5%** (afwijkend; in het bestand 2,25%)" in tabellen["aannames"]
    assert NL["kop.basis"] in tabellen["afwijkingen"]
    assert "1 aanname wijkt af" in tekst.cijfers(uitkomst)["zin_afwijkingen"]


def test_the_headline_says_that_it_deviates_and_what_the_base_case_gives(tmp_path: Path) -> None:
    """Who reads only the first page must not take the result of other assumptions for that of the file."""
    basis = tekst.cijfers(bereken(maak_jaar(tmp_path)))
    uitkomst = bereken(tmp_path / "2021", overrides={"horizon_jaren": 5, "succesgraad": 0.6})
    kf = tekst.cijfers(uitkomst)
    assert kf["tegel_rendement_uitleg"].endswith(NL["tegel.rendement.afwijkend"])
    for zin in (plat(tekst.optioneel(uitkomst)["afwijking"]), kf["zin_rust_op_nulalternatief"]):
        assert "andere waarde dan in het bestand" in zin
        assert f"over 3 jaar een winst van {basis['tegel_rendement']}" in zin
    assert kf["zin_doel"] == basis["zin_doel"]  # assuming more success does not change the goal


def test_an_override_that_changes_no_amount_leaves_the_headline_alone(tmp_path: Path) -> None:
    basis = tekst.cijfers(bereken(maak_jaar(tmp_path)))
    uitkomst = bereken(tmp_path / "2021", overrides={"trekkingen": 500})
    kf = tekst.cijfers(uitkomst)
    assert not tekst.optioneel(uitkomst)["afwijking"].strip()
    assert kf["zin_rust_op_nulalternatief"] == basis["zin_rust_op_nulalternatief"]
    assert kf["tegel_rendement_uitleg"] == basis["tegel_rendement_uitleg"]


def test_the_base_case_keeps_its_own_horizon(tmp_path: Path) -> None:
    tabel = tekst.tabellen(bereken(maak_jaar(tmp_path), overrides={"horizon_jaren": 2}))["afwijkingen"]
    assert "Netto contante waarde over 3 jaar en 2 jaar" in tabel
    assert re.search(r"Terugverdientijd, .*alles blijft.*niet binnen 3 jaar \| niet binnen 2 jaar", tabel)
    assert NL["rij.omslagpunt_zonder_gezinscoach"] in tabel


def test_without_overrides_there_is_no_base_case_table(volledig: results.Uitkomst) -> None:
    assert not tekst.tabellen(volledig)["afwijkingen"].strip()


def test_every_assumption_has_a_row(volledig: results.Uitkomst) -> None:
    tabel = tekst.tabellen(volledig)["aannames"].split("####")[0]
    assert len([r for r in tabel.splitlines() if r.startswith("| ")]) == len(BEKEND) + 1


def test_checklist_answers_every_item(volledig: results.Uitkomst, kaal: results.Uitkomst) -> None:
    for uitkomst in (volledig, kaal):
        for taal in ("nl", "en"):
            tabel = tekst.tabellen(uitkomst, (), taal)["checklist"]
            nummers = re.findall(r"^\| (\d+) \|", tabel, re.M)
            assert nummers == [str(n) for n in range(1, AANTAL_PUNTEN + 1)]
    assert NL["cheers.stand.niet_gedaan"] in tekst.tabellen(kaal)["checklist"]


def test_signal_without_number_says_so(volledig: results.Uitkomst) -> None:
    s = signals.Signaal("x", "let_op", "Titel", "Regel", None, 4.0, "Uitleg")
    tabel = tekst.tabellen(dataclasses.replace(volledig, signalen=(s,)))["signalen"]
    assert "| niet getoond | 4 |" in tabel


# -- figures --------------------------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class NepFiguur:
    naam: str
    titel: str
    alt: str
    bijschrift: str
    tabel: object


def test_a_figure_brings_its_message_alt_text_and_numbers(volledig: results.Uitkomst) -> None:
    import pandas as pd  # noqa: PLC0415

    figuur = NepFiguur(
        "mijlpalen", 'Titel *x* "y"', "Alt {{< x >}}", "Bijschrift", pd.DataFrame({"a|b": ["1"], "c": [None]})
    )
    kf = tekst.cijfers(volledig, [figuur])
    assert plat(kf["fig_mijlpalen_titel"]) == 'Titel *x* "y"'
    assert "{{<" not in kf["fig_mijlpalen_alt"]
    deel = tekst.optioneel(volledig, [figuur])["mijlpalen"]
    assert '![{{< meta kf.fig_mijlpalen_bijschrift >}}](figuren/mijlpalen.svg){#fig-mijlpalen fig-alt="' in deel
    assert "a&#124;b" in deel
    assert tekst.optioneel(volledig, [])["mijlpalen"].strip() == NL["optioneel.niet_gemeten"]


# -- two editions -----------------------------------------------------------------------------------------------------

ALLEEN_EN = ("rol.", "besluit.", "eenheid.", "overlast.", "aanname.", "signaal.")
"""Words that the Dutch edition takes from the figures and the data themselves."""


def velden(sjabloon: str) -> set[str]:
    return {naam for _, naam, _, _ in string.Formatter().parse(sjabloon) if naam is not None}


def test_both_editions_have_the_same_texts() -> None:
    assert not set(NL) - set(EN), "zonder vertaling"
    assert not {k for k in set(EN) - set(NL) if not k.startswith(ALLEEN_EN)}, "zonder Nederlands"
    for sleutel, sjabloon in NL.items():
        assert velden(sjabloon) == velden(EN[sleutel]), sleutel


def test_english_names_everything_that_dutch_takes_from_the_data() -> None:
    assert set(definities_en.DEFINITIES) == set(begrippen.OMSCHRIJVINGEN)
    assert all(o.label_en for o in begrippen.OMSCHRIJVINGEN.values())
    assert set(definities_en.PM) == {p["post"] for p in rendement.PM_POSTEN}
    assert not [s for s in BEKEND if f"aanname.{s}" not in EN]
    assert not [o.eenheid for o in begrippen.OMSCHRIJVINGEN.values() if f"eenheid.{o.eenheid}" not in EN]
    broncode = Path(signals.__file__).read_text(encoding="utf-8")
    sleutels = re.findall(r"Signaal\(\s*\"(\w+)\"", broncode)
    assert len(sleutels) > 5
    assert not [s for s in sleutels for d in ("titel", "regel", "uitleg") if f"signaal.{s}.{d}" not in EN]


def test_words_for_every_choice_of_the_data() -> None:
    for woorden in (NL, EN):
        assert not [b for b in schema.BETALERS if f"betaler.{b}" not in woorden or f"betaler.zin.{b}" not in woorden]
        assert not [h for h in schema.HERKOMSTEN if f"herkomst.{h}" not in woorden]
        assert not [r for r in rendement.REDENEN if f"reden.{r}" not in woorden]
        assert not [c for c in begrippen.CRITERIA if f"criterium.{c}" not in woorden]
        assert not [t.naam for t in schema.TABELLEN.values() if f"bestand.{t.naam}" not in woorden]


def test_english_edition_has_no_dutch_sentence(volledig: results.Uitkomst) -> None:
    woorden = re.compile(r"\b(het|een|wordt|gezinnen zijn|niet|deze|zijn|voor)\b")
    for sleutel, waarde in tekst.cijfers(volledig, (), "en").items():
        if sleutel not in ("zin_drempel",):  # quotes the year's own reason
            assert not woorden.search(re.sub(r"‘[^’]*’", "", waarde)), (sleutel, waarde)


def test_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="taal"):
        Catalogus("fr")


def test_document_takes_its_name_from_the_year(volledig: results.Uitkomst) -> None:
    kaal = dataclasses.replace(volledig, meta={})
    assert tekst.documentgegevens(kaal)["title"] == "Jaarbericht 2021"
    met = dataclasses.replace(volledig, meta={"programma": "Buurt *Noord*"})
    gegevens = tekst.documentgegevens(met)
    assert plat(gegevens["title"]) == "Buurt *Noord*"
    assert "2021" in gegevens["subtitle"]
    assert gegevens["lang"] == "nl"
    assert Lezer(met).jaar == 2021


@pytest.mark.parametrize("taal", ["nl", "en"])
@pytest.mark.parametrize(("moment", "cel", "jaar"), [(0.0, "tvt.begin", "1"), (0.02, "0.1", "2"), (0.98, "1.0", "2")])
def test_table_and_sentence_agree_on_the_payback_time(
    kaal: results.Uitkomst, taal: str, moment: float, cel: str, jaar: str
) -> None:
    c = Catalogus(taal)
    verwacht = c.t(cel) if cel == "tvt.begin" else c.jaren(float(cel), 1)
    assert zinnen.tijd_bereik(c, moment, moment) == verwacht
    zin = zinnen.Rendement(c, Lezer(kaal))._terugverdientijd(Bereik(moment, moment))
    assert zin == (c.t("tvt.zin.begin") if jaar == "1" else c.t("tvt.zin", jaar=jaar))


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_every_year_has_the_same_names(volledig: results.Uitkomst, kaal: results.Uitkomst, taal: str) -> None:
    assert set(tekst.cijfers(volledig, taal=taal)) == set(tekst.cijfers(kaal, taal=taal)) == NAMEN
