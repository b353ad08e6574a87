"""How long the uncertainty analysis takes: 100,000 draws of a case with 40 ranged cost lines over 10 years.

Run ``python benchmarks/monte_carlo.py [draws]``; prints the median of five runs of the draws alone, and of the whole
analysis (draws, percentiles, tornado, which assumption to measure).
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

import numpy as np

from buurtrendement import aannames as aannames_module
from buurtrendement import rendement, uncertainty
from buurtrendement.aannames import Aannames
from buurtrendement.formules import ALTERNATIEVEN, NULALTERNATIEVEN
from buurtrendement.rendement import Casus, Model, Regel

REGELS, HORIZON, KEREN = 40, 10, 5
BEREIKEN = {"discontovoet": (0.016, 0.029), "succesgraad": (0.2, 0.6), "uitdoving": (0.0, 0.2)}


def maak() -> tuple[Model, Aannames]:
    """A made-up case with a range on every line, and ranges on three assumptions."""
    toeval = np.random.default_rng(1)
    regels = []
    for nummer in range(REGELS):
        laag = float(toeval.integers(100, 2000))
        alternatief = ALTERNATIEVEN[nummer % len(ALTERNATIEVEN)]
        regels.append(Regel("C1", alternatief, f"post {nummer}", "gemeente", "fiscaal", laag, 2 * laag))
    basis = aannames_module.defaults(2021).met({"horizon_jaren": HORIZON})
    ranged = tuple(
        aannames_module.Aanname(r.sleutel, r.label, (b[0] + b[1]) / 2, *b) if (b := BEREIKEN.get(r.sleutel)) else r
        for r in basis.regels
    )
    aannames = Aannames(ranged)
    casus = Casus("C1", "verzonnen", 10, True, tuple(regels))
    return Model(2021, 2021, 1, rendement.spelregels(aannames), (casus,)), aannames


def mediaan(wat: Callable[[], object]) -> float:
    """Median run time in seconds."""
    tijden = []
    for _ in range(KEREN):
        begin = time.perf_counter()
        wat()
        tijden.append(time.perf_counter() - begin)
    return statistics.median(tijden)


def main(trekkingen: int) -> None:
    """Measure and print."""
    model, aannames = maak()
    grootheden = uncertainty.vind_grootheden(model, aannames)

    def trek() -> uncertainty.Simulatie:
        return uncertainty.simuleer(model, grootheden, trekkingen, zaad=2021)

    def alles() -> None:
        reeksen = trek().programma
        for cf in NULALTERNATIEVEN:
            uncertainty.samenvatting(reeksen[cf])
            uncertainty.tornado(model, grootheden, cf)
            uncertainty.waarde_van_meten(reeksen[cf], grootheden, 2021, "pert")
        uncertainty.verdeling_van(reeksen)

    print(f"{trekkingen} draws, {REGELS} lines, {len(BEREIKEN)} assumptions, {HORIZON} years, median of {KEREN}")
    print(f"draws: {mediaan(trek):.2f} s")
    print(f"draws, percentiles, tornado, worth of measuring: {mediaan(alles):.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
