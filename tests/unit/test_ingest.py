"""A year as it is meant to be: types, warnings, the rules between tables, last year's figures, reference data."""

from __future__ import annotations

import pickle
import re
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buurtrendement import ingest, parsing, pipeline, reeks, referentie, rendement, results, stappen, vergelijken
from buurtrendement.cijfernamen import NAMEN
from buurtrendement.errors import GegevensFout
from buurtrendement.ingest import Jaargegevens, read_year
from buurtrendement.paths import project_root
from buurtrendement.schema import TABELLEN
from fabriek import OPTIONEEL, VERPLICHT, maak_jaar, maak_referentie


def _waarschuwingen(jaar: Jaargegevens) -> str:
    assert all(m.ernst == "waarschuwing" for m in jaar.meldingen)
    return "\n".join(map(str, jaar.meldingen))


def _later(map_: Path, rijen: str | None) -> Path:
    """A year whose costs are in prices that the reference data cannot yet bring to its own price level."""
    bestanden = {} if rijen is None else {"cpi.csv": f"jaar;mutatie;bron\n{rijen}\n"}
    return maak_jaar(map_ / "2026", kosten=lambda t: t.replace(";2026;", ";2024;", 1), **bestanden)


def test_the_folder_adds_a_year_to_the_price_index(tmp_path: Path) -> None:
    with pytest.raises(GegevensFout, match=r"zet wat ontbreekt met bron in cpi\.csv in deze map"):
        ingest.read_year(_later(tmp_path, None))
    jaar = ingest.read_year(_later(tmp_path, "2026;2,9;cbs_cpi"))
    assert jaar.cpi.set_index("jaar")["mutatie"].loc[[2025, 2026]].tolist() == [3.3, 2.9]
    keten = next(k for k in rendement.compute(jaar)["prijspeilketen"] if k["van"] == 2024)
    assert keten["factor"] == pytest.approx(1.033 * 1.029)


def test_a_year_that_the_program_learnt_later_may_stay_in_the_folder(tmp_path: Path) -> None:
    jaar = ingest.read_year(_later(tmp_path, "2025;3,3;cbs_cpi\n2026;2,9;cbs_cpi"))
    assert jaar.cpi["jaar"].is_unique


@pytest.mark.parametrize(
    ("rijen", "melding"),
    [
        ("2025;4;cbs_cpi\n2026;2,9;cbs_cpi", "cpi.csv, rij 2, kolom 'mutatie': het programma kent dit jaar met een"),
        ("2026;2,9;cbs_cpi\n2026;2,8;cbs_cpi", "cpi.csv, rij 3, kolom 'jaar': dit jaar staat er al in."),
        ("2026;2,9;onbekend", "cpi.csv, rij 2, kolom 'bron': deze bron staat niet in bronnen.csv."),
        ("2026;2.9;cbs_cpi", "cpi.csv, rij 2, kolom 'mutatie': verwacht een getal met een decimale komma"),
        ("2026;;cbs_cpi", "cpi.csv, rij 2, kolom 'mutatie': deze cel is leeg"),
    ],
)
def test_the_own_years_are_checked_like_all_input(tmp_path: Path, rijen: str, melding: str) -> None:
    with pytest.raises(GegevensFout) as fout:
        ingest.read_year(_later(tmp_path, rijen))
    assert [p.bestand for p in fout.value.problemen] == ["cpi.csv"]  # what follows from it is not said as well
    assert str(fout.value.problemen[0]).startswith(melding)


def test_a_valid_year_is_read_without_a_word(tmp_path: Path) -> None:
    jaar = read_year(maak_jaar(tmp_path, volledig=True))
    assert jaar.verslagjaar == 2021
    assert jaar.meldingen == ()
    assert jaar.vorig is None
    assert list(jaar.tabellen) == list(TABELLEN)


