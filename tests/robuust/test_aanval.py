"""An attacker with everything that is published, this year and last year, cannot narrow down a small count.

The attacker is written apart from ``disclosure``: it reads the published files, sets up its own linear programme with
the additive relations (they are no secret: any reader can see which counts add up) and with what follows from last
year's report, and asks for the smallest and largest value of every hidden count.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from buurtrendement import ingest, kengetallen, results, stappen
from fabriek import maak_jaar

DREMPEL = 5
WORTEL = Path(__file__).parents[2]
TYPEN = ("eenouder", "samenwonend_met_kinderen", "anders")
GEBIEDEN = ("financien", "huisvesting", "sociaal_netwerk")
MIJLPALEN = ("zelf_contact_gezocht", "hulp_aangevraagd", "werk_gezocht")


def _dag(rng: np.random.Generator, van: np.datetime64, tot: np.datetime64) -> np.datetime64:
    return van + np.timedelta64(int(rng.integers(0, max(1, int((tot - van).astype(int))))), "D")


def _nl(dag: np.datetime64) -> str:
    return f"{str(dag)[8:10]}-{str(dag)[5:7]}-{str(dag)[:4]}"


def _twee_jaren(map_: Path, zaad: int, drempel_vorig: int) -> tuple[Path, Path]:
    """Two consecutive years of one invented programme, small enough for every kind of small count."""
    rng = np.random.default_rng(zaad)
    gezinnen = []
    for i in range(int(rng.integers(8, 34))):
        start = _dag(rng, np.datetime64("2020-02-01"), np.datetime64("2021-12-01"))
        einde = start + np.timedelta64(int(rng.integers(40, 600)), "D") if rng.random() < 0.5 else None
        soort = TYPEN[int(rng.choice(3, p=(0.55, 0.35, 0.10)))]
        gezinnen.append((f"G{i + 1:02d}", soort, start, einde, str(rng.choice(["regulier", "gestopt", "verhuisd"]))))
    return tuple(_jaar(map_, jaar, gezinnen, rng, drempel_vorig if jaar == 2020 else DREMPEL) for jaar in (2020, 2021))  # type: ignore[return-value]


def _jaar(map_: Path, jaar: int, gezinnen: list[Any], rng: np.random.Generator, drempel: int) -> Path:
    begin, slot = np.datetime64(f"{jaar}-01-01"), np.datetime64(f"{jaar}-12-31")
    rijen: dict[str, list[str]] = {t: [] for t in ("gezinnen", "contacten", "leefgebieden", "mijlpalen", "screening")}
    for gezin, soort, start, einde, bestemming in gezinnen:
        if start > slot or (einde is not None and einde < begin):
            continue
        klaar = einde is not None and einde <= slot
        rijen["gezinnen"].append(
            f"{gezin};{_nl(start)};{soort};{_nl(einde) if klaar else ''};{bestemming if klaar else ''}"
        )
        van, tot = max(start, begin), (einde if klaar else slot)
        for _ in range(int(rng.integers(1, 12))):
            kanaal = rng.choice(["huisbezoek", "telefoon", "bericht", "overleg"], p=(0.5, 0.3, 0.15, 0.05))
            rijen["contacten"].append(
                f"{gezin};{_nl(_dag(rng, van, tot))};{rng.choice(['kort', 'lang'])};{kanaal};"
                f"{rng.choice(['gezin', 'coach', 'netwerk'], p=(0.5, 0.45, 0.05))}"
            )
        if rng.random() < 0.8 and int((tot - van).astype(int)) > 30:
            for dag in (van + np.timedelta64(3, "D"), tot - np.timedelta64(3, "D")):
                for gebied in GEBIEDEN:
                    rijen["leefgebieden"].append(f"{gezin};{_nl(dag)};zrm13;{gebied};{rng.integers(1, 6)}")
        for mijlpaal in MIJLPALEN:
            if rng.random() < 0.4:
                rijen["mijlpalen"].append(f"{gezin};{_nl(_dag(rng, van, tot))};{mijlpaal}")
    for k in range(int(rng.integers(6, 25))):
        antwoorden = [str(rng.choice(["ja", "nee", "onbekend"], p=(0.75, 0.2, 0.05))) for _ in range(4)]
        besluit = rng.choice(["gestart", "niet_gestart", "doorverwezen"], p=(0.6, 0.3, 0.1))
        rijen["screening"].append(f"K{k + 1:02d};{_nl(_dag(rng, begin, slot))};school;{';'.join(antwoorden)};{besluit}")
    koppen = {
        "gezinnen": "gezin;startdatum;huishoudtype;einddatum;bestemming",
        "contacten": "gezin;datum;soort;kanaal;initiatief",
        "leefgebieden": "gezin;meetdatum;versie;leefgebied;score",
        "mijlpalen": "gezin;datum;mijlpaal",
        "screening": "kandidaat;datum;signaal_van;"
        "meervoudig_langdurig;actuele_casus;onveiligheid;hulp_aanvaarden;besluit",
    }
    return maak_jaar(
        map_ / str(jaar),
        volledig=True,
        citaten=None,
        aannames=lambda t: t.replace("gepubliceerd wordt;1", f"gepubliceerd wordt;{drempel}").replace("2000", "1000"),
        **{naam: "\n".join([koppen[naam], *inhoud]) + "\n" if inhoud else None for naam, inhoud in rijen.items()},
    )


def _publiceer(data: Path, naar: Path) -> tuple[ingest.Jaargegevens, dict[str, float]]:
    """Make the year's figures and read back what a reader gets: only from the file."""
    jaar = stappen.lees_jaar(int(data.name), data)
    results.write_cijfers_csv(stappen.bereken_uitkomst(jaar), naar)
    return jaar, _gelezen(naar)


