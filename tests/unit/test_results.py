"""The result object: nothing lost between notebooks, nothing hidden let out, files that stay text."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtrendement import ingest, kengetallen, rendement, results
from buurtrendement.errors import GegevensFout, GereedschapFout
from buurtrendement.signals import Signaal
from fabriek import maak_jaar

RENDEMENT: dict[str, Any] = {
    "verslagjaar": 2021,
    "prijspeil": 2021,
    "casussen": {
        "C1": {
            "aantal_gezinnen": 4,
            "jaarkosten": {"na_traject": {"laag": 10778.0, "hoog": 10778.000000000002}},
            "ncw": {"status_quo": {"bij_lage_kosten": -0.1, "bij_hoge_kosten": math.nan}},
        }
    },
    "programma": {"aantal_gezinnen": 4, "extrapolatie": True, "bkv": None, "bkv_reden": "herleidbaar"},
    "pm": [{"post": "Rust", "richting": "+", "toelichting": ""}],
}
SIGNAAL = Signaal("uren_per_contact", "let_op", "Veel uren", "regel", 39.77, 4.0, "39,8 uur", "uur", ("contacten",))
KOP = ";".join(results.CIJFERS_KOLOMMEN).encode() + b"\n"
HOSTIEL = ("=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", "\tx", "\rx", " =1")


def maak(map_: Path, verborgen: tuple[str, ...] = (), **wijzigingen: Any) -> results.Uitkomst:
    jaar = ingest.read_year(maak_jaar(map_, volledig=True, **wijzigingen))
    cijfers = kengetallen.compute(jaar).onderdruk(verborgen)
    return results.build(jaar, cijfers, RENDEMENT, {"tornado": [{"sleutel": "x", "laag": np.float64(0.1)}]}, [SIGNAAL])


def zelfde(een: results.Uitkomst, ander: results.Uitkomst) -> None:
    for veld in ("verslagjaar", "kengetallen", "rendement", "gevoeligheid", "signalen", "aannames", "bronnen"):
        assert getattr(een, veld) == getattr(ander, veld), veld
    for veld in ("casussen", "pm_posten", "citaten", "meta", "cellen", "indelingen", "vorig"):
        assert getattr(een, veld) == getattr(ander, veld), veld
    assert list(een.tabellen) == list(ander.tabellen)
    for naam in een.tabellen:
        pd.testing.assert_frame_equal(een.tabellen[naam], ander.tabellen[naam])


@pytest.mark.parametrize(
    "verborgen", [(), ("huishoudtype_status/Totaal/toegeleid", "gezinnen_per_maand/2021-03/instroom")]
)
def test_nothing_is_lost_between_notebooks(tmp_path: Path, verborgen: tuple[str, ...]) -> None:
    uitkomst = maak(tmp_path, verborgen)
    results.save(uitkomst, tmp_path / "build")
    zelfde(uitkomst, results.load(tmp_path / "build"))


def test_saving_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for map_ in ("een", "twee"):
        results.save(maak(tmp_path / map_), tmp_path / map_)
    een, twee = (sorted((tmp_path / m / results.MAP).iterdir()) for m in ("een", "twee"))
    assert [p.name for p in een] == [p.name for p in twee]
    assert [p.read_bytes() for p in een] == [p.read_bytes() for p in twee]


def test_a_half_result_is_reported_in_words(tmp_path: Path) -> None:
    with pytest.raises(GereedschapFout, match="notebooks"):
        results.load(tmp_path)
    results.save(maak(tmp_path), tmp_path)
    (tmp_path / results.MAP / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(GereedschapFout, match="notebooks"):
        results.load(tmp_path)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_read_back_exactly(getal: float) -> None:
    assert json.loads(json.dumps(results.plain({"x": np.float64(getal)})))["x"] == getal
    assert results._lees_getal(results._csv_getal(getal)) == getal


def test_plain_leaves_no_numpy_and_no_nan() -> None:
    gemengd = {"a": np.int64(3), "b": [np.nan, math.inf, pd.NA, pd.NaT], "c": np.array([1.5]), 4: (np.bool_(True),)}
    assert results.plain(gemengd) == {"a": 3, "b": [None] * 4, "c": [1.5], "4": [True]}


# --- what is in it ----------------------------------------------------------------------------------------------


def test_only_what_was_agreed_to_is_in_it(tmp_path: Path) -> None:
    uitkomst = maak(tmp_path)
    assert [c["citaat"] for c in uitkomst.citaten] == ["Nu weet ik wie ik kan bellen."]
    assert [c["casus"] for c in uitkomst.casussen] == ["C1"]
    geen = maak(tmp_path / "nee", casussen=lambda t: t.replace(";ja", ";nee"))
    assert geen.casussen == ()
    assert "bijstand" not in json.dumps([geen.casussen, geen.meta]).lower()


def test_a_hidden_weight_of_a_case_is_hidden_everywhere(tmp_path: Path) -> None:
    uitkomst = maak(tmp_path, ("casussen/C1/gezinnen", "casussen/Totaal/gezinnen"))
    assert uitkomst.casussen[0]["aantal_gezinnen"] is None
    assert uitkomst.rendement["casussen"]["C1"]["aantal_gezinnen"] is None
    assert uitkomst.rendement["programma"]["aantal_gezinnen"] is None
    assert RENDEMENT["casussen"]["C1"]["aantal_gezinnen"] == 4  # the caller's own is untouched


def test_a_signal_on_a_hidden_figure_loses_its_number(tmp_path: Path) -> None:
    uitkomst = maak(tmp_path, ("contacten_per_maand_soort/Totaal/Totaal",))
    assert uitkomst.signalen[0].waarde is None
    assert "39" not in uitkomst.signalen[0].uitleg


def test_tables_have_the_margins_that_mean_something(tmp_path: Path) -> None:
    tabellen = maak(tmp_path).tabellen
    assert tabellen["huishoudtype_status"].loc["Totaal", "Totaal"] == 6
    assert tabellen["contacten_kanaal_soort"].loc["Totaal"].tolist() == [6, 6, 12]
    assert "Totaal" not in tabellen["gezinnen_per_maand"].index  # a stock has no total
    assert "Totaal" not in tabellen["leefgebieden_verandering"].index  # families are in every row
    assert tabellen["coaches_uren"].loc["2021-03", "directe_uren"] == 96.5
    dicht = maak(tmp_path / "b", ("huishoudtype_status/Totaal/Totaal",)).tabellen["huishoudtype_status"]
    assert dicht.loc["Totaal", "Totaal"] is pd.NA


def test_a_year_without_optional_tables_has_no_such_tables(tmp_path: Path) -> None:
    jaar = ingest.read_year(maak_jaar(tmp_path))
    uitkomst = results.build(jaar, kengetallen.compute(jaar), RENDEMENT, {}, [])
    assert not {"mijlpalen", "screening", "overlast", "leefgebieden_verandering"} & set(uitkomst.tabellen)
    assert results.weergave(uitkomst.kengetallen["mijlpalen"]) == "niet gemeten"
    assert uitkomst.citaten == ()


def test_sources_of_reference_data_are_listed_too(tmp_path: Path) -> None:
    bronnen = [b["bron"] for b in maak(tmp_path).bronnen]
    assert len(bronnen) == len(set(bronnen))
    assert {"casus", "bijstandsnormen_2021"} <= set(bronnen)


def test_texts_about_the_data_come_along(tmp_path: Path) -> None:
    uitkomst = maak(
        tmp_path, **{"teksten/bijsluiter.md": "Dit jaar is\nverzonnen.\n", "teksten/programma.md": "De buurt\n"}
    )
    assert uitkomst.meta["bijsluiter"] == "Dit jaar is verzonnen."
    assert uitkomst.meta["programma"] == "De buurt"


def test_texts_about_the_data_may_come_from_an_old_program(tmp_path: Path) -> None:
    """In Windows' own encoding, and with the line ends of an old Mac: what `check` takes is printed as it was meant."""
    uitkomst = maak(
        tmp_path,
        **{
            "teksten/programma.md": "Café De Ruïne\n".encode("cp1252"),
            "teksten/en/woorden.csv": 'nl;en\rouder;"parent; née"\r'.encode("cp1252"),
        },
    )
    assert uitkomst.meta["programma"] == "Café De Ruïne"
    assert uitkomst.meta["woorden_en"] == {"ouder": "parent; née"}


