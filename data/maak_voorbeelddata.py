"""Makes the registration tables of the two example years, ``data/2021`` and ``data/2022``.

Of reporting year 2021 only totals were published. The rows made here are a reconstruction: they add
up to those totals and are otherwise drawn at random. Year 2022 is fictional. No row describes a real
family.

The tables that a person writes (costs, cases, assumptions, sources, quotes, texts) are not made here:
they are kept by hand in the same folders, as an evaluator would. See ``data/README.md``.

Run it with ``python data/maak_voorbeelddata.py`` (only the standard library is needed). The same seed
gives the same bytes on every machine: only ``random.Random.random`` is used, whose sequence Python
guarantees, and no function of the C library that may round differently elsewhere.
"""

from __future__ import annotations

import argparse
import calendar
import csv
import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import TypeVar

T = TypeVar("T")

DATA = Path(__file__).resolve().parent
SEED = 13_2504_271  # the three published totals of 2021; any number would do

# The two editions of the Zelfredzaamheid-Matrix, in the order of data/referentie/leefgebieden.csv.
ZRM11 = (
    "financien", "dagbesteding", "huisvesting", "huiselijke_relaties", "geestelijke_gezondheid",
    "lichamelijke_gezondheid", "verslaving", "adl", "sociaal_netwerk", "maatschappelijke_participatie",
    "justitie",
)  # fmt: skip
ZRM13 = (
    "financien", "werk_opleiding", "tijdsbesteding", "huisvesting", "huiselijke_relaties",
    "geestelijke_gezondheid", "lichamelijke_gezondheid", "middelengebruik", "basale_adl", "instrumentele_adl",
    "sociaal_netwerk", "maatschappelijke_participatie", "justitie",
)  # fmt: skip
# Share of the families that starts with a score of 1 or 2.
SHARE_WITH_PROBLEM = {
    "financien": 0.85, "werk_opleiding": 0.6, "dagbesteding": 0.6, "tijdsbesteding": 0.35,
    "huisvesting": 0.35, "huiselijke_relaties": 0.6, "geestelijke_gezondheid": 0.6,
    "lichamelijke_gezondheid": 0.2,
    "middelengebruik": 0.15, "verslaving": 0.15, "basale_adl": 0.05, "adl": 0.1, "instrumentele_adl": 0.25,
    "sociaal_netwerk": 0.45, "maatschappelijke_participatie": 0.4, "justitie": 0.2,
}  # fmt: skip


@dataclass(frozen=True)
class Gezin:
    """One supported family; ``eind`` and ``bestemming`` are empty while the support goes on."""

    gezin: str
    start: dt.date
    huishoudtype: str
    eind: dt.date | None = None
    bestemming: str = ""

    def days(self, jaar: int) -> list[dt.date]:
        """The working days of ``jaar`` on which the family was supported, first and last day included."""
        first = max(self.start, dt.date(jaar, 1, 1))
        last = min(self.eind or dt.date(jaar, 12, 31), dt.date(jaar, 12, 31))
        all_days = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
        return [day for day in all_days if day.weekday() < 5]


# --- drawing --------------------------------------------------------------------------------------


def pick(rng: Random, shares: Mapping[T, float]) -> T:
    """One key of ``shares``, each with the chance given (the shares add up to 1)."""
    mark = rng.random()
    total = 0.0
    for key, share in shares.items():
        total += share
        if mark < total:
            return key
    return key


def draw_day(rng: Random, jaar: int, maand: int) -> dt.date:
    """A working day of the month."""
    length = calendar.monthrange(jaar, maand)[1]
    days = [dt.date(jaar, maand, d) for d in range(1, length + 1)]
    working = [d for d in days if d.weekday() < 5]
    return working[int(rng.random() * len(working))]


def draw_without_replacement(rng: Random, items: Sequence[T], weight: Callable[[T], float], number: int) -> list[T]:
    """``number`` different items, heavier ones more likely, in their original order."""
    marked = sorted((rng.random() / weight(item), place) for place, item in enumerate(items))
    return [items[place] for place in sorted(place for _, place in marked[:number])]


