"""Codes of an export: what each distinct value stands for, and whom to ask when nobody has said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from buurtrendement import identification, importwaarden, referentie
from buurtrendement.errors import Probleem
from buurtrendement.importafspraken import BESTAND, WEGLATEN, Afspraken, Koppeling
from buurtrendement.importbronnen import Bron, Cel, Foutcel
from buurtrendement.importwoorden import kaal
from buurtrendement.schema import TABELLEN, Kolom

MEESTE_CODES = 25
"""A column with more distinct values than this holds no codes; its values are not written to the mapping."""

_LEEG = frozenset({"", "-", "–", ".", "n.v.t.", "nvt"})


class Vrager(Protocol):
    """Whom to ask: a person at the terminal, or nobody."""

    def bevestig(self, vraag: str) -> bool:
        """A question with yes or no."""

    def kies(self, vraag: str, keuzes: Sequence[str]) -> str:
        """A question with a choice; ``WEGLATEN`` is always one."""


def is_leeg(cel: Cel) -> bool:
    """Whether a cell says nothing."""
    return cel is None or (isinstance(cel, str) and cel.strip().casefold() in _LEEG)


@lru_cache(maxsize=1)
def leefgebieden() -> dict[str, dict[str, str]]:
    """Per version: the bare name or label of a leefgebied -> its code."""
    uit: dict[str, dict[str, str]] = defaultdict(dict)
    for rij in referentie.leefgebieden().to_dict("records"):
        for naam in (rij["leefgebied"], rij["label"]):
            uit[str(rij["versie"])][kaal(str(naam))] = str(rij["leefgebied"])
    return dict(uit)


def vul_codes(bronnen: Iterable[Bron], afspraken: Afspraken, vrager: Vrager | None) -> list[Probleem]:
    """Settle every code in every column with choices; what cannot be settled comes back as a problem."""
    problemen: list[Probleem] = []
    for bron in bronnen:
        for k in afspraken.voor(bron):
            kolom = TABELLEN[k.tabel].kolom(k.naar)
            plek = bron.kolom(k.kolom) if k.kolom else None
            if plek is None or not (kolom.toegestaan or k.naar == "leefgebied"):
                continue
            onbekend = _onbekende_codes(bron, plek, k, kolom, afspraken)
            if onbekend:
                problemen += _regel_codes(bron, k, kolom, onbekend, afspraken, vrager)
    return problemen


def _onbekende_codes(
    bron: Bron, plek: int, k: Koppeling, kolom: Kolom, afspraken: Afspraken
) -> dict[str, tuple[int, int]]:
    """Distinct values without a meaning: how often they occur and where first."""
    bekend = {w.casefold() for w, wordt in afspraken.codes_van(k).items() if wordt}
    uit: dict[str, tuple[int, int]] = {}
    for nummer, rij in bron.rijen:
        cel = rij[plek] if plek < len(rij) else None
        if is_leeg(cel) or isinstance(cel, Foutcel):
            continue
        tekst = sleuteltekst(cel)
        if tekst.casefold() in bekend:
            continue
        vertaald = vertaal(k, kolom, cel, afspraken)
        if vertaald is not None:
            if vertaald != tekst:
                # Written down as well: the evaluator must be able to see and change how a code was understood.
                afspraken.codes_van(k)[tekst] = vertaald
                bekend.add(tekst.casefold())
            continue
        aantal, eerste = uit.get(tekst, (0, nummer))
        uit[tekst] = (aantal + 1, eerste)
    return uit


def _regel_codes(
    bron: Bron,
    k: Koppeling,
    kolom: Kolom,
    onbekend: Mapping[str, tuple[int, int]],
    afspraken: Afspraken,
    vrager: Vrager | None,
) -> Iterator[Probleem]:
    codes = afspraken.codes_van(k)
    keuzes = list(kolom.toegestaan) or sorted({c for namen in leefgebieden().values() for c in namen.values()})
    # A column that is no list of codes (somebody mapped the wrong one) may hold names: those are not shown or kept.
    zijn_codes = len(onbekend) <= MEESTE_CODES and not any(identification.find_in_text(t) for t in onbekend)
    for tekst, (aantal, rij) in onbekend.items():
        if vrager is not None and zijn_codes:
            codes[tekst] = vrager.kies(f"{bron.naam}, {k.kolom}: wat is '{tekst}' ({aantal} keer)?", keuzes)
            continue
        if zijn_codes:
            codes.setdefault(tekst, "")
        waar = f"Vul in {BESTAND} achter deze waarde in wat zij wordt" if zijn_codes else f"Controleer in {BESTAND} "
        yield Probleem(
            bron.naam,
            rij,
            getoond(k.kolom),
            f"deze waarde is onbekend ({aantal} keer); verwacht voor {k.tabel}.{k.naar} een van: "
            + ", ".join(keuzes)
            + ".",
            f"{waar} ('{WEGLATEN}' laat de regel weg)." if zijn_codes else f"{waar}of dit de goede kolom is.",
        )


def vertaal(k: Koppeling, kolom: Kolom, cel: Cel, afspraken: Afspraken) -> str | None:
    """The contract's code of a cell; ``WEGLATEN`` leaves the row out, ``None`` is not known."""
    tekst = sleuteltekst(cel)
    for waarde, wordt in afspraken.codes_van(k).items():
        if wordt and waarde.casefold() == tekst.casefold():
            return wordt
    if k.naar == "leefgebied":
        gevonden = {namen[kaal(tekst)] for namen in leefgebieden().values() if kaal(tekst) in namen}
        return gevonden.pop() if len(gevonden) == 1 else None
    return importwaarden.code(kolom, cel)


def sleuteltekst(cel: Cel) -> str:
    """A cell as it stands in the mapping."""
    if isinstance(cel, bool):
        return "ja" if cel else "nee"
    return str(int(cel)) if isinstance(cel, float) and cel.is_integer() else str(cel).strip()


def getoond(kop: str) -> str | None:
    """A header may be repeated in a message when it is a plain word and nothing else."""
    klein = kop.casefold()
    return kop if identification.is_shown(klein) else None
