"""The chapter 'Jaar op jaar': sentences follow the sign, hidden stays hidden over two years, gaps and first years."""

from __future__ import annotations

import copy
import dataclasses
import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from buurtrendement import disclosure, ingest, kengetallen, pipeline, results, stappen, vergelijken
from buurtrendement import text as tekst
from buurtrendement.kengetallen import Relatie
from buurtrendement.paths import project_root
from buurtrendement.text.catalogus import Catalogus
from buurtrendement.text.jaar_op_jaar import BESPROKEN, jaar_op_jaar
from buurtrendement.text.jaar_op_jaar_teksten import EN, NL
from buurtrendement.text.lezer import Lezer
from buurtrendement.tonen import jaar_op_jaar as toon_jaar_op_jaar
from buurtrendement.vergelijken import META, VOLGEN
from fabriek import maak_jaar

DATA = project_root() / "data"
NBSP = "\N{NO-BREAK SPACE}"
CF = ("dreigend_scenario", "status_quo")


def _zin(markdown: str) -> str:
    """What a reader sees of it: without the character references."""
    zichtbaar = re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), markdown)
    return zichtbaar.replace(NBSP, " ")


def _tekst(uitkomst: results.Uitkomst, taal: str = "nl") -> str:
    return _zin(jaar_op_jaar(Catalogus(taal), Lezer(uitkomst)))


@pytest.fixture(scope="module")
def gewoon() -> results.Uitkomst:
    """The example year 2022 beside 2021."""
    return stappen.bereken_uitkomst(stappen.lees_jaar(2022, DATA / "2022"))


def _met(uitkomst: results.Uitkomst, **anders: Any) -> results.Uitkomst:
    v = copy.deepcopy(dict(uitkomst.meta[META])) | anders
    return dataclasses.replace(uitkomst, meta={**uitkomst.meta, META: v})


def _met_kengetal(
    uitkomst: results.Uitkomst, sleutel: str, waarden: list[float | None], verborgen: list[bool] | None = None
) -> results.Uitkomst:
    verborgen = verborgen or [False] * len(waarden)
    oud, nieuw = waarden[-2:]
    rijen = copy.deepcopy(uitkomst.meta[META]["kengetallen"])
    for rij in rijen:
        if rij["sleutel"] == sleutel:
            rij |= {
                "waarden": waarden,
                "verborgen": verborgen,
                "verschil": None if oud is None or nieuw is None else nieuw - oud,
            }
    return _met(uitkomst, kengetallen=rijen)


# -- the example years ------------------------------------------------------------------------------------------------


def test_2022_beside_2021_says_the_published_figures(gewoon: results.Uitkomst) -> None:
    gezegd = _tekst(gewoon)
    for zin in (
        "De gezinscoaches hielpen meer gezinnen dan in 2021: 24 tegen 13.",
        "Meer gezinnen konden verder met gewone hulp: 6 tegen 2.",
        "Elk gezin had even vaak contact: gemiddeld 3,3 keer per maand.",
        "Een gezin kostte een coach minder tijd: gemiddeld 166 uur tegen 193.",
        "bij 45% van de contacten tegen 36%",
        "Eind 2021 kregen 11 gezinnen hulp. Met dat aantal begint 2022 ook.",
        "In het jaarbericht over 2023 kan dat voor het eerst, voor de gezinnen die in 2021 begonnen.",
        "De cijfers van 2021 zijn voor dit bericht opnieuw berekend",
    ):
        assert zin in gezegd
    for rij in (
        r"\[Contacten\]\(#kengetal-contacten\) \| 271 \| 618 \| \+347 \|",
        r"\[Directe uren per gezin\]\(#[a-z-]+\) \| 193 \| 166 \| −27 \|",
        r"\[Contacten op initiatief van het gezin\]\(#[a-z-]+\) \| 36% \| 45% \| \+9 %-punt \|",
        r"\[Overlastmeldingen in de buurt\]\(#[a-z-]+\) \| niet gemeten \| 301 \| – \|",
        r"\| 2021 \| 0 \| 13 \| 2 \| 11 \| – \|\n\| 2022 \| 11 \| 13 \| 11 \| 13 \| ja \|",
    ):
        assert re.search(rij, gezegd), rij