# --- words ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("waarde", "eenheid", "decimalen", "nederlands", "engels"),
    [
        (2504.0, "uren", 0, "2.504", "2,504"),
        (3.265, "contacten per gezin per maand", 1, "3,3", "3.3"),
        (0.5925, "aandeel (0 tot 1)", 0, "59%", "59%"),
        ({"2021-03": 2, "2021-04": None}, "gezinnen", 0, "maart 2021: 2; april 2021: afgeschermd",
         "March 2021: 2; April 2021: withheld"),
    ],
)  # fmt: skip
def test_shown_as_a_reader_sees_it(waarde: Any, eenheid: str, decimalen: int, nederlands: str, engels: str) -> None:
    k = kengetallen.Kengetal("x", waarde, eenheid, "X", "d", "t", "n", decimalen=decimalen)
    assert results.weergave(k) == nederlands
    assert results.weergave(k, "en") == engels


def test_hidden_not_measured_and_too_early_are_told_apart(tmp_path: Path) -> None:
    uitkomst = maak(tmp_path, ("huishoudtype_status/Totaal/toegeleid",), overlast=None)
    k = uitkomst.kengetallen
    assert results.weergave(k["gezinnen_toegeleid"]) == "afgeschermd"
    assert results.weergave(k["gezinnen_toegeleid"], "en") == "withheld"
    assert results.weergave(k["overlastmeldingen"]) == "niet gemeten"
    assert results.weergave(k["overlastmeldingen"], "en") == "not measured"
    assert results.weergave(k["doel_zelfredzaam"]) == "doel: 4 van de 10; bereikt: nog niet te meten"


