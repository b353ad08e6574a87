"""The maatschappelijk rendement: what families cost with, without and after the coach, and what that is worth.

Every formula is derived in ``docs/methode.md``. Amounts are unrounded euro per year (or euro present value) at one
price level; rounding happens only in display. All formulas go through three weights (``Gewichten``), so that the
report, the Monte Carlo draws (``uncertainty``) and the what-if panel cannot disagree.

Words: ``bij_lage_kosten`` takes every cost line at its minimum, ``bij_hoge_kosten`` every line at its maximum (so
the second may well be the lower *return*). Counterfactuals: ``dreigend_scenario`` (the ``zonder_gezinscoach`` costs) and
``status_quo`` (the ``uitgangssituatie`` goes on). ``<cf>`` below is either of the two, ``{grens}`` stands for
``{"bij_lage_kosten": float | None, "bij_hoge_kosten": float | None}``.

Layout of ``compute(jaar)`` (= ``rendement.json``)::

    {"verslagjaar": 2021, "prijspeil": 2021,
     "casussen": {"C1": MATEN + {"omschrijving": str, "aantal_gezinnen": int}},     # only with toestemming = ja
     "programma": MATEN + PROGRAMMA,
     "aannames": {sleutel: {"label", "waarde", "laag", "hoog", "eenheid", "prijspeil", "herkomst", "bron",
                            "toelichting", "basiswaarde", "afwijkend": bool}},
     "basis": None | {"casussen": {C1: HOOFD}, "programma": HOOFD},   # set when an assumption was overridden
     "pm": [{"post": str, "richting": "+" | "-" | "?", "toelichting": str}],
     "prijspeilketen": [{"van": 2019, "naar": 2021, "factor": 1.04, "regels": 3,
                         "stappen": [{"jaar": 2020, "mutatie": 0.013, "factor": 1.013, "bron": str}]}],
     "redenen": {code: Dutch sentence}}                               # what the *_reden codes mean

MATEN (per casus: one family that reaches ``na_traject``; programma: sum over all families)::

    "jaarkosten": {"uitgangssituatie": {"laag", "hoog"}, "gezinscoach": {...}, "met_gezinscoach": {...},
                   "zonder_gezinscoach": {...}, "na_traject": {...}},
    "verschil_per_jaar": {<cf>: {grens}},                # gross: before SROI deductions
    "rendement_per_jaar_na_traject": {<cf>: {grens}},    # gross; programma: times aandeel_na_traject
    "ncw": {<cf>: {grens}},  "bkv": {<cf>: {grens}},  "terugverdientijd_jaren": {<cf>: {grens}},
    "omslagpunt_zonder_gezinscoach": {grens} + {"per_gezin": {grens},
         "afstand": {<cf>: {grens}},                     # assumed counterfactual cost minus omslagpunt; > 0: room to spare
         "afstand_aandeel": {<cf>: {grens}}},            # the same as a share of the assumed cost
    "per_betaler": {"betalers": {betaler: BLOK},         # fiscaal + maatschappelijk, never overdracht
                    "overdracht": {betaler: BLOK},       # transfers, apart
                    "regels": {betaler: {soort: BLOK}},
                    "totalen": {"fiscaal": BLOK, "maatschappelijk_zonder_overdracht": BLOK, "overdracht": BLOK,
                                "alle_regels": BLOK}},   # saldo of alle_regels = ncw
    "kasstromen": {<cf>: {"jaar": [1, 2, 3], "fase": ["traject", "traject", "na"],
                          "stroom": STAND, "contant": STAND, "cumulatief": STAND}},   # cumulatief is of contant
    "onzekerheid": {<cf>: {"kans_positief", "p05", "p50", "p95"}}      # added by uncertainty.compute
    BLOK  = {"coach_per_jaar": {grens}, "coach_contant": {grens},
             <cf>: {"baten_per_jaar_tijdens": {grens}, "baten_per_jaar_na": {grens}, "baten_contant": {grens},
                    "saldo_contant": {grens}}}
    STAND = {"bij_lage_kosten": [float, ...], "midden": [...], "bij_hoge_kosten": [...]}

PROGRAMMA adds::

    "aantal_casussen": int, "aantal_gezinnen": int, "extrapolatie": bool,   # True: rests on one case
    "aandeel_na_traject": float,        # succesgraad + (1 - succesgraad) * na_geen_succes
    "omslagpunt_succesgraad": {<cf>: {grens}},
    "omslagpunt_gezinnen_van_tien": {<cf>: {grens}},  # ten times the above, unrounded (round UP when saying 'at least')
    "herleidbaar": bool,                # True: exactly one case lacks consent, see below
    "achtergehouden": [measure, ...]    # names of the measures that are None for that reason

Every measure that may be null has a sibling ``<measure>_reden`` of the same shape holding a reason code, or None
where the value exists: ``bkv_reden``, ``terugverdientijd_jaren_reden``, ``omslagpunt_zonder_gezinscoach_reden``,
``omslagpunt_succesgraad_reden``; for a withheld measure ``<measure>`` is None and ``<measure>_reden`` is ``"herleidbaar"``.

HOOFD (the base case beside a deviating one) holds ``ncw``, ``bkv``, ``terugverdientijd_jaren``,
``omslagpunt_zonder_gezinscoach`` and, for the programme, ``omslagpunt_succesgraad``, each with its ``_reden``.

Privacy. A case without consent is left out of ``casussen`` but counts in ``programma``. When exactly one case lacks
consent, programme minus the published cases would give its amounts back. Then the programme's ``jaarkosten``,
``verschil_per_jaar``, ``rendement_per_jaar_na_traject``, ``bkv``, ``omslagpunt_zonder_gezinscoach``, ``per_betaler`` and
``kasstromen`` are withheld (None, reason ``herleidbaar``), and the what-if panel is not available. Cost lines of a case
without consent never appear by name, also not in the tornado.

Layout of the gevoeligheid dict: see ``uncertainty``. Layout of the what-if spec: see ``what_if_spec``.
"""