def test_types_of_the_tables(tmp_path: Path) -> None:
    t = read_year(maak_jaar(tmp_path, volledig=True)).tabellen
    gezinnen = t["gezinnen"]
    assert gezinnen["startdatum"].tolist()[3] == pd.Timestamp(2020, 6, 2)
    assert gezinnen["einddatum"].isna().tolist() == [True, True, False, True, False, True]
    assert gezinnen["bestemming"].isna().tolist() == [True, True, False, True, False, True]
    assert t["uren"]["directe_uren"].tolist() == [96.5, 102, 110.25, 80, 88.5]
    assert t["uren"]["maand"].tolist()[0] == "2021-03"
    assert t["kosten"]["minimum"].tolist() == [12944.40, 1858.68, 8882.92, 12000, 40000, 14586, 10778]
    assert t["kosten"]["prijspeil"].dtype == "int64"
    assert t["casussen"]["aantal_gezinnen"].dtype == "int64"
    assert t["leefgebieden"]["score"].dtype == "int64"
    assert t["contacten"]["soort"].cat.categories.tolist() == ["kort", "lang"]
    assert all(isinstance(df.index, pd.RangeIndex) and df.index[0] == 0 for df in t.values())


def test_optional_tables_may_be_absent(tmp_path: Path) -> None:
    assert set(read_year(maak_jaar(tmp_path)).tabellen) == set(VERPLICHT)


@pytest.mark.parametrize("naam", list(OPTIONEEL))
def test_an_empty_optional_table_counts_as_not_measured_and_says_so(naam: str, tmp_path: Path) -> None:
    kop = OPTIONEEL[naam].splitlines()[0] + "\n"
    jaar = read_year(maak_jaar(tmp_path, **{naam: kop}))
    assert naam not in jaar.tabellen
    assert f"{naam}.csv" in _waarschuwingen(jaar)


def test_columns_in_any_order_capitals_and_bom(tmp_path: Path) -> None:
    rijen = [r.split(";")[::-1] for r in VERPLICHT["uren"].replace("{jaar}", "2021").splitlines()]
    tekst = "\r\n".join(";".join(r) for r in rijen).replace("coach", " Coach ")
    recht = read_year(maak_jaar(tmp_path / "a")).tabellen["uren"]
    andersom = read_year(maak_jaar(tmp_path / "b", uren=tekst.encode("utf-8-sig"))).tabellen["uren"]
    pd.testing.assert_frame_equal(recht, andersom)


def test_file_names_with_capitals_are_found(tmp_path: Path) -> None:
    map_ = maak_jaar(tmp_path)
    (map_ / "uren.csv").rename(map_ / "Uren.CSV")
    assert len(read_year(map_).tabellen["uren"]) == 5


def test_unknown_columns_are_dropped_and_named(tmp_path: Path) -> None:
    tekst = "coach;maand;directe_uren;Team;opmerking intern\nK1;2021-03;5;noord;rustig\n"
    jaar = read_year(maak_jaar(tmp_path, uren=tekst))
    assert list(jaar.tabellen["uren"]) == ["coach", "maand", "directe_uren"]
    gezegd = _waarschuwingen(jaar)
    assert "'team'" in gezegd
    assert "'opmerking intern'" in gezegd
    assert "rustig" not in gezegd


def test_a_misspelt_column_gets_a_hint(tmp_path: Path) -> None:
    with pytest.raises(GegevensFout, match="'directe uren' bedoeld als 'directe_uren'"):
        read_year(maak_jaar(tmp_path, uren="coach;maand;directe uren\nK1;2021-03;5\n"))


def test_unknown_files_are_mentioned(tmp_path: Path) -> None:
    jaar = read_year(maak_jaar(tmp_path, **{"contcten.csv": "a\n", "mijlpaal.xlsx": "x", "LEESMIJ.txt": "x"}))
    gezegd = _waarschuwingen(jaar)
    assert "mijlpaal.xlsx" in gezegd
    assert "LEESMIJ" not in gezegd
    with pytest.raises(GegevensFout, match=r"Bedoelt u contacten\.csv"):
        read_year(maak_jaar(tmp_path, contacten=None, **{"contcten.csv": "a\n"}))


def test_families_may_have_started_in_earlier_years(tmp_path: Path) -> None:
    tekst = VERPLICHT["gezinnen"].replace("{vorig}", "2017").replace("{jaar}", "2021")
    assert read_year(maak_jaar(tmp_path, gezinnen=tekst)).meldingen == ()