def share_out(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to ``weights`` that add up to ``total`` (largest remainders)."""
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (parts[i] - exact[i], i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts


# --- families -------------------------------------------------------------------------------------

EEN, SAMEN, ANDERS = "eenouder", "samenwonend_met_kinderen", "anders"

# (starting month, household type, month of leaving, destination): the published counts of 2021, laid
# out by hand. Inflow in every month from March; 13 families; two to regular help; of the 11 that are
# still supported at the end of the year 6 are single-parent families and 5 couples with children.
PLAN_2021: tuple[tuple[int, str, int | None, str], ...] = (
    (3, EEN, None, ""), (3, SAMEN, None, ""), (3, EEN, 11, "regulier"), (4, EEN, None, ""),
    (4, SAMEN, 12, "regulier"), (5, SAMEN, None, ""), (6, EEN, None, ""),
    (7, SAMEN, None, ""), (8, EEN, None, ""), (9, SAMEN, None, ""),
    (10, EEN, None, ""), (11, EEN, None, ""), (12, SAMEN, None, ""),
)  # fmt: skip
# What became in 2022 of the families that were still supported at the end of 2021.
LEFT_IN_2022 = {
    "G01": (6, "regulier"), "G02": (9, "regulier"), "G04": (3, "gestopt"), "G06": (8, "verhuisd"),
    "G07": (10, "regulier"), "G08": (12, "regulier"),
}  # fmt: skip
PLAN_2022: tuple[tuple[int, str, int | None, str], ...] = (
    (1, EEN, None, ""), (2, SAMEN, None, ""), (3, ANDERS, 11, "regulier"), (3, EEN, 12, "regulier"),
    (4, SAMEN, 7, "gestopt"), (5, EEN, 10, "verhuisd"), (5, ANDERS, 9, "gestopt"), (6, SAMEN, None, ""),
    (8, EEN, None, ""), (9, EEN, None, ""), (9, ANDERS, None, ""), (10, SAMEN, None, ""), (11, EEN, None, ""),
)  # fmt: skip


def start_families(
    rng: Random, jaar: int, plan: Iterable[tuple[int, str, int | None, str]], first_number: int
) -> list[Gezin]:
    """The families of ``plan`` in the order in which they start, numbered from ``first_number``."""
    gezinnen = []
    plan = list(plan)
    starts = sorted(draw_day(rng, jaar, begin) for begin, *_ in plan)
    for number, (start, (_, huishoudtype, leave, bestemming)) in enumerate(
        zip(starts, plan, strict=True), start=first_number
    ):
        eind = draw_day(rng, jaar, leave) if leave else None
        gezinnen.append(Gezin(f"G{number:02d}", start, huishoudtype, eind, bestemming))
    return gezinnen


def families_2022(rng: Random, of_2021: Iterable[Gezin]) -> list[Gezin]:
    """Who was still supported at the turn of the year, and the newcomers of 2022."""
    continuing = []
    for gezin in of_2021:
        if gezin.eind is None:
            leave, bestemming = LEFT_IN_2022.get(gezin.gezin, (None, ""))
            eind = draw_day(rng, 2022, leave) if leave else None
            continuing.append(replace(gezin, eind=eind, bestemming=bestemming))
    return continuing + start_families(rng, 2022, PLAN_2022, first_number=14)


# --- contacts and hours ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Contactpatroon:
    """The number of contacts, and how often the family itself took the initiative in January and December."""

    aantal: int
    gezin_begin: float
    gezin_eind: float
    netwerk: float
    lang: float


KANAAL = {
    "lang": {"huisbezoek": 0.68, "overleg": 0.2, "activiteit": 0.12},
    "kort": {"telefoon": 0.42, "bericht": 0.36, "huisbezoek": 0.14, "overleg": 0.08},
}


def contacts(rng: Random, jaar: int, gezinnen: Sequence[Gezin], patroon: Contactpatroon) -> list[list[str]]:
    """Rows of contacten.csv: ``patroon.aantal`` in all, two or more per family, most in its first months."""
    possible = [(gezin, day) for gezin in gezinnen for day in gezin.days(jaar)]

    def weight(place: tuple[Gezin, dt.date]) -> float:
        gezin, day = place
        return 1.6 if (day - gezin.start).days < 90 else 1.0

    certain = [(gezin, day) for gezin in gezinnen for day in (gezin.days(jaar)[0], gezin.days(jaar)[-1])]
    certain = list(dict.fromkeys(certain))
    others = [place for place in possible if place not in set(certain)]
    drawn = certain + draw_without_replacement(rng, others, weight, patroon.aantal - len(certain))
    rows = []
    for gezin, day in sorted(drawn, key=lambda place: (place[1], place[0].gezin)):
        how_far = (day.month - 1) / 11
        by_family = patroon.gezin_begin + how_far * (patroon.gezin_eind - patroon.gezin_begin)
        soort = pick(rng, {"lang": patroon.lang, "kort": 1 - patroon.lang})
        initiatief = pick(
            rng, {"gezin": by_family, "netwerk": patroon.netwerk, "coach": 1 - by_family - patroon.netwerk}
        )
        rows.append([gezin.gezin, datum(day), soort, pick(rng, KANAAL[soort]), initiatief])
    return rows


def hours(
    rng: Random, jaar: int, gezinnen: Sequence[Gezin], total: int, coaches: Mapping[str, tuple[int, float]]
) -> list[list[str]]:
    """Rows of uren.csv in quarters of an hour that add up to ``total``.

    ``coaches`` gives for each coach the first month of work and the size of the job relative to the others.
    A month weighs more when more families are supported, and less in the summer holiday.
    """
    places, weights = [], []
    for coach, (first, size) in coaches.items():
        for maand in range(first, 13):
            supported = sum(any(day.month == maand for day in gezin.days(jaar)) for gezin in gezinnen)
            holiday = {7: 0.85, 8: 0.8, 12: 0.9}.get(maand, 1.0)
            places.append((coach, f"{jaar}-{maand:02d}"))
            weights.append(size * holiday * (1 + 0.02 * supported) * (0.95 + 0.1 * rng.random()))
    return [
        [coach, maand, getal(kwartieren / 4)]
        for (coach, maand), kwartieren in zip(places, share_out(total * 4, weights), strict=True)
    ]


# --- self-sufficiency -----------------------------------------------------------------------------

Scores = dict[str, int]


def first_scores(rng: Random, leefgebieden: Sequence[str]) -> Scores:
    """Scores at the start: problems (1 or 2) on at least three leefgebieden; families are chosen for that."""
    scores = {}
    for leefgebied in leefgebieden:
        with_problem = rng.random() < SHARE_WITH_PROBLEM[leefgebied]
        scores[leefgebied] = pick(rng, {1: 0.25, 2: 0.75} if with_problem else {3: 0.4, 4: 0.4, 5: 0.2})
    for leefgebied in ("financien", "huiselijke_relaties", "geestelijke_gezondheid"):
        if sum(score <= 2 for score in scores.values()) < 3:
            scores[leefgebied] = 2
    return scores


def next_scores(rng: Random, before: Scores, better: float, worse: float) -> Scores:
    """Scores one measurement later; each leefgebied moves one step with the chances given."""
    after = {}
    for leefgebied, score in before.items():
        step = pick(rng, {1: better, -1: worse, 0: 1 - better - worse})
        after[leefgebied] = min(5, max(1, score + step))
    return after


def keep_problems(before: Scores, after: Scores, number: int) -> Scores:
    """``after`` with the first ``number`` problems of ``before`` still there."""
    kept = [leefgebied for leefgebied, score in before.items() if score <= 2][:number]
    return after | {leefgebied: min(2, after[leefgebied]) for leefgebied in kept}


def solve_problems(after: Scores, left: int) -> Scores:
    """``after`` with no more than ``left`` leefgebieden at 2 or lower."""
    problems = [leefgebied for leefgebied, score in after.items() if score <= 2]
    return after | dict.fromkeys(problems[left:], 3)


def measurement(gezin: str, day: dt.date, scores: Scores) -> list[list[str]]:
    """Rows of leefgebieden.csv for one measurement; which edition was used shows from the leefgebieden."""
    versie = "zrm11" if tuple(scores) == ZRM11 else "zrm13"
    return [[gezin, datum(day), versie, leefgebied, str(score)] for leefgebied, score in scores.items()]


def self_sufficiency_2021(rng: Random, gezinnen: Sequence[Gezin]) -> tuple[list[list[str]], dict[str, Scores]]:
    """Rows of leefgebieden.csv, and each family's last scores.

    Published: the 11 families still supported all have problems on at least two leefgebieden. The two
    that went on to regular help have not, so that the count is 11 whichever families are looked at.
    """
    rows: list[list[str]] = []
    last: dict[str, Scores] = {}
    for gezin in gezinnen:
        days = gezin.days(2021)
        scores = first_scores(rng, ZRM13)
        rows += measurement(gezin.gezin, days[min(10, len(days) // 2)], scores)
        if gezin.bestemming:
            scores = solve_problems(next_scores(rng, scores, better=0.45, worse=0.02), left=1)
            rows += measurement(gezin.gezin, days[-5], scores)
        elif len(days) > 75:  # supported for more than three and a half months: measured again in December
            scores = keep_problems(scores, next_scores(rng, scores, better=0.28, worse=0.09), number=2)
            rows += measurement(gezin.gezin, days[-12], scores)
        last[gezin.gezin] = scores
    return rows, last


def self_sufficiency_2022(
    rng: Random,
    gezinnen: Sequence[Gezin],
    of_2021: Iterable[list[str]],
    last_of_2021: Mapping[str, Scores],
) -> list[list[str]]:
    """Rows of leefgebieden.csv: for continuing families also those of 2021, as progress counts from the start.

    Some families were measured with the older matrix, one with both, some only once.
    """
    supported = {gezin.gezin for gezin in gezinnen}
    rows = [row for row in of_2021 if row[0] in supported]
    for gezin in gezinnen:
        days = gezin.days(2022)
        if gezin.gezin in last_of_2021:
            scores = last_of_2021[gezin.gezin]
        else:
            scores = first_scores(rng, ZRM11 if gezin.gezin in {"G15", "G17", "G20"} else ZRM13)
            rows += measurement(gezin.gezin, days[min(12, len(days) // 3)], scores)
        if gezin.gezin == "G17":  # changed to the newer matrix: no comparison possible
            rows += measurement(gezin.gezin, days[-15], first_scores(rng, ZRM13))
            continue
        if len(days) < 60 or gezin.gezin == "G20":
            continue
        if gezin.bestemming == "regulier":
            scores = next_scores(rng, scores, better=0.3, worse=0.04)
            rows += measurement(gezin.gezin, days[len(days) // 2], scores)
            scores = solve_problems(next_scores(rng, scores, better=0.35, worse=0.03), left=1)
        elif gezin.bestemming:
            scores = next_scores(rng, scores, better=0.12, worse=0.2)
        else:
            scores = keep_problems(scores, next_scores(rng, scores, better=0.3, worse=0.13), number=1)
        rows += measurement(gezin.gezin, days[-10], scores)
    return rows


# --- milestones, screening, nuisance --------------------------------------------------------------

CHANCE_OF_MILESTONE = {
    "zelf_contact_gezocht": 0.75, "hulp_aangevraagd": 0.65, "aangifte_gedaan": 0.2,
    "uithuiszetting_voorkomen": 0.22, "werk_gezocht": 0.35, "contact_instantie_hersteld": 0.55,
}  # fmt: skip


def milestones(rng: Random, jaar: int, gezinnen: Sequence[Gezin]) -> list[list[str]]:
    """Rows of mijlpalen.csv; who has been supported for longer has had more time to reach one."""
    rows = []
    for gezin in gezinnen:
        days = gezin.days(jaar)
        for mijlpaal, chance in CHANCE_OF_MILESTONE.items():
            if len(days) > 20 and rng.random() < chance * min(1.0, len(days) / 130):
                day = days[10 + int(rng.random() * (len(days) - 10))]
                rows.append((day, [gezin.gezin, datum(day), mijlpaal]))
    return [row for _, row in sorted(rows)]


SIGNAAL_VAN = {"woningcorporatie": 0.26, "wijkteam": 0.24, "politie": 0.2, "school": 0.16, "gemeente": 0.14}


def screening(
    rng: Random, jaar: int, newcomers: Sequence[Gezin], *, others: int, unfinished: int, first_number: int
) -> list[list[str]]:
    """Rows of screening.csv: the newcomers, ``others`` not taken on, ``unfinished`` without a decision yet.

    The candidate's number says nothing about the family's: rows are numbered after sorting by date.
    """
    criteria = ("meervoudig_langdurig", "actuele_casus", "onveiligheid", "hulp_aanvaarden")
    rows: list[tuple[dt.date, list[str]]] = []
    for gezin in newcomers:
        # Two to four weeks earlier, on the same day of the week; never in the year before.
        day = max(dt.date(jaar, 1, 4), gezin.start - dt.timedelta(weeks=2 + int(rng.random() * 3)))
        # Safety may be in doubt or not; the other three are needed to start.
        answers = ["ja", "ja", pick(rng, {"ja": 0.6, "nee": 0.4}), "ja"]
        rows.append((day, [pick(rng, SIGNAAL_VAN), *answers, "gestart"]))
    for _ in range(others):
        answers = [pick(rng, {"ja": 0.6, "nee": 0.4}) for _ in criteria]
        answers[int(rng.random() * len(answers))] = "nee"
        day = draw_day(rng, jaar, 2 + int(rng.random() * 10))
        signaal_van = pick(rng, SIGNAAL_VAN)
        besluit = pick(rng, {"afgewezen": 0.4, "doorverwezen": 0.6})
        rows.append((day, [signaal_van, *answers, besluit]))
    for _ in range(unfinished):
        answers = [pick(rng, {"ja": 0.6, "onbekend": 0.4}) for _ in criteria]
        answers[int(rng.random() * len(answers))] = "onbekend"
        day = draw_day(rng, jaar, 8 + int(rng.random() * 5))
        rows.append((day, [pick(rng, SIGNAAL_VAN), *answers, ""]))
    return [
        [f"K{number:02d}", datum(day), *values] for number, (day, values) in enumerate(sorted(rows), start=first_number)
    ]


def nuisance(rng: Random, jaar: int) -> list[list[str]]:
    """Rows of overlast.csv: reports in the whole neighbourhood, with a summer peak and a slight fall."""
    usual = {"geluidsoverlast": 9, "burenruzie": 5, "jeugdoverlast": 7, "vernieling": 3}
    rows = []
    for maand in range(1, 13):
        for soort, level in usual.items():
            season = 1.35 if maand in {5, 6, 7, 8} else 0.9
            expected = level * season * (1.12 - 0.03 * maand)
            rows.append([f"{jaar}-{maand:02d}", soort, str(int(expected * (0.7 + 0.6 * rng.random()) + 0.5))])
    return rows


# --- writing --------------------------------------------------------------------------------------


def datum(day: dt.date | None) -> str:
    """``03-04-2021``; empty for no date."""
    return f"{day:%d-%m-%Y}" if day else ""


def getal(value: float) -> str:
    """A number with a decimal comma and no needless zeros: ``83.5`` -> ``83,5``."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def write(path: Path, header: str, rows: Iterable[Sequence[str]]) -> None:
    """One CSV as Dutch Excel writes it, but always UTF-8 with the same line ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(header.split(";"))
        writer.writerows(rows)


HEADERS = {
    "gezinnen": "gezin;startdatum;huishoudtype;einddatum;bestemming",
    "contacten": "gezin;datum;soort;kanaal;initiatief",
    "uren": "coach;maand;directe_uren",
    "leefgebieden": "gezin;meetdatum;versie;leefgebied;score",
    "mijlpalen": "gezin;datum;mijlpaal",
    "screening": (
        "kandidaat;datum;signaal_van;meervoudig_langdurig;actuele_casus;onveiligheid;hulp_aanvaarden;besluit"
    ),
    "overlast": "maand;soort;meldingen",
}


def family_rows(gezinnen: Iterable[Gezin]) -> list[list[str]]:
    """Rows of gezinnen.csv."""
    return [[g.gezin, datum(g.start), g.huishoudtype, datum(g.eind), g.bestemming] for g in gezinnen]


def make(naar: Path) -> list[Path]:
    """Writes the tables of both years under ``naar`` and returns their paths."""

    # One source of chance per table, so that a change in one table leaves the others as they are.
    def chance(table: str) -> Random:
        return Random(f"{SEED}/{table}")

    of_2021 = start_families(chance("2021/gezinnen"), 2021, PLAN_2021, first_number=1)
    of_2022 = families_2022(chance("2022/gezinnen"), of_2021)
    newcomers = [gezin for gezin in of_2022 if gezin.start.year == 2022]
    zrm_2021, last_scores = self_sufficiency_2021(chance("2021/leefgebieden"), of_2021)

    tables: dict[tuple[int, str], list[list[str]]] = {
        (2021, "gezinnen"): family_rows(of_2021),
        (2021, "contacten"): contacts(
            chance("2021/contacten"), 2021, of_2021,
            Contactpatroon(aantal=271, gezin_begin=0.12, gezin_eind=0.46, netwerk=0.14, lang=0.56),
        ),
        (2021, "uren"): hours(
            chance("2021/uren"), 2021, of_2021, 2504, {"B1": (3, 1.0), "B2": (3, 0.95), "B3": (3, 1.05)}
        ),
        (2021, "leefgebieden"): zrm_2021,
        (2021, "mijlpalen"): milestones(chance("2021/mijlpalen"), 2021, of_2021),
        (2021, "screening"): screening(
            chance("2021/screening"), 2021, of_2021, others=8, unfinished=4, first_number=1
        ),
        (2022, "gezinnen"): family_rows(of_2022),
        (2022, "contacten"): contacts(
            chance("2022/contacten"), 2022, of_2022,
            Contactpatroon(aantal=618, gezin_begin=0.36, gezin_eind=0.5, netwerk=0.16, lang=0.48),
        ),
        (2022, "uren"): hours(
            chance("2022/uren"), 2022, of_2022, 3986,
            {"B1": (1, 1.0), "B2": (1, 0.95), "B3": (1, 1.05), "B4": (4, 0.9)},
        ),
        (2022, "leefgebieden"): self_sufficiency_2022(
            chance("2022/leefgebieden"), of_2022, zrm_2021, last_scores
        ),
        (2022, "mijlpalen"): milestones(chance("2022/mijlpalen"), 2022, of_2022),
        (2022, "screening"): screening(
            chance("2022/screening"), 2022, newcomers, others=11, unfinished=6, first_number=26
        ),
        (2022, "overlast"): nuisance(chance("2022/overlast"), 2022),
    }  # fmt: skip
    paths = []
    for (jaar, table), rows in tables.items():
        path = naar / str(jaar) / f"{table}.csv"
        write(path, HEADERS[table], rows)
        paths.append(path)
    return paths


def main() -> None:
    """Command line: ``--naar`` writes elsewhere, for comparison."""
    parser = argparse.ArgumentParser(description="Maakt de registratietabellen van de twee voorbeeldjaren.")
    parser.add_argument("--naar", type=Path, default=DATA, help="map waarin 2021/ en 2022/ komen")
    for path in make(parser.parse_args().naar):
        print(f"{path.parent.name}/{path.name}")


if __name__ == "__main__":
    main()
