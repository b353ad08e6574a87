"""The assumptions of a year: which keys exist, what they may be, what is used when one is missing.

``BEKEND`` is the only list of keys. A key that is not in it is refused, in ``aannames.csv`` and in ``--set`` alike,
with the nearest key that does exist; so a slip of the pen can never leave an assumption silently at its default.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from buurtrendement.errors import GegevensFout, Probleem

if TYPE_CHECKING:
    import pandas as pd

BESTAND = "aannames.csv"
PLAATS_SET = "--set"

Maat = Literal["fractie", "geheel", "jaar"]


@dataclass(frozen=True)
class Definitie:
    """What an assumption is.

    ``soort``: ``fractie`` (a share or rate, 0 to 1), ``geheel`` (whole number) or ``jaar``. ``default`` is used when
    aannames.csv does not mention the key; ``None`` stands for the verslagjaar.
    """

    sleutel: str
    label: str
    soort: Maat
    minimum: float
    maximum: float
    default: float | None
    eenheid: str
    uitleg: str


def _fractie(sleutel: str, label: str, default: float, uitleg: str, eenheid: str = "fractie") -> Definitie:
    return Definitie(sleutel, label, "fractie", 0.0, 1.0, default, eenheid, uitleg)


_DEFINITIES = (
    _fractie(
        "discontovoet",
        "Discontovoet",
        0.0225,
        "Hoeveel minder een euro volgend jaar telt. 2,25% reëel is de Nederlandse standaard sinds 2021.",
        "fractie per jaar",
    ),
    Definitie(
        "horizon_jaren",
        "Aantal jaren waarover wordt gerekend",
        "geheel",
        1,
        50,
        3,
        "jaar",
        "Jaren met coach en de jaren daarna samen.",
    ),
    Definitie(
        "trajectduur_jaren", "Duur van het traject", "geheel", 1, 20, 2, "jaar", "Hele jaren met een gezinscoach."
    ),
    Definitie(
        "prijspeil",
        "Prijspeil",
        "jaar",
        1990,
        2100,
        None,
        "jaartal",
        "Alle bedragen worden omgerekend naar de prijzen van dit jaar.",
    ),
    _fractie(
        "succesgraad",
        "Deel van de gezinnen dat zelfredzaam wordt",
        0.4,
        "Het doel is vier van de tien gezinnen na twee jaar.",
    ),
    _fractie(
        "na_geen_succes",
        "Deel van de baten dat blijft als het doel niet wordt gehaald",
        0.0,
        "0 = na het traject geen baten meer bij deze gezinnen.",
    ),
    _fractie("deadweight", "Wat ook zonder coach zou zijn gebeurd", 0.0, "Gaat van de baten af."),
    _fractie("attributie", "Wat door anderen komt", 0.0, "Gaat van de baten af."),
    _fractie("verdringing", "Wat alleen naar elders verschuift", 0.0, "Gaat van de baten af."),
    _fractie(
        "uitdoving",
        "Wat er per jaar van het effect verdwijnt",
        0.0,
        "Telt vanaf het tweede jaar na het traject.",
        "fractie per jaar",
    ),
    Definitie(
        "trekkingen",
        "Aantal trekkingen",
        "geheel",
        100,
        10_000_000,
        100_000,
        "trekkingen",
        "Hoe vaak de rekensom met toevallige waarden wordt gemaakt.",
    ),
    Definitie(
        "toevalszaad",
        "Toevalszaad",
        "geheel",
        0,
        2**32 - 1,
        2021,
        "getal",
        "Hetzelfde zaad geeft dezelfde trekkingen.",
    ),
    Definitie(
        "drempel_kleine_aantallen",
        "Kleinste aantal dat wordt gepubliceerd",
        "geheel",
        1,
        1000,
        5,
        "gezinnen",
        "Kleinere aantallen worden in het rapport niet getoond. Bij 1 wordt niets verborgen.",
    ),
)

BEKEND: Mapping[str, Definitie] = MappingProxyType({d.sleutel: d for d in _DEFINITIES})


@dataclass(frozen=True)
class Aanname:
    """One assumption as used. ``basiswaarde`` is what it was before an override; otherwise equal to ``waarde``.

    ``laag`` and ``hoog`` are the range of the uncertainty analysis, both ``None`` when there is none.
    ``herkomst`` is ``standaard`` when aannames.csv does not mention the key.
    """

    sleutel: str
    label: str
    waarde: float
    laag: float | None = None
    hoog: float | None = None
    eenheid: str = ""
    prijspeil: int | None = None
    herkomst: str = ""
    bron: str = ""
    toelichting: str = ""
    basiswaarde: float | None = None

    def __post_init__(self) -> None:
        if self.basiswaarde is None:
            object.__setattr__(self, "basiswaarde", self.waarde)

    @property
    def afwijkend(self) -> bool:
        """Whether somebody has set another value than the data folder has."""
        return self.waarde != self.basiswaarde


@dataclass(frozen=True)
class Aannames:
    """All assumptions of a year, every known key exactly once, in the order of ``BEKEND``.

    ``zonder_afwijkingen`` are the lines as the data folder has them, once something has been overridden.
    """

    regels: tuple[Aanname, ...]
    zonder_afwijkingen: tuple[Aanname, ...] | None = field(default=None, compare=False, repr=False)

    def __getitem__(self, sleutel: str) -> Any:
        """The value: ``int`` for whole numbers and years, ``float`` otherwise.

        Raises:
            GegevensFout: for a key that does not exist, naming the nearest.
        """
        waarde = self.regel(sleutel).waarde
        return waarde if BEKEND[sleutel].soort == "fractie" else int(waarde)

    def __iter__(self) -> Iterator[Aanname]:
        return iter(self.regels)

    def __len__(self) -> int:
        return len(self.regels)

    def __contains__(self, sleutel: object) -> bool:
        return any(r.sleutel == sleutel for r in self.regels)

    def regel(self, sleutel: str) -> Aanname:
        """The whole line of a key.

        Raises:
            GegevensFout: for a key that does not exist, naming the nearest.
        """
        for regel in self.regels:
            if regel.sleutel == sleutel:
                return regel
        raise GegevensFout([unknown_key(sleutel, PLAATS_SET)])

    @property
    def afwijkingen(self) -> tuple[Aanname, ...]:
        """The assumptions that were overridden."""
        return tuple(r for r in self.regels if r.afwijkend)

    def basis(self) -> Aannames:
        """The assumptions as the data folder has them, without overrides."""
        return self if self.zonder_afwijkingen is None else Aannames(self.zonder_afwijkingen)

    def met(self, overrides: Mapping[str, float | str]) -> Aannames:
        """The same assumptions with other values. A range that does not hold the new value is widened up to it.

        Raises:
            GegevensFout: with every key that does not exist and every value that cannot be.
        """
        problemen: list[Probleem] = []
        nieuw: dict[str, float] = {}
        for sleutel, invoer in overrides.items():
            waarde = _override(sleutel, invoer, problemen)
            if waarde is not None:
                nieuw[sleutel] = waarde
        if problemen:
            raise GegevensFout(problemen)
        if not nieuw:
            return self
        return Aannames(
            tuple(_gezet(r, nieuw[r.sleutel]) if r.sleutel in nieuw else r for r in self.regels),
            self.zonder_afwijkingen or self.regels,
        )


def _gezet(regel: Aanname, waarde: float) -> Aanname:
    laag = None if regel.laag is None else min(regel.laag, waarde)
    hoog = None if regel.hoog is None else max(regel.hoog, waarde)
    return replace(regel, waarde=waarde, laag=laag, hoog=hoog)


# --- overrides ------------------------------------------------------------------------------------

_GETAL = re.compile(r"([+-]?)([0-9]+)(?:([.,])([0-9]+))?", re.ASCII)


def parse_set(paren: Iterable[str]) -> dict[str, float]:
    """``["discontovoet=0.03", "horizon_jaren=5"]`` to values; a decimal point is as good as a comma here.

    What comes from the command line is typed by hand, so both marks are accepted; ``1.000`` for a whole number could
    mean two things and is refused.

    Raises:
        GegevensFout: with everything that is wrong, naming the nearest known key.
    """
    problemen: list[Probleem] = []
    gezet: dict[str, float] = {}
    for paar in paren:
        sleutel, gelijk, invoer = paar.partition("=")
        sleutel = sleutel.strip()
        if not gelijk:
            problemen.append(
                Probleem(
                    PLAATS_SET,
                    boodschap="een aanname zetten gaat met sleutel=waarde.",
                    herstel="Schrijf bijvoorbeeld --set discontovoet=0,03.",
                )
            )
            continue
        if sleutel in gezet:
            problemen.append(
                Probleem(PLAATS_SET, boodschap=f"{sleutel} is twee keer gezet.", herstel="Kies één waarde.")
            )
            continue
        waarde = _override(sleutel, invoer, problemen)
        if waarde is not None:
            gezet[sleutel] = waarde
    if problemen:
        raise GegevensFout(problemen)
    return gezet


def _override(sleutel: str, invoer: float | str, problemen: list[Probleem]) -> float | None:
    definitie = BEKEND.get(sleutel)
    if definitie is None:
        problemen.append(unknown_key(sleutel, PLAATS_SET))
        return None
    waarde = _lees_getal(definitie, invoer) if isinstance(invoer, str) else _als_getal(invoer)
    if waarde is None:
        problemen.append(
            Probleem(
                PLAATS_SET,
                boodschap=f"de waarde van {sleutel} is niet te lezen of kan op twee manieren worden gelezen.",
                herstel=f"Schrijf {_voorbeeld(definitie)}, zonder spaties, procentteken of punt voor duizendtallen.",
            )
        )
        return None
    fout = check_value(definitie, waarde)
    if fout:
        problemen.append(Probleem(PLAATS_SET, boodschap=f"{sleutel}: {fout[0]}", herstel=fout[1]))
        return None
    return waarde


def _als_getal(invoer: object) -> float | None:
    # bool is an int in Python, but "succesgraad = True" is a slip.
    if isinstance(invoer, bool) or not isinstance(invoer, int | float):
        return None
    return float(invoer) if math.isfinite(invoer) else None


def _lees_getal(definitie: Definitie, invoer: str) -> float | None:
    gevonden = _GETAL.fullmatch(invoer.strip())
    if gevonden is None:
        return None
    teken, heel, merk, breuk = gevonden.groups()
    if merk == "." and definitie.soort != "fractie" and len(breuk) == 3:
        return None
    return float(f"{teken}{heel}.{breuk or 0}")


def _voorbeeld(definitie: Definitie) -> str:
    return {"fractie": "een getal als 0,03", "geheel": "een geheel getal als 3", "jaar": "een jaartal als 2021"}[
        definitie.soort
    ]


# --- checks shared by the file and by overrides ---------------------------------------------------


def unknown_key(sleutel: str, bestand: str, rij: int | None = None) -> Probleem:
    """The message for a key that does not exist: it names the nearest that does."""
    return Probleem(
        bestand,
        rij,
        "sleutel" if rij is not None else None,
        boodschap="deze aanname bestaat niet." if rij is not None else f"de aanname '{sleutel}' bestaat niet.",
        herstel=nearest_hint(sleutel, BEKEND),
    )


def nearest_hint(woord: str, bekend: Iterable[str]) -> str:
    """``Bedoelt u 'discontovoet'?`` or, when nothing looks like it, all that can be meant."""
    mogelijk = list(bekend)
    dichtbij = difflib.get_close_matches(woord.strip().casefold(), mogelijk, n=1, cutoff=0.5)
    if dichtbij:
        return f"Bedoelt u '{dichtbij[0]}'?"
    return "Kies uit: " + ", ".join(mogelijk) + "."


def check_value(definitie: Definitie, waarde: float) -> tuple[str, str] | None:
    """What is wrong with a value and what to do, or ``None``."""
    if not math.isfinite(waarde):
        return "de waarde is geen gewoon getal.", f"Schrijf {_voorbeeld(definitie)}."
    if definitie.soort != "fractie" and waarde != int(waarde):
        return "verwacht een geheel getal.", f"Schrijf {_voorbeeld(definitie)}."
    if not definitie.minimum <= waarde <= definitie.maximum:
        breuk = definitie.soort == "fractie"
        hint = "Schrijf een percentage als breuk: 2,25% is 0,0225." if breuk else "Pas de waarde aan."
        return f"verwacht een waarde van {definitie.minimum:.0f} tot en met {definitie.maximum:.0f}.", hint
    return None


# --- from the table -------------------------------------------------------------------------------


def from_table(tabel: pd.DataFrame, verslagjaar: int) -> tuple[Aannames, list[Probleem]]:
    """The assumptions of a typed ``aannames`` table (index: row in the file), completed with defaults.

    Rows that are in error are left out and reported; the caller decides whether to go on. A known key that the file
    does not have gets its default and a warning.
    """
    problemen: list[Probleem] = []
    gelezen: dict[str, Aanname] = {}
    for rij, waarden in zip(tabel.index, tabel.to_dict("records"), strict=True):
        regel = _regel(int(rij), waarden, problemen)
        if regel is not None:
            gelezen.setdefault(regel.sleutel, regel)
    genoemd = {str(s) for s in tabel["sleutel"].dropna()}
    for definitie in BEKEND.values():
        if definitie.sleutel not in genoemd:
            problemen.append(_ontbreekt(definitie, verslagjaar))
    regels = tuple(gelezen.get(d.sleutel) or _standaard(d, verslagjaar) for d in BEKEND.values())
    return Aannames(regels), problemen


def _regel(rij: int, waarden: Mapping[Any, Any], problemen: list[Probleem]) -> Aanname | None:
    sleutel = _tekst(waarden["sleutel"])
    if not sleutel:
        return None  # an empty key is already reported by the table's own validation
    definitie = BEKEND.get(sleutel)
    if definitie is None:
        problemen.append(unknown_key(sleutel, BESTAND, rij))
        return None
    getallen = {kolom: _getal(waarden[kolom]) for kolom in ("waarde", "laag", "hoog")}
    begin = len(problemen)
    for kolom, getal in getallen.items():
        fout = check_value(definitie, getal) if getal is not None else None
        if fout:
            problemen.append(Probleem(BESTAND, rij, kolom, *fout))
    waarde, laag, hoog = getallen["waarde"], getallen["laag"], getallen["hoog"]
    if len(problemen) > begin or waarde is None:
        return None
    fout_bereik = _bereik(waarde, laag, hoog)
    if fout_bereik:
        problemen.append(Probleem(BESTAND, rij, *fout_bereik))
        return None
    prijspeil = _getal(waarden["prijspeil"])
    return Aanname(
        sleutel=sleutel,
        label=_tekst(waarden["label"]) or definitie.label,
        waarde=waarde,
        laag=laag,
        hoog=hoog,
        eenheid=_tekst(waarden["eenheid"]) or definitie.eenheid,
        prijspeil=None if prijspeil is None else int(prijspeil),
        herkomst=_tekst(waarden["herkomst"]),
        bron=_tekst(waarden["bron"]),
        toelichting=_tekst(waarden["toelichting"]),
    )


def _bereik(waarde: float, laag: float | None, hoog: float | None) -> tuple[str, str, str] | None:
    if (laag is None) != (hoog is None):
        leeg = "laag" if laag is None else "hoog"
        return leeg, "laag en hoog horen bij elkaar.", "Vul ze allebei in, of geen van beide."
    if laag is not None and hoog is not None and not laag <= waarde <= hoog:
        return "waarde", "verwacht laag ≤ waarde ≤ hoog.", "Pas de waarde of de grenzen aan."
    return None


def _standaard(definitie: Definitie, verslagjaar: int) -> Aanname:
    waarde = float(verslagjaar) if definitie.default is None else definitie.default
    return Aanname(definitie.sleutel, definitie.label, waarde, eenheid=definitie.eenheid, herkomst="standaard")


def defaults(verslagjaar: int) -> Aannames:
    """Every known assumption at its default, without ranges."""
    return Aannames(tuple(_standaard(d, verslagjaar) for d in BEKEND.values()))


def _ontbreekt(definitie: Definitie, verslagjaar: int) -> Probleem:
    waarde = f"{_standaard(definitie, verslagjaar).waarde:g}".replace(".", ",")
    return Probleem(
        BESTAND,
        kolom="sleutel",
        boodschap=f"de aanname {definitie.sleutel} ontbreekt; er is gerekend met de standaardwaarde {waarde}.",
        herstel="Voeg een regel toe met een bron.",
        ernst="waarschuwing",
    )


def _tekst(waarde: object) -> str:
    return waarde if isinstance(waarde, str) else ""


def _getal(waarde: object) -> float | None:
    return float(waarde) if isinstance(waarde, int | float) and math.isfinite(waarde) else None


def assumptions_markdown() -> list[str]:
    """The list of keys for the data dictionary."""
    regels = ["## Sleutels in `aannames.csv`", "", "| Sleutel | Betekenis | Soort | Standaard | Uitleg |"]
    regels.append("|---|---|---|---|---|")
    for d in BEKEND.values():
        standaard = "het verslagjaar" if d.default is None else f"{d.default:.10g}".replace(".", ",")
        regels.append(f"| `{d.sleutel}` | {d.label} | {d.soort} | {standaard} | {d.uitleg} |")
    return regels