def test_the_effect_of_assumptions_is_that_of_a_rerun_with_the_old_ones(gewoon: results.Uitkomst) -> None:
    v = gewoon.meta[META]
    oud = {a["sleutel"]: a["oud"] for a in v["aannames"] if a["sleutel"] != "prijspeil"}
    jaar = stappen.lees_jaar(2022, DATA / "2022", {s: w for s, w in oud.items() if s != "drempel_kleine_aantallen"})
    terug = stappen.bereken_rendement(jaar)["programma"]["ncw"]
    regel = next(r for r in reversed(v["effect"]["regels"]) if r["sleutel"] != "prijspeil")
    for cf in CF:
        assert regel["ncw"][cf] == pytest.approx(terug[cf])
        assert v["effect"]["regels"][0]["ncw"][cf] == pytest.approx(gewoon.rendement["programma"]["ncw"][cf])


def test_the_first_year_is_one_sentence() -> None:
    uitkomst = stappen.bereken_uitkomst(stappen.lees_jaar(2021, DATA / "2021"))
    assert uitkomst.meta[META] is None
    assert _tekst(uitkomst).strip() == NL["joj.eerste"]
    assert _tekst(uitkomst, "en").strip() == EN["joj.eerste"]
    assert "trend" not in tekst.optioneel(uitkomst)
    assert "geen eerder jaar" in str(toon_jaar_op_jaar(uitkomst).data)


def test_a_later_year_without_earlier_figures_is_not_called_the_first(tmp_path: Path) -> None:
    pad = maak_jaar(tmp_path)  # a family of the year before goes on
    assert _tekst(stappen.bereken_uitkomst(stappen.lees_jaar(2021, pad))).strip() == NL["joj.alleen"]


def test_the_comparison_survives_keeping_and_is_in_the_open_data(gewoon: results.Uitkomst, tmp_path: Path) -> None:
    results.save(gewoon, tmp_path)
    terug = results.load(tmp_path)
    assert terug.meta[META] == gewoon.meta[META]
    assert _tekst(terug) == _tekst(gewoon)
    results.write_cijfers_csv(gewoon, tmp_path / "cijfers.csv")
    cijfers = results.read_cijfers(tmp_path / "cijfers.csv").set_index("sleutel")
    for cel, n in gewoon.meta[META]["volgen"]["cellen"].items():
        rij = cijfers.loc[f"{VOLGEN}/{cel}"]
        assert rij["onderdrukt"] == (n is None)
        assert n is None or rij["waarde"] == n


def test_notebook_and_report_show_the_same_differences(gewoon: results.Uitkomst) -> None:
    in_notebook = _zin(str(toon_jaar_op_jaar(gewoon).data))
    for verschil in ("| +347 |", "| −27 |", "| +1.482 |"):
        assert verschil in in_notebook
        assert verschil in _tekst(gewoon)


# -- the sign ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sleutel", BESPROKEN)
@pytest.mark.parametrize(("taal", "woorden"), [("nl", NL), ("en", EN)])
def test_sentences_follow_the_sign(gewoon: results.Uitkomst, sleutel: str, taal: str, woorden: dict[str, str]) -> None:
    for waarden, richting in (([0.2, 0.4], "meer"), ([0.4, 0.2], "minder"), ([0.3, 0.3], "gelijk")):
        keer = 1 if sleutel.startswith("aandeel") else 50
        gezegd = _tekst(_met_kengetal(gewoon, sleutel, [w * keer for w in waarden]), taal)
        begin = woorden[f"joj.{sleutel}.{richting}"].partition("{")[0]
        assert begin in gezegd
        for ander in {"meer", "minder", "gelijk"} - {richting}:
            assert woorden[f"joj.{sleutel}.{ander}"].partition("{")[0] not in gezegd


def test_a_change_is_that_of_the_figures_as_they_are_printed(gewoon: results.Uitkomst) -> None:
    # 3.34 and 3.36 are printed as 3,3 and 3,4: the reader sees a tenth more, whatever lies behind it.
    u = _met_kengetal(gewoon, "contacten_per_gezin_per_maand", [3.34, 3.36])
    assert "| 3,3 | 3,4 | +0,1 |" in _tekst(u)
    assert "vaker contact: gemiddeld 3,4 keer per maand tegen 3,3" in _tekst(u)
    (rij,) = [
        r for r in vergelijken.tabellen(u.meta[META])["kengetallen"].rijen if r[0] == "Contacten per gezin per maand"
    ]
    assert rij[1:] == ("3,3", "3,4", "+0,1")