@pytest.mark.parametrize(
    ("regel", "woord"),
    [
        ("G07;01-02-2022;anders;;", "begint na 2021"),
        ("G07;01-02-2019;anders;01-03-2020;regulier", "eindigde voor 2021"),
        ("G07;01-02-2021;anders;01-03-2022;regulier", "telt als lopend"),
    ],
)
def test_families_that_reach_outside_the_year_are_mentioned(regel: str, woord: str, tmp_path: Path) -> None:
    jaar = read_year(maak_jaar(tmp_path, gezinnen=lambda t: t + regel + "\n"))
    assert woord in _waarschuwingen(jaar)


def test_a_year_in_which_nobody_was_supported_is_the_wrong_year(tmp_path: Path) -> None:
    tekst = "gezin;startdatum;huishoudtype;einddatum;bestemming\nG01;01-02-2019;anders;01-03-2020;regulier\n"
    with pytest.raises(GegevensFout, match="geen enkel gezin"):
        read_year(maak_jaar(tmp_path, gezinnen=tekst, contacten=lambda t: t.splitlines()[0] + "\n"))


def test_a_contact_outside_the_supported_period_is_no_error(tmp_path: Path) -> None:
    jaar = read_year(maak_jaar(tmp_path, contacten=lambda t: t + "G05;30-12-2021;kort;bericht;gezin\n"))
    assert jaar.meldingen == ()


def test_equal_contacts_are_a_warning(tmp_path: Path) -> None:
    jaar = read_year(maak_jaar(tmp_path, contacten=lambda t: t + t.split("\n", 1)[1]))
    assert "deze en nog 11 regels" in _waarschuwingen(jaar)
    assert len(jaar.tabellen["contacten"]) == 24


def test_a_threatening_scenario_without_a_source_is_a_warning(tmp_path: Path) -> None:
    jaar = read_year(maak_jaar(tmp_path, kosten=lambda t: t.replace("14586;14586;2021;casus", "14586;14586;2021;")))
    assert "zonder gezinscoach hebben geen bron" in _waarschuwingen(jaar)
    assert jaar.tabellen["kosten"]["bron"].isna().sum() == 1


def test_cases_for_more_families_than_there_were_are_a_warning(tmp_path: Path) -> None:
    jaar = read_year(maak_jaar(tmp_path, casussen=lambda t: t.replace(";4;ja", ";7;ja")))
    assert "de casussen staan samen voor 7 gezinnen; in 2021 zijn er 6 begeleid" in _waarschuwingen(jaar)


def test_the_evaluator_hears_beforehand_why_the_report_will_be_silent_about_the_programme(tmp_path: Path) -> None:
    klein = read_year(maak_jaar(tmp_path / "klein"), {"drempel_kleine_aantallen": 5})
    (melding,) = [m for m in klein.meldingen if "minder gezinnen dan de drempel" in m.boodschap]
    assert (melding.bestand, melding.rij, melding.kolom) == ("casussen.csv", 2, "aantal_gezinnen")
    alleen = read_year(maak_jaar(tmp_path / "alleen", casussen=lambda t: t.replace(";4;ja", ";6;nee")))
    (melding,) = [m for m in alleen.meldingen if "enige casus zonder toestemming" in m.boodschap]
    assert (melding.bestand, melding.rij, melding.kolom) == ("casussen.csv", 2, "toestemming")
    genoeg = read_year(maak_jaar(tmp_path / "genoeg"), {"drempel_kleine_aantallen": 4})
    assert not [m for m in genoeg.meldingen if m.bestand == "casussen.csv"]


def test_the_wanted_price_level_need_not_be_in_the_series(tmp_path: Path) -> None:
    assert read_year(maak_jaar(tmp_path / "2031")).aannames["prijspeil"] == 2031


def test_a_price_level_out_of_reach_is_said_once_of_its_own_line(tmp_path: Path) -> None:
    map_ = maak_jaar(tmp_path, aannames=lambda t: t.replace("Prijspeil;2021", "Prijspeil;2099"))
    with pytest.raises(GegevensFout) as fout:
        read_year(map_)
    (probleem,) = fout.value.problemen
    assert (probleem.bestand, probleem.rij, probleem.kolom) == ("aannames.csv", 5, "waarde")
    assert "prijspeil 2099" in probleem.boodschap
    with pytest.raises(GegevensFout) as fout:
        read_year(maak_jaar(tmp_path / "goed"), {"prijspeil": 2099})
    (probleem,) = fout.value.problemen
    assert probleem.bestand == "--set"


