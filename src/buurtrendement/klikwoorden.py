"""What click says about wrong usage, in Dutch: click itself speaks English only."""

from __future__ import annotations

import re

_ZINNEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(engels), nederlands)
    for engels, nederlands in (
        (r"No such command (?P<wat>.+?)\.", r"de opdracht \g<wat> bestaat niet."),
        (r"No such option:? (?P<wat>.+?)\.", r"de optie \g<wat> bestaat niet."),
        (r"Did you mean (?P<wat>.+?)\?", r"Bedoelt u \g<wat>?"),
        (r"\(Did you mean one of: (?P<wat>.+?)\?\)", r"Bedoelt u een van \g<wat>?"),
        (r"Missing argument (?P<wat>.+?)\.", r"\g<wat> ontbreekt."),
        (r"Missing option (?P<wat>.+?)\.", r"de optie \g<wat> ontbreekt."),
        (r"Missing parameter: (?P<wat>\S+)", r"\g<wat> ontbreekt."),
        (r"Choose from:", "Kies uit:"),
        (r"Invalid value for (?P<wat>.+?):", r"\g<wat> klopt niet:"),
        (r"Invalid value:", "deze waarde klopt niet:"),
        (r"(?P<wat>'[^']*') is not one of (?P<keuzes>.+?)\.", r"\g<wat> kan niet; kies uit \g<keuzes>."),
        (r"(?P<wat>'[^']*') is not a valid integer( range)?\.", r"\g<wat> is geen geheel getal."),
        (r"(?P<wat>\S+) is not in the range (?P<bereik>.+?)\.", r"\g<wat> valt buiten \g<bereik>."),
        (r"Option (?P<wat>'[^']*') requires an argument\.", r"achter de optie \g<wat> hoort een waarde."),
        (r"Option (?P<wat>'[^']*') does not take a value\.", r"achter de optie \g<wat> hoort geen waarde."),
        (r"Got unexpected extra arguments? \((?P<wat>.*)\)", r"dit staat er te veel: \g<wat>."),
    )
)


def nederlands(melding: str) -> str:
    """A message of click with every part that is known put into Dutch; what is Dutch already stays as it is."""
    for patroon, zin in _ZINNEN:
        melding = patroon.sub(zin, melding)
    return melding