@pytest.mark.parametrize("verborgen", [[True, False], [False, True], [True, True]])
def test_hidden_in_either_year_gives_no_change_and_no_sentence(gewoon: results.Uitkomst, verborgen: list[bool]) -> None:
    waarden = [None if h else 17.0 for h in verborgen]
    gezegd = _tekst(_met_kengetal(gewoon, "gezinnen_toegeleid", waarden, verborgen))
    (rij,) = re.findall(r"\[Toegeleid naar reguliere hulp\]\(#[a-z-]+\) (\|.*)", gezegd)
    assert rij == "| " + " | ".join("afgeschermd" if h else "17" for h in verborgen) + " | – |"
    assert "konden verder met gewone hulp" not in gezegd


@pytest.mark.parametrize(
    ("begin", "eind", "verborgen", "zin"),
    [
        (11, 11, False, "De jaren sluiten dus op elkaar aan."),
        (12, 11, False, "maar 2022 begint met een ander aantal: 12."),
        (None, 11, True, "een van die aantallen is afgeschermd of ontbreekt"),
    ],
)
def test_stock_of_two_years(gewoon: results.Uitkomst, begin: int | None, eind: int, verborgen: bool, zin: str) -> None:
    u = _met_kengetal(gewoon, "beginstand", [0, begin], [False, verborgen])
    u = _met_kengetal(u, "gezinnen_lopend", [eind, 13])
    assert zin in _tekst(u)


@pytest.mark.parametrize(
    ("toen", "woord"),
    [(-1e6, "gunstiger: "), (1e6, "ongunstiger: "), (0.0, "maakt het voor de uitkomst niets uit")],
)
def test_the_effect_of_assumptions_follows_the_sign(gewoon: results.Uitkomst, toen: float, woord: str) -> None:
    regels = copy.deepcopy(gewoon.meta[META]["effect"]["regels"])
    nu = regels[0]["ncw"]
    anders = {cf: {grens: w + toen for grens, w in nu[cf].items()} for cf in CF}
    effect = {"grondslag": "programma", "regels": [*regels, {"sleutel": "alle", "label": "", "ncw": anders}]}
    gezegd = _tekst(_met(gewoon, effect=effect))
    assert len(re.findall(rf"(?<!\w){woord}", gezegd)) == 2
    assert "'Alle aannames' is zonder het prijspeil." in gezegd


def test_mixed_effect_unchanged_assumptions_and_a_price_level(gewoon: results.Uitkomst) -> None:
    regels = copy.deepcopy(gewoon.meta[META]["effect"]["regels"])
    wijder = {cf: {"bij_lage_kosten": -9e6, "bij_hoge_kosten": 9e6} for cf in CF}
    effect = {"grondslag": "met_toestemming", "regels": [regels[0], {"sleutel": "alle", "label": "", "ncw": wijder}]}
    gezegd = _tekst(_met(gewoon, effect=effect))
    assert gezegd.count("aan de ene kant hoger, aan de andere kant lager") == 2
    assert NL["joj.effect.toestemming"] in gezegd
    alleen_prijs = {"grondslag": "programma", "regels": [r for r in regels if r["sleutel"] in ("nu", "prijspeil")]}
    assert NL["joj.effect.prijspeil"] in _tekst(_met(gewoon, effect=alleen_prijs))
    gelijk = _tekst(_met(gewoon, aannames=[], effect=None))
    assert NL["joj.aannames.geen"] in gelijk
    assert "#tbl-jaar-op-jaar-effect" not in gelijk
    assert NL["joj.aannames.niet"] in _tekst(_met(gewoon, effect=None))