def test_prose_is_looked_at_too(tmp_path: Path) -> None:
    jaar = read_year(maak_jaar(tmp_path, **{"teksten/partners.md": "Mail naar info@example.org\n"}))
    assert "teksten/partners.md, rij 1" in _waarschuwingen(jaar)
    with pytest.raises(GegevensFout, match="burgerservicenummer"):
        read_year(maak_jaar(tmp_path, **{"teksten/partners.md": "Nummer 123456782\n"}))
    with pytest.raises(GegevensFout, match="UTF-8"):
        read_year(maak_jaar(tmp_path, **{"teksten/partners.md": b"\x00"}))


def test_translated_words_are_searched_for_people_too(tmp_path: Path) -> None:
    with pytest.raises(GegevensFout, match=r"teksten/en/woorden\.csv, rij 2"):
        read_year(maak_jaar(tmp_path, **{"teksten/en/woorden.csv": "nederlands;engels\nNummer 123456782;Number\n"}))


def test_the_year_can_be_kept_and_read_back(tmp_path: Path) -> None:
    jaar = read_year(maak_jaar(tmp_path, volledig=True), {"discontovoet": 0.03})
    terug = pickle.loads(pickle.dumps(jaar))
    assert terug.aannames == jaar.aannames
    for naam, df in jaar.tabellen.items():
        pd.testing.assert_frame_equal(df, terug.tabellen[naam])


# --- last year's figures --------------------------------------------------------------------------------

CIJFERS = (
    "sleutel;label;waarde;eenheid;onderdrukt;tabel;noemer;verslagjaar\n"
    "gezinnen_lopend;Lopend;11;gezinnen;nee;;;2020\n"
    "x;y;;;ja;;;2020\n"
)


@pytest.mark.parametrize("waar", ["cijfers_2020.csv", "../2020/cijfers.csv", "Cijfers_2020.CSV", "../2020/Cijfers.csv"])
def test_last_years_figures_are_found(waar: str, tmp_path: Path) -> None:
    map_ = maak_jaar(tmp_path)
    (tmp_path / "2020").mkdir()
    (map_ / waar).write_text(CIJFERS, encoding="utf-8")
    vorig = read_year(map_).vorig
    assert vorig is not None
    assert vorig["waarde"].tolist()[0] == "11"
    assert vorig["waarde"].isna().tolist() == [False, True]
    (gevonden,) = vergelijken.bestanden_van_eerdere_jaren(map_, 2021) or [map_ / waar]
    assert gevonden.name == Path(waar).name
    assert (Path(waar).name in {p.name for p in pipeline.invoerbestanden(map_)}) == (".." not in waar)


def test_damaged_figures_of_last_year_stop_the_run(tmp_path: Path) -> None:
    map_ = maak_jaar(tmp_path, **{"cijfers_2020.csv": b"\x00"})
    with pytest.raises(GegevensFout, match=r"cijfers_2020\.csv: cijfers van vorig jaar"):
        read_year(map_)


# --- reference data -------------------------------------------------------------------------------------


def test_reference_data_of_the_project() -> None:
    cpi = referentie.cpi()
    assert list(cpi) == ["jaar", "mutatie", "bron"]
    assert cpi.set_index("jaar").loc[[2020, 2021, 2022], "mutatie"].tolist() == [1.3, 2.7, 10.0]
    assert set(referentie.bronnen()["bron"]) >= set(cpi["bron"])
    gebieden = referentie.leefgebieden().groupby("versie").size()
    assert gebieden.to_dict() == {"zrm11": 11, "zrm13": 13}
    assert (referentie.referentieprijzen()["bedrag"] > 0).all()


def test_reference_tables_may_be_changed_by_who_gets_them(tmp_path: Path) -> None:
    map_ = maak_referentie(tmp_path)
    eerste = referentie.cpi(map_)
    eerste["mutatie"] = 0.0
    assert referentie.cpi(map_)["mutatie"].sum() > 0