# --- files ------------------------------------------------------------------------------------------------------


def test_kengetallen_json(tmp_path: Path) -> None:
    pad = tmp_path / "kengetallen.json"
    results.write_kengetallen_json(maak(tmp_path, ("huishoudtype_status/Totaal/toegeleid",)), pad)
    tekst = pad.read_text(encoding="utf-8")
    gelezen = json.loads(tekst)
    assert gelezen["verslagjaar"] == 2021
    assert set(gelezen["kengetallen"]) == set(kengetallen.OMSCHRIJVINGEN)
    for k in gelezen["kengetallen"].values():
        assert tuple(k) == results.KENGETAL_VELDEN
    verborgen = gelezen["kengetallen"]["gezinnen_toegeleid"]
    assert (verborgen["waarde"], verborgen["onderdrukt"], verborgen["weergave"]) == (None, True, "afgeschermd")
    assert "NaN" not in tekst
    assert tekst.endswith("}\n")
    assert b"\r" not in pad.read_bytes()


def test_rendement_json_keeps_amounts_unrounded(tmp_path: Path) -> None:
    pad = tmp_path / "rendement.json"
    results.write_rendement_json(maak(tmp_path), pad)
    gelezen = json.loads(pad.read_text(encoding="utf-8"))
    assert gelezen["casussen"]["C1"]["jaarkosten"]["na_traject"]["hoog"] == 10778.000000000002
    assert gelezen["casussen"]["C1"]["ncw"]["status_quo"]["bij_hoge_kosten"] is None


def test_cijfers_csv_reads_back(tmp_path: Path) -> None:
    verborgen = ("huishoudtype_status/Totaal/toegeleid", "gezinnen_per_maand/2021-03/instroom")
    uitkomst = maak(tmp_path, verborgen)
    pad = tmp_path / "cijfers.csv"
    results.write_cijfers_csv(uitkomst, pad)
    tabel = results.read_cijfers(pad).set_index("sleutel")
    assert tabel.index.is_unique
    assert tabel.loc["contacten", "waarde"] == 12
    assert tabel.loc["directe_uren", "waarde"] == 477.25
    assert tabel.loc["instroom_per_maand.2021-04", "waarde"] == 1
    assert tabel.loc["rendement.casussen.C1.ncw.status_quo.bij_lage_kosten", "waarde"] == -0.1
    assert tabel.loc["rendement.programma.bkv", "onderdrukt"]
    assert tabel.loc["aannames.discontovoet", "waarde"] == 0.0225
    for sleutel in ("gezinnen_toegeleid", "instroom_per_maand.2021-03", *verborgen):
        assert math.isnan(tabel.loc[sleutel, "waarde"])
        assert tabel.loc[sleutel, "onderdrukt"]
    assert not tabel.loc["rendement.casussen.C1.ncw.status_quo.bij_hoge_kosten", "onderdrukt"]
    assert (tabel["verslagjaar"] == 2021).all()