def test_a_measured_goal_is_said_beside_the_goal(gewoon: results.Uitkomst) -> None:
    doel = gewoon.kengetallen["doel_zelfredzaam"]
    waarde = {
        "doel": 4.0,
        "van": 10,
        "bereikt": 2.5,
        "gezinnen_beoordeeld": 20,
        "gezinnen_toegeleid": 5,
        "gezinnen_beeindigd": 12,
    }
    gemeten = dataclasses.replace(doel, waarde=waarde, reden=None)
    gezegd = _tekst(dataclasses.replace(gewoon, kengetallen={**gewoon.kengetallen, "doel_zelfredzaam": gemeten}))
    assert "Van de 20 gezinnen van wie de hulp is afgerond of al twee jaar duurt, zijn er 5 toegeleid" in gezegd
    assert "Omgerekend zijn dat er 2,5 van elke tien. Het doel is 4." in gezegd
    assert "tot nu toe" not in gezegd


# -- several years ----------------------------------------------------------------------------------------------------


def _reeks(tmp_path: Path, *jaren: int) -> results.Uitkomst:
    for jaar in jaren:
        maak_jaar(tmp_path / str(jaar))
    return stappen.bereken_uitkomst(stappen.lees_jaar(jaren[-1], tmp_path / str(jaren[-1])))


def test_gaps_in_the_years_are_said_and_never_bridged(tmp_path: Path) -> None:
    gezegd = _tekst(_reeks(tmp_path, 2018, 2021))
    assert "Over 2019 en 2020 zijn er geen cijfers." in gezegd
    assert "Over 2019 en 2020 zijn er geen cijfers. Of de jaren op elkaar aansluiten, is dus niet te zeggen." in gezegd
    assert "| Kengetal | 2018 | 2021 | Verschil |" in gezegd
    assert "ja |" not in gezegd.partition("Sluit aan")[2].partition("###")[0]


def test_three_years_stand_in_one_table_of_stock(tmp_path: Path) -> None:
    gezegd = _tekst(_reeks(tmp_path, 2019, 2020, 2021))
    stand = gezegd.partition("Sluit aan |")[2]
    assert [r for r in re.findall(r"^\| (\d{4}) \|", stand, re.M)][:3] == ["2019", "2020", "2021"]


def test_a_year_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    maak_jaar(tmp_path / "2020", gezinnen="dit is geen tabel\n")
    jaar = stappen.lees_jaar(2021, maak_jaar(tmp_path / "2021"))
    assert not jaar.eerdere
    (melding,) = [m for m in jaar.meldingen if m.bestand == "2020"]
    assert melding.ernst == "waarschuwing"
    assert "cijfers_2020.csv" in melding.herstel


def test_a_damaged_published_file_is_not_replaced_by_a_guess(tmp_path: Path) -> None:
    maak_jaar(tmp_path / "2019")
    (tmp_path / "2019" / "cijfers.csv").write_text("sleutel;waarde\ncontacten;3\n", encoding="utf-8")
    jaar = stappen.lees_jaar(2021, maak_jaar(tmp_path / "2021"))
    assert 2019 not in jaar.eerdere
    assert [m.bestand for m in jaar.meldingen if m.ernst == "waarschuwing"].count("2019") == 1


def test_published_figures_are_the_input_and_not_the_tables(tmp_path: Path) -> None:
    eerste, tweede = maak_jaar(tmp_path / "2020"), maak_jaar(tmp_path / "2021")
    (eerste / "Familie Jansen.csv").write_text("a;b\n", encoding="utf-8")

    def namen() -> set[str]:
        return {f"{p.parent.name}/{p.name}" for p in vergelijken.bestanden_van_eerdere_jaren(tweede, 2021)}

    assert "2020/gezinnen.csv" in namen()
    assert "2020/Familie Jansen.csv" not in namen()
    vroeger = stappen.bereken_uitkomst(stappen.lees_jaar(2020, eerste))
    results.write_cijfers_csv(vroeger, eerste / "cijfers.csv")
    assert namen() == {"2020/cijfers.csv"}
    uitkomst = stappen.bereken_uitkomst(stappen.lees_jaar(2021, tweede))
    assert uitkomst.meta[META]["herkomst"] == ["gepubliceerd"]
    assert "De cijfers van 2020 zijn die uit het jaarbericht van toen." in _tekst(uitkomst)
    results.write_cijfers_csv(vroeger, tweede / "cijfers_2020.csv")
    assert namen() == set()  # it lies in the year's own folder, and is listed with that