def _gelezen(pad: Path) -> dict[str, float]:
    tabel = results.read_cijfers(pad)
    zichtbaar = tabel["waarde"].notna()
    return dict(zip(tabel["sleutel"][zichtbaar], tabel["waarde"][zichtbaar], strict=True))


def aanval(jaar: ingest.Jaargegevens, nu: Mapping[str, float], toen: Mapping[str, float]) -> dict[str, tuple[int, int]]:
    """Smallest and largest value of every hidden count, given all that is printed in both years."""
    tellingen = kengetallen.compute(jaar).tellingen
    namen = [n for n, w in tellingen.waarden.items() if w is not None]
    plek = {n: i for i, n in enumerate(namen)}
    gelijk: list[tuple[dict[str, int], float]] = [
        ({r.totaal: -1, **dict.fromkeys(r.delen, 1)}, 0.0) for r in tellingen.relaties
    ]
    hoogstens: list[tuple[dict[str, int], float]] = []
    # What everybody understands: no more families reach a milestone, or are measured, than are supported.
    ondersteund = "huishoudtype_status/Totaal/Totaal"
    for n in namen:
        if n.startswith("mijlpalen/") or (n.startswith("leefgebieden_verandering/") and n.endswith("/Totaal")):
            hoogstens.append(({n: 1, ondersteund: -1}, 0.0))
        if n.startswith("screening/") and n.endswith("/onbekend"):
            hoogstens.append(({n: 1, "screening/onvolledig": -1}, 0.0))
    # Last year's families of a type are among this year's; the stock is the same.
    for soort in TYPEN:
        bekend = toen.get(f"huishoudtype_status/{soort}/lopend")
        if bekend is not None:
            hoogstens.append(({f"huishoudtype_status/{soort}/Totaal": -1}, -bekend))
            hoogstens.append(
                ({f"huishoudtype_status/{soort}/Totaal": 1, "gezinnen_per_maand/Totaal/instroom": -1}, bekend)
            )
    if "huishoudtype_status/Totaal/lopend" in toen:
        gelijk.append(({"gezinnen_per_maand/beginstand": 1}, toen["huishoudtype_status/Totaal/lopend"]))
    grenzen = [(nu[n], nu[n]) if n in nu else (0.0, None) for n in namen]
    # Printed ratios are equations too, as exactly as they are printed.
    for ratio, teller, noemer in (
        (
            "contacten_per_gezin_per_maand",
            "contacten_per_maand_soort/Totaal/Totaal",
            "gezinnen_per_maand/Totaal/actief",
        ),
        ("directe_uren_per_gezin", None, ondersteund),
    ):
        if ratio in nu and noemer in plek and (teller is None or teller in plek):
            if teller is None and "directe_uren" in nu:
                gelijk.append(({noemer: 1}, nu["directe_uren"] / nu[ratio]))
            elif teller is not None and teller in nu:
                gelijk.append(({noemer: 1}, nu[teller] / nu[ratio]))

    def rijen(lijst: list[tuple[dict[str, int], float]]) -> tuple[Any, Any]:
        lijst = [(coef, b) for coef, b in lijst if all(n in plek for n in coef)]
        a = np.zeros((len(lijst), len(namen)))
        for i, (coef, _) in enumerate(lijst):
            for n, c in coef.items():
                a[i, plek[n]] += c
        return a, np.array([b for _, b in lijst])

    a_eq, b_eq = rijen(gelijk)
    a_ub, b_ub = rijen(hoogstens)
    uit = {}
    for n in namen:
        if n in nu:
            continue
        c = np.zeros(len(namen))
        c[plek[n]] = 1
        onder = linprog(c, a_ub, b_ub, a_eq, b_eq, bounds=grenzen, method="highs")
        boven = linprog(-c, a_ub, b_ub, a_eq, b_eq, bounds=grenzen, method="highs")
        assert onder.status == 0, "what is published contradicts itself"
        hoog = 10**9 if boven.status == 3 else math.floor(-boven.fun + 1e-6)
        uit[n] = (math.ceil(onder.fun - 1e-6), hoog)
    return uit