@pytest.mark.parametrize(
    ("inhoud", "woord"),
    [
        (None, "ontbreekt"),
        ("jaar;mutatie;bron\n2021;2.7;x\n", "komma"),
        ("jaar;mutatie;bron\n2021;2;x\n2021;2;x\n", "al in"),
    ],
)
def test_faults_in_reference_data_say_where(inhoud: str | None, woord: str, tmp_path: Path) -> None:
    map_ = maak_referentie(tmp_path / "ref")
    (map_ / "cpi.csv").unlink()
    if inhoud:
        (map_ / "cpi.csv").write_text(inhoud, encoding="utf-8")
    with pytest.raises(GegevensFout, match=woord) as fout:
        referentie.cpi(map_)
    assert fout.value.problemen[0].bestand == "referentie/cpi.csv"


# --- the years that ship, and speed -----------------------------------------------------------------------


@pytest.mark.parametrize("jaar", ["2021", "2022"])
def test_the_years_of_the_repository_are_read_without_a_word(jaar: str) -> None:
    gelezen = read_year(project_root() / "data" / jaar)
    assert gelezen.meldingen == ()


def test_a_small_year_is_read_at_once(tmp_path: Path) -> None:
    map_ = maak_jaar(tmp_path, volledig=True)
    read_year(map_)  # imports and reference data
    tijden = []
    for _ in range(5):
        begin = time.process_time()
        read_year(map_)
        tijden.append(time.process_time() - begin)
    assert min(tijden) < 0.3


def _many_contacts(aantal: int) -> str:
    rng = np.random.default_rng(1)
    gezin, dag = rng.integers(1, 7, aantal), rng.integers(1, 29, aantal)
    soort, kanaal = rng.integers(0, 2, aantal), rng.integers(0, 5, aantal)
    kanalen = TABELLEN["contacten"].kolom("kanaal").toegestaan
    regels = (
        f"G0{g};{d}-10-2021;{('kort', 'lang')[s]};{kanalen[k]};gezin\n"
        for g, d, s, k in zip(gezin, dag, soort, kanaal, strict=True)
    )
    return VERPLICHT["contacten"].splitlines()[0] + "\n" + "".join(regels)


def test_a_big_year_by_columns_is_the_same_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    map_ = maak_jaar(tmp_path, contacten=_many_contacts(40_000))
    assert (map_ / "contacten.csv").stat().st_size > parsing.KOLOMLEZER_VANAF
    per_kolom = read_year(map_)
    monkeypatch.setattr(parsing, "KOLOMLEZER_VANAF", 1 << 60)
    per_regel = read_year(map_)
    pd.testing.assert_frame_equal(per_kolom.tabellen["contacten"], per_regel.tabellen["contacten"])
    assert per_kolom.meldingen == per_regel.meldingen