def test_the_manifest_names_what_was_read_of_earlier_years() -> None:
    opdracht = pipeline.Opdracht(DATA / "2022")
    invoer = pipeline.manifest(opdracht, stappen.lees_jaar(2022, DATA / "2022"), "ingebouwd")["invoer"]
    assert {"../2021/gezinnen.csv", "../2021/aannames.csv"} <= set(invoer)
    eerste = pipeline.manifest(pipeline.Opdracht(DATA / "2021"), stappen.lees_jaar(2021, DATA / "2021"), "ingebouwd")
    assert not [naam for naam in eerste["invoer"] if naam.startswith("..")]


def test_a_computed_earlier_year_is_kept_until_something_of_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    eerste, tweede = maak_jaar(tmp_path / "2020"), maak_jaar(tmp_path / "2021")
    gerekend: list[str] = []
    echt = vergelijken.cijfers_van

    def tel(jaar: ingest.Jaargegevens) -> Any:
        gerekend.append(jaar.map.name)
        return echt(jaar)

    monkeypatch.setattr(vergelijken, "cijfers_van", tel)

    def lees() -> float:
        tabel = stappen.lees_jaar(2021, tweede, bouw_map=tmp_path / "bouw").eerdere[2020].set_index("sleutel")
        return float(tabel.at["contacten", "waarde"])

    assert lees() == 12
    with (tweede / "uren.csv").open("a", encoding="utf-8") as stroom:
        stroom.write("K02;2021-11;4\n")
    assert lees() == 12
    assert gerekend == ["2020"]  # this year changed, that one did not
    with (eerste / "contacten.csv").open("a", encoding="utf-8") as stroom:
        stroom.write("G01;16-04-2020;kort;telefoon;gezin\n")
    assert lees() == 13
    assert gerekend == ["2020", "2020"]


# -- words ------------------------------------------------------------------------------------------------------------


def test_both_editions_have_the_same_words_and_fields() -> None:
    assert set(NL) == set(EN)
    for sleutel, zin in NL.items():
        assert set(re.findall(r"\{(\w+)\}", zin)) == set(re.findall(r"\{(\w+)\}", EN[sleutel])), sleutel


def test_both_editions_have_the_same_numbers(gewoon: results.Uitkomst) -> None:
    def getallen(taal: str) -> list[str]:
        gezegd = re.sub(r"(?<=\d)[.,](?=\d)", "", _tekst(gewoon, taal))
        return re.findall(r"\d+", re.sub(r"\{[^}]*\}|\(#[^)]*\)", "", gezegd))

    assert sorted(getallen("nl")) == sorted(getallen("en"))


def test_a_hostile_label_of_an_assumption_stays_text(gewoon: results.Uitkomst) -> None:
    kwaad = '{{< include /etc/passwd >}} | <script>alert("x")</script>'
    aannames = [{**a, "label": kwaad} for a in gewoon.meta[META]["aannames"]]
    ruw = jaar_op_jaar(Catalogus("nl"), Lezer(_met(gewoon, aannames=aannames)))
    assert "<script" not in ruw
    assert "{{<" not in ruw
    assert "&#60;script&#62;" in ruw


# -- an attacker with both reports ------------------------------------------------------------------------------------

DREMPEL = 3
SLOT = ("gezinnen_beeindigd", "gezinnen_per_maand/Totaal/uitstroom")
UIT = ("gezinnen_toegeleid", "huishoudtype_status/Totaal/toegeleid")