def test_ingest_and_signals_read_last_years_cijfers(tmp_path: Path) -> None:
    map_ = maak_jaar(tmp_path / "2021", volledig=True)
    results.write_cijfers_csv(maak(tmp_path / "2021", ("huishoudtype_status/Totaal/toegeleid",)), map_ / "cijfers.csv")
    volgend = ingest.read_year(maak_jaar(tmp_path / "2022"))
    vorig = kengetallen.vorige_waarden(volgend.vorig)
    assert vorig["gezinnen_lopend"] == 4
    assert vorig["directe_uren"] == 477.25
    assert vorig["gezinnen_toegeleid"] is None


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    for tekst in HOSTIEL:
        assert results.formula_safe(tekst) == f"'{tekst}"
        assert results._zonder_apostrof(results.formula_safe(tekst)) == tekst
    assert results.formula_safe("gewoon - tekst") == "gewoon - tekst"
    hostiel = maak(tmp_path, aannames=lambda t: t.replace(";Discontovoet;", ";=cmd|' /C calc'!A0;"))
    pad = tmp_path / "cijfers.csv"
    results.write_cijfers_csv(hostiel, pad)
    with pad.open(encoding="utf-8", newline="") as stroom:
        rijen = list(csv.reader(stroom, delimiter=";"))
    for rij in rijen[1:]:
        for nummer, cel in enumerate(rij):
            assert nummer == 2 or not cel.startswith(("=", "+", "-", "@", "\t", "\r"))
    regel = results.read_cijfers(pad).set_index("sleutel").loc["aannames.discontovoet"]
    assert regel["label"] == "=cmd|' /C calc'!A0"


@pytest.mark.parametrize(
    "inhoud",
    [b"", b"a;b\n1;2\n", b"\xff\xfe\x00", KOP + b"a;b;x;;;;;\n",
     KOP + b"a;b\n"],
)  # fmt: skip
def test_a_damaged_cijfers_csv_is_named(tmp_path: Path, inhoud: bytes) -> None:
    pad = tmp_path / "cijfers.csv"
    pad.write_bytes(inhoud)
    with pytest.raises(GegevensFout, match=r"cijfers\.csv"):
        results.read_cijfers(pad)


def test_a_missing_cijfers_csv_is_named(tmp_path: Path) -> None:
    with pytest.raises(GegevensFout, match=r"cijfers\.csv"):
        results.read_cijfers(tmp_path / "cijfers.csv")


def test_parts_of_figures_have_words_and_a_unit_of_their_own() -> None:
    jaar = ingest.read_year(Path(__file__).parents[2] / "data" / "2022")
    uitkomst = results.build(jaar, kengetallen.compute(jaar), rendement.compute(jaar), {}, ())
    regels = {r[0]: r for r in results.cijferregels(uitkomst)}
    beeindigd = regels["doel_zelfredzaam.gezinnen_beeindigd"]
    assert beeindigd[1].endswith(": gezinnen van wie de ondersteuning eindigde")
    assert (beeindigd[3], regels["doel_zelfredzaam.doel"][3]) == ("gezinnen", "gezinnen van de tien")
    assert regels["leefgebieden_verandering.zrm13:basale_adl.beter"][1] == (
        "Verandering per leefgebied: Basale activiteiten van het dagelijks leven (ZRM13), beter"
    )
    assert regels["instroom_per_maand.2022-03"][1] == "Gestarte gezinnen per maand: maart 2022"
    # A key is for a program, a label for a reader.
    assert not [label for _, label, *_ in regels.values() if "_" in label or "zrm" in label]