@given(
    fouten=st.lists(
        st.tuples(
            st.integers(0, 200),
            st.sampled_from(
                ["G99", "fout", "", "G01;;;;", "31-02-2021", "Totaal", '"', "Fatima", "G01;1-1-2020;kort;bericht;gezin"]
            ),
        ),
        max_size=4,
    )
)
@settings(max_examples=12, deadline=None)
def test_a_damaged_big_year_has_the_same_problems_by_columns_and_by_rows(
    fouten: list[tuple[int, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    regels = _many_contacts(200).splitlines()
    for plek, tekst in fouten:
        cellen = regels[plek].split(";")
        cellen[plek % len(cellen)] = tekst
        regels[plek] = ";".join(cellen)
    map_ = maak_jaar(tmp_path_factory.mktemp("groot") / "2021", contacten="\n".join(regels) + "\n")
    uitkomsten = []
    for vanaf in (0, 1 << 60):
        with pytest.MonkeyPatch.context() as tijdelijk:
            tijdelijk.setattr(parsing, "KOLOMLEZER_VANAF", vanaf)
            try:
                uitkomsten.append(read_year(map_).tabellen["contacten"].to_csv())
            except GegevensFout as fout:
                uitkomsten.append(str(fout))
    assert uitkomsten[0] == uitkomsten[1]


def test_problems_come_in_the_order_of_the_files_and_their_rows(tmp_path: Path) -> None:
    with pytest.raises(GegevensFout) as fout:
        read_year(
            maak_jaar(
                tmp_path,
                uren=lambda t: t.replace("96,5", "96.5").replace("K02;2021-10", "Jan;2021-10") + "K01;2021-03;1\n",
                gezinnen=lambda t: t.replace("15-03-2021", "15-3"),
                bronnen=None,
            )
        )
    plaatsen = [(p.bestand, p.rij) for p in fout.value.problemen]
    assert plaatsen == [("gezinnen.csv", 2), ("uren.csv", 2), ("uren.csv", 6), ("uren.csv", 7), ("bronnen.csv", None)]
    assert ingest.VROEGSTE_VERSLAGJAAR < 2021


@pytest.mark.parametrize(
    ("tekst", "rij"),
    [
        ("Vooraf.\n\n" + "> " * 200 + "diep", 3),
        (">" * 200 + "diep", 1),
        ("- " * 30 + "diep", 1),
        ("\n".join("  " * i + "- a" for i in range(80)), 9),
        ("\n".join("    " * i + f"{i + 1}. a" for i in range(20)), 9),
        ("> - " * 20 + "diep", 1),
        ("::: {.kader}\n" * 50 + "diep\n" + ":::\n" * 50, 9),
    ],
)
def test_a_text_nested_too_deeply_is_refused_by_line(tmp_path: Path, tekst: str, rij: int) -> None:
    with pytest.raises(GegevensFout) as fout:
        ingest.read_year(maak_jaar(tmp_path, **{"teksten/voorwoord.md": tekst}))
    assert str(fout.value).startswith(f"teksten/voorwoord.md, rij {rij}: citaten, lijsten of blokken")
    assert str(fout.value).count("\n") == 0


def test_ordinary_lists_quotes_and_blocks_may_be_as_long_as_they_like(tmp_path: Path) -> None:
    tekst = (
        "- een\n  - twee\n    - drie\n> citaat\n> > antwoord\n\n::: {.kader}\nx\n:::\n\n1. a\n   * b\n* * *\n- - -\n"
        * 60
    )
    ingest.read_year(maak_jaar(tmp_path, **{"teksten/voorwoord.md": tekst}))


def _link(link: Path, doel: Path) -> None:
    try:
        link.symlink_to(doel, target_is_directory=True)
    except OSError:
        pytest.skip("dit systeem maakt hier geen koppelingen")


def test_a_link_is_the_year_that_it_is_named_after(tmp_path: Path) -> None:
    """The name that was given counts, and earlier years lie beside the link: for every step alike."""
    echt = maak_jaar(tmp_path / "archief").rename(tmp_path / "archief" / "export")
    (echt / "los.csv").write_text("a\n", encoding="utf-8")  # its warning needs the year too
    link = tmp_path / "buurt" / "2021"
    (link.parent / "2020").mkdir(parents=True)
    (link.parent / "2020" / "cijfers.csv").write_text(";".join(results.CIJFERS_KOLOMMEN) + "\n", encoding="utf-8")
    _link(link, echt)
    assert ingest.report_year(link) == 2021
    assert pipeline.Opdracht(link).verslagjaar == "2021"
    assert pipeline.parameters(pipeline.Opdracht(link), tmp_path)["data_map"].endswith("2021")
    jaar = stappen.lees_jaar(2021, link)
    assert [m.bestand for m in jaar.meldingen if "wordt niet gelezen" in m.boodschap] == ["los.csv"]
    assert jaar.vorig is not None
    (taak,) = reeks.taken([str(link)])
    assert taak.naam == "buurt/2021"


def test_a_figure_that_is_not_there_is_found_before_the_report(tmp_path: Path) -> None:
    tekst = "Een zin.\nWij hielpen {{< meta kf.gezinen_ondersteund >}} en {{< meta kf.xyzzy >}} gezinnen.\n"
    with pytest.raises(GegevensFout) as fout:
        read_year(maak_jaar(tmp_path, **{"teksten/voorwoord.md": tekst}))
    begin = "teksten/voorwoord.md, rij 2: deze regel vraagt om een cijfer dat er niet is."
    assert [str(p) for p in fout.value.problemen] == [
        f"{begin} Bedoelt u 'kf.gezinnen_ondersteund'?",
        f"{begin} De namen staan in de handleiding, bij de teksten.",
    ]


def test_figures_that_the_manual_names_are_there(tmp_path: Path) -> None:
    handleiding = (project_root() / "docs" / "handleiding.md").read_text(encoding="utf-8")
    alinea = next(a for a in handleiding.split("\n\n") if a.startswith("Achter `kf.`"))
    namen = set(re.findall(r"`([a-z_]+)`", alinea))
    assert len(namen) > 10
    assert namen <= NAMEN