def _breuken(jaar: ingest.Jaargegevens, nu: Mapping[str, float], toen: Mapping[str, float]) -> list[str]:
    """Small counts that are printed, or that the attacker knows to be small."""
    waar = {n: w for n, w in kengetallen.compute(jaar).tellingen.waarden.items() if w is not None}
    fout = [f"{n} is printed: {nu[n]}" for n, w in waar.items() if n in nu and w < DREMPEL]
    for n, (laag, hoog) in aanval(jaar, nu, toen).items():
        assert laag <= waar[n] <= hoog, f"the attacker is wrong about {n}"
        gezien = n == "gezinnen_per_maand/beginstand" and "huishoudtype_status/Totaal/lopend" in toen
        if waar[n] < DREMPEL and hoog < DREMPEL and not gezien:  # what last year printed cannot be taken back
            fout.append(f"{n}: the attacker knows {laag} to {hoog}")
    # The difference with last year is a count as well: the new families of a type.
    for soort in TYPEN:
        totaal = f"huishoudtype_status/{soort}/Totaal"
        if totaal in nu and f"huishoudtype_status/{soort}/lopend" in toen:
            nieuw = nu[totaal] - toen[f"huishoudtype_status/{soort}/lopend"]
            if 0 <= nieuw < DREMPEL:
                fout.append(f"new families of type {soort}: {nieuw}")
    return fout


def _val_aan(map_: Path, zaad: int, drempel_vorig: int) -> list[str]:
    vorig, dit = _twee_jaren(map_, zaad, drempel_vorig)
    _, toen = _publiceer(vorig, dit / "cijfers_2020.csv")
    jaar, nu = _publiceer(dit, map_ / "cijfers.csv")
    return _breuken(jaar, nu, toen)


@pytest.mark.parametrize(("zaad", "drempel_vorig"), [(20, 1), (22, 1), (2, DREMPEL)])
def test_no_small_count_can_be_worked_out_from_two_reports(tmp_path: Path, zaad: int, drempel_vorig: int) -> None:
    assert _val_aan(tmp_path, zaad, drempel_vorig) == []


@pytest.mark.slow
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(zaad=st.integers(10, 10_000), drempel_vorig=st.sampled_from((1, DREMPEL)))
def test_no_small_count_can_be_worked_out_whatever_the_year(
    tmp_path_factory: pytest.TempPathFactory, zaad: int, drempel_vorig: int
) -> None:
    assert _val_aan(tmp_path_factory.mktemp("aanval"), zaad, drempel_vorig) == []


@pytest.mark.slow
def test_no_small_count_of_the_example_year_can_be_worked_out(dist_2022: Path, tmp_path: Path) -> None:
    _, toen = _publiceer(WORTEL / "data" / "2021", tmp_path / "cijfers_2021.csv")
    jaar = stappen.lees_jaar(2022, WORTEL / "data" / "2022")
    assert _breuken(jaar, _gelezen(dist_2022 / "cijfers.csv"), toen) == []
    kg = json.loads((dist_2022 / "kengetallen.json").read_text(encoding="utf-8"))["kengetallen"]
    assert kg["gezinnen_gestopt"]["waarde"] is None
