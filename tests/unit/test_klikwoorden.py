"""Wrong usage is told in Dutch, also where click says it."""

from __future__ import annotations

import pytest

from buurtrendement import cli


@pytest.mark.parametrize(
    ("woorden", "zin"),
    [
        ("chek", "de opdracht 'chek' bestaat niet. Bedoelt u 'check'?"),
        ("report", "'DATA_DIR' ontbreekt."),
        (
            "report data/2021 --renderer x",
            "'--renderer' klopt niet: 'x' kan niet; kies uit 'auto', 'quarto', 'ingebouwd'.",
        ),
        ("report data/2021 --formaat x", "de optie '--formaat' bestaat niet. Bedoelt u '--formats'?"),
        (
            "report data/2021 --formats xls",
            "'--formats' klopt niet: kies uit html, pdf, docx, gescheiden door komma's.",
        ),
        ("report data/2021 extra", "dit staat er te veel: extra."),
        ("verify dist/2021", "de optie '--data' ontbreekt."),
        ("report data/2021 --set", "achter de optie '--set' hoort een waarde."),
        ("check data/2021 --json=ja", "achter de optie '--json' hoort geen waarde."),
    ],
)
def test_wrong_usage_in_dutch(woorden: str, zin: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as einde:
        cli.main(woorden.split())
    assert einde.value.code == 2
    assert f"Verkeerd gebruik: {zin}" in capsys.readouterr().err
