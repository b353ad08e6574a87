"""The formulas of the rendement, without data: discounting, net present value, break-even points.

Every function works for one amount and, where the type says so, for an array of amounts (one per Monte Carlo draw), so
that the report, the draws and the what-if panel cannot disagree. ``docs/methode.md`` derives each formula and works it
out for the published case. Amounts are euro per year or euro present value, all at one price level, never rounded.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Getal = float | npt.NDArray[np.float64]
"""One amount, or one per Monte Carlo draw: every formula below works for both."""

UITGANGSSITUATIE = "uitgangssituatie"
GEZINSCOACH = "gezinscoach"
ZONDER_GEZINSCOACH = "zonder_gezinscoach"
NA_TRAJECT = "na_traject"
ALTERNATIEVEN = (UITGANGSSITUATIE, GEZINSCOACH, ZONDER_GEZINSCOACH, NA_TRAJECT)

DREIGEND_SCENARIO = "dreigend_scenario"
STATUS_QUO = "status_quo"
NULALTERNATIEVEN = (DREIGEND_SCENARIO, STATUS_QUO)

AFRONDING = 1e-12
"""What binary fractions may leave of a sum that is exactly 0, as a share of what was added."""


# --- Discounting -------------------------------------------------------------------------------------------------


def net_present_value(cash_flows: Sequence[float] | npt.NDArray[np.float64], rate: float) -> float:
    """Sum of ``cash_flows[t] / (1 + rate) ** t``; the first flow is at t = 0 and is not discounted.

    ``rate`` is a real yearly rate as a fraction (0.0225 = 2.25%). No flows: 0.0.

    Raises:
        ValueError: when ``rate`` is not above -1, or a flow or the rate is not a number.

    Source of the formula: L.J. Gitman, Principles of Managerial Finance; the convention of ``numpy_financial.npv``.
    """
    return math.fsum(discounted(cash_flows, rate))


def payback_years(cash_flows: Sequence[float] | npt.NDArray[np.float64], rate: float) -> float | None:
    """The first moment at which the cumulative discounted flow reaches 0, linear within a year; None when never.

    Flow t falls at moment t, as in the present value: ``[-100, 50, 50]`` at rate 0 is paid back at 2.0, and a series
    that starts at or above 0 at 0.0. A moment after t - 1 and up to t therefore lies in the year that flow t belongs
    to (the report says 'in year 3' for 1.94: without the flow of the third year there would be no payback).

    Raises:
        ValueError: as ``net_present_value``.

    Source: Ross, Westerfield and Jordan, Fundamentals of Corporate Finance.
    """
    contanten = discounted(cash_flows, rate)
    # 110 next year repays 100 today at 10%, but binary fractions may leave a hair of it.
    haar = AFRONDING * math.fsum(np.abs(contanten))
    stand = 0.0
    for t, contant in enumerate(contanten):
        nieuw = stand + float(contant)
        if nieuw >= -haar:
            if t == 0:
                return 0.0
            return t - 1 + min(1.0, -stand / float(contant))
        stand = nieuw
    return None


def discount_factors(rate: float, years: int) -> npt.NDArray[np.float64]:
    """``1 / (1 + rate) ** t`` for t = 0 … years - 1."""
    if not -1 < rate < math.inf:
        raise ValueError("rate must be a number above -1")
    return (1.0 + rate) ** -np.arange(years, dtype=float)


def discounted(cash_flows: Sequence[float] | npt.NDArray[np.float64], rate: float) -> npt.NDArray[np.float64]:
    """Every flow brought to t = 0."""
    stromen = np.asarray(cash_flows, dtype=float)
    if stromen.ndim != 1:
        raise ValueError("cash_flows must be a one-dimensional series, one amount per year")
    if not np.isfinite(stromen).all():
        raise ValueError("cash_flows must be finite numbers")
    return stromen * discount_factors(rate, len(stromen))


# --- The formulas ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Spelregels:
    """The assumptions that the formulas need. Fractions, except the two numbers of whole years (both at least 1).

    Any fraction may be an array (one value per draw); the years may not.
    """

    discontovoet: Getal
    horizon_jaren: int
    trajectduur_jaren: int
    succesgraad: Getal
    na_geen_succes: Getal
    deadweight: Getal
    attributie: Getal
    verdringing: Getal
    uitdoving: Getal

    @property
    def aandeel_na_traject(self) -> Getal:
        """Share of the benefits after the trajectory that the programme may count.

        ``succesgraad`` of the families reach ``na_traject``; the others keep a share ``na_geen_succes`` of the benefit.
        """
        return self.succesgraad + (1 - self.succesgraad) * self.na_geen_succes

    def aftrek(self, t: int) -> Getal:
        """What is left of a benefit in year t after the four SROI deductions, in the order of the SROI guide.

        Drop-off (``uitdoving``) starts in the second year after the trajectory.
        """
        over = (1 - self.deadweight) * (1 - self.attributie) * (1 - self.verdringing)
        return over * (1 - self.uitdoving) ** max(0, t - self.trajectduur_jaren)


REKENSLEUTELS = tuple(Spelregels.__dataclass_fields__)


@dataclass(frozen=True)
class Sommen:
    """Yearly cost of the four alternatives, euro; for one family or for all families together."""

    uitgangssituatie: Getal
    gezinscoach: Getal
    zonder_gezinscoach: Getal
    na_traject: Getal

    @property
    def met_gezinscoach(self) -> Getal:
        """Yearly cost while the coach is there: the problems and the coach."""
        return self.uitgangssituatie + self.gezinscoach

    def nulalternatief(self, naam: str) -> Getal:
        """Yearly cost without the programme under one of ``NULALTERNATIEVEN``."""
        return {DREIGEND_SCENARIO: self.zonder_gezinscoach, STATUS_QUO: self.uitgangssituatie}[naam]

    def keer(self, aantal: float) -> Sommen:
        """The same for ``aantal`` families."""
        return Sommen(*(getattr(self, a) * aantal for a in ALTERNATIEVEN))

    def plus(self, ander: Sommen) -> Sommen:
        """Both together."""
        return Sommen(*(getattr(self, a) + getattr(ander, a) for a in ALTERNATIEVEN))


GEEN_KOSTEN = Sommen(0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Gewichten:
    """How many discounted years an amount per year counts for; with these the NCW is linear in every cost.

    ``tijdens``: benefits during the trajectory, after deductions; ``na``: benefits after it, after deductions and
    share of success; ``coach``: years of coach cost.
    """

    tijdens: Getal
    na: Getal
    coach: Getal


def gewichten(spel: Spelregels, aandeel_na: Getal = 1.0) -> Gewichten:
    """The three weights.

    ``aandeel_na`` is 1 for a family that succeeds, ``spel.aandeel_na_traject`` for the programme.
    """
    traject = min(spel.trajectduur_jaren, spel.horizon_jaren)
    factor = 1 / (1 + spel.discontovoet)
    coach: Getal = 0.0
    na: Getal = 0.0
    disconto: Getal = 1.0
    for t in range(spel.horizon_jaren):
        if t < traject:
            coach = coach + disconto
        else:
            na = na + disconto * spel.aftrek(t)
        disconto = disconto * factor
    return Gewichten(tijdens=coach * spel.aftrek(0), na=na * aandeel_na, coach=coach)


def baten_contant(nulalternatief: Getal, som: Sommen, gewicht: Gewichten) -> Getal:
    """Present value of the benefits: counterfactual minus actual cost without the coach, after deductions."""
    return gewicht.tijdens * (nulalternatief - som.uitgangssituatie) + gewicht.na * (nulalternatief - som.na_traject)


def ncw(nulalternatief: Getal, som: Sommen, gewicht: Gewichten) -> Getal:
    """Net present value over the horizon: benefits minus coach. Scalars or draws."""
    return baten_contant(nulalternatief, som, gewicht) - gewicht.coach * som.gezinscoach


def kasstroom(nulalternatief: float, som: Sommen, spel: Spelregels, aandeel_na: float = 1.0) -> list[float]:
    """Undiscounted flow of each year of the horizon: benefit after deductions, minus the coach while it runs.

    ``net_present_value(kasstroom(...), discontovoet)`` equals ``ncw`` with the corresponding weights.
    """
    stromen = []
    for t in range(spel.horizon_jaren):
        if t < spel.trajectduur_jaren:
            stroom = (nulalternatief - som.uitgangssituatie) * spel.aftrek(t) - som.gezinscoach
        else:
            stroom = (nulalternatief - som.na_traject) * spel.aftrek(t) * aandeel_na
        stromen.append(float(stroom))
    return stromen


def omslagpunt_zonder_gezinscoach(som: Sommen, gewicht: Gewichten) -> tuple[float | None, str | None]:
    """The yearly counterfactual cost at which the NCW is 0, or None and the code of the reason."""
    noemer = float(gewicht.tijdens + gewicht.na)
    if noemer <= 0:
        return None, "geen_baten_meegeteld"
    teller = gewicht.tijdens * som.uitgangssituatie + gewicht.na * som.na_traject + gewicht.coach * som.gezinscoach
    return float(teller) / noemer, None


def omslagpunt_succesgraad(nulalternatief: float, som: Sommen, spel: Spelregels) -> tuple[float | None, str | None]:
    """The share of families that must reach ``na_traject`` for the NCW to be 0, or None and the code of the reason.

    The NCW is linear in the share: ``vast + aandeel * per_aandeel``.
    """
    gewicht = gewichten(spel)
    per_aandeel = float(gewicht.na * (nulalternatief - som.na_traject))
    vast = float(ncw(nulalternatief, som, replace(gewicht, na=0.0)))
    rest = 1 - float(spel.na_geen_succes)
    if per_aandeel == 0 or rest == 0:
        return None, "niet_afhankelijk_van_succesgraad"
    graad = (-vast / per_aandeel - float(spel.na_geen_succes)) / rest
    if -1e-12 <= graad <= 1 + 1e-12:
        return min(1.0, max(0.0, graad)), None
    return None, "altijd_positief" if vast + per_aandeel > 0 else "nooit_positief"


def baten_kostenverhouding(nulalternatief: float, som: Sommen, gewicht: Gewichten) -> tuple[float | None, str | None]:
    """Present value of the benefits over that of the coach, or None and the code of the reason."""
    kosten = float(gewicht.coach * som.gezinscoach)
    if kosten <= 0:
        return None, "geen_coachkosten"
    return float(baten_contant(nulalternatief, som, gewicht)) / kosten, None