def _twee_jaar(seed: int, map_: Path, alle_rijen: bool) -> dict[int, Path]:
    """One invented programme over two years; ``alle_rijen``: the second file still holds who left in the first."""
    toeval = np.random.default_rng(seed)
    gezinnen = []
    for i in range(int(toeval.integers(14, 45))):
        start = int(toeval.integers(2019, 2023))
        eind = int(toeval.integers(max(start, 2021), 2023)) if toeval.random() < 0.65 else None
        bestemming = str(toeval.choice(["regulier", "gestopt", "verhuisd"], p=[0.6, 0.25, 0.15]))
        soort = str(toeval.choice(["eenouder", "samenwonend_met_kinderen"]))
        gezinnen.append((f"G{i:02d}", start, soort, eind, bestemming))
    mappen = {}
    for jaar in (2021, 2022):
        regels = ["gezin;startdatum;huishoudtype;einddatum;bestemming"]
        contact = ""
        for gezin, start, soort, eind, bestemming in gezinnen:
            weg = eind is not None and eind < jaar
            if start > jaar or (weg and not alle_rijen):
                continue
            klaar = eind is not None and eind <= jaar
            regels.append(f"{gezin};05-03-{start};{soort};" + (f"28-12-{eind};{bestemming}" if klaar else ";"))
            contact = contact or ("" if weg else gezin)
        mappen[jaar] = maak_jaar(
            map_ / str(jaar),
            gezinnen="\n".join(regels) + "\n",
            contacten=f"gezin;datum;soort;kanaal;initiatief\n{contact};20-12-{jaar};kort;telefoon;gezin\n",
            aannames=lambda t: t.replace("gepubliceerd wordt;1", f"gepubliceerd wordt;{DREMPEL}"),
        )
    return mappen


@pytest.mark.parametrize("merk", ["ja", " ja", True, np.True_])
def test_hidden_last_year_is_seen_however_the_file_was_read(merk: object) -> None:
    eind, begin = "huishoudtype_status/Totaal/lopend", "gezinnen_per_maand/beginstand"
    vorig = pd.DataFrame({"sleutel": [eind], "waarde": [None], "onderdrukt": [merk]})
    assert disclosure._from_last_year({begin: 40}, vorig)[1] == [begin]


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "alle_rijen"), [(0, False), (2, True), (4, True)])
def test_two_reports_together_give_no_small_count_back(tmp_path: Path, seed: int, alle_rijen: bool) -> None:
    """Every hidden count of either year may still be the threshold or more, given all that both reports print.

    The attacker knows every sum within a year, that the stock at the end is that at the beginning of the next, also by
    year of start, and that the tally of the goal grows by what left in the year.
    """
    cellen: dict[str, int] = {}
    sommen: list[Relatie] = []
    verborgen: set[str] = set()
    for jaar, map_ in _twee_jaar(seed, tmp_path, alle_rijen).items():
        gelezen = stappen.lees_jaar(jaar, map_)
        ruw, kg = kengetallen.compute(gelezen), stappen.bereken_kengetallen(gelezen)
        gezien = {**kg.tellingen.waarden, **vergelijken.volg_gezinnen(gelezen, kg.tellingen.waarden)}
        waar, relaties = vergelijken._volgcellen(gelezen)
        tellingen = {c: n for c, n in {**ruw.tellingen.waarden, **waar}.items() if n is not None}
        tally = dict(kg.kengetallen["doel_zelfredzaam"].waarde)  # type: ignore[arg-type]
        for deel, cel in (SLOT, UIT):
            eerder = cellen.get(f"2021:{deel}", 0)
            tellingen[deel] = eerder + tellingen[cel]
            assert tally[deel] in (None, tellingen[deel])
            gezien[deel] = tally[deel]
            delen = (f"{jaar}:{cel}", *([f"2021:{deel}"] if jaar == 2022 else []))
            sommen.append(Relatie(f"{jaar}:{deel}", delen))
        cellen |= {f"{jaar}:{c}": n for c, n in tellingen.items()}
        verborgen |= {f"{jaar}:{c}" for c in tellingen if gezien[c] is None}
        sommen += [
            Relatie(f"{jaar}:{r.totaal}", tuple(f"{jaar}:{d}" for d in r.delen))
            for r in [*ruw.tellingen.relaties, *relaties]
        ]
    sommen.append(Relatie("2022:gezinnen_per_maand/beginstand", ("2021:huishoudtype_status/Totaal/lopend",)))
    sommen += [
        Relatie(f"2022:{VOLGEN}/{start}/Totaal", (f"2021:{VOLGEN}/{start}/lopend",))
        for start in (2019, 2020, 2021)
        if f"2022:{VOLGEN}/{start}/Totaal" in cellen and f"2021:{VOLGEN}/{start}/lopend" in cellen
    ]
    intervallen = disclosure.attacker_intervals(cellen, sommen, verborgen)
    fout = [
        (cel, n, intervallen.get(cel))
        for cel, n in cellen.items()
        if n < DREMPEL and (cel not in intervallen or intervallen[cel].hoog < DREMPEL)
    ]
    assert not fout
