"""The what-if panel in a real browser: the sums of Python to the cent, by keyboard, on paper and without script."""

from __future__ import annotations

import html as html_
import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from buurtrendement import ingest, nl, stappen, text, what_if
from buurtrendement.formules import NULALTERNATIEVEN
from buurtrendement.rendement import GRENZEN, STANDEN
from buurtrendement.text.catalogus import TALEN, Catalogus
from buurtrendement.text.wat_als import gegevens, veilige_json
from fabriek import maak_jaar

CHROMIUM = shutil.which("chromium")
WORTEL = Path(__file__).parents[2]
VLAGGEN = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
GEGEVENS = re.compile(r'(?s)<script type="application/json" id="wat-als-gegevens">(.*?)</script>')
SCHUIVEN = (
    "succesgraad",
    "gezinscoach_per_gezin",
    "zonder_gezinscoach_per_gezin",
    "discontovoet",
    "horizon_jaren",
)

browser_nodig = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


def _spec(pad: Path) -> dict[str, Any]:
    treffer = GEGEVENS.search(pad.read_text(encoding="utf-8"))
    assert treffer, "the report holds no data for the what-if panel"
    spec: dict[str, Any] = json.loads(treffer[1])["spec"]
    return spec


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=list(VLAGGEN))
        yield browser
        browser.close()


@pytest.fixture
def open_pagina(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Opens a file from disk with the network refused; afterwards nothing may have gone wrong in its console."""
    contexten, fouten = [], []

    def open_(pad: Path, breedte: int = 1200, **kenmerken: Any) -> Any:
        context = chromium.new_context(viewport={"width": breedte, "height": 900}, offline=True, **kenmerken)
        contexten.append(context)
        pagina = context.new_page()
        pagina.on("console", lambda m: fouten.append(m.text) if m.type in ("error", "warning") else None)
        pagina.on("pageerror", lambda fout: fouten.append(str(fout)))
        pagina.goto(pad.resolve().as_uri())
        return pagina

    yield open_
    for context in contexten:
        context.close()
    assert fouten == []


@pytest.fixture
def pagina(open_pagina: Callable[..., Any], dist_2021: Path) -> Any:
    return open_pagina(dist_2021 / "jaarbericht.html")


def _schuif(pagina: Any, sleutel: str, waarde: float) -> float:
    """Move a slider as the reader does, and tell where it came to stand."""
    knop = pagina.locator(f"#wat-als-{sleutel}")
    knop.evaluate("(el, w) => { el.value = w; el.dispatchEvent(new Event('input', {bubbles: true})); }", waarde)
    return float(knop.input_value())


def _tekst(pagina: Any, kiezer: str) -> str:
    return str(pagina.locator(kiezer).inner_text()).strip()


def _getoonde_ncw(pagina: Any, cf: str) -> dict[str, float]:
    uitvoer = pagina.locator(f".wat-als-kaart.{cf} output.wat-als-saldo")
    return {stand: float(uitvoer.get_attribute(f"data-{stand.replace('_', '-')}")) for stand in STANDEN}


def _vergelijk(uit: dict[str, Any], verwacht: dict[str, Any]) -> None:
    cent = 0.005
    for stand in STANDEN:
        for maat in ("omslagpunt_zonder_gezinscoach", "omslagpunt_per_gezin"):
            assert uit[maat][stand] == pytest.approx(verwacht[maat][stand], abs=cent, rel=0)
        for cf in NULALTERNATIEVEN:
            assert uit["ncw"][cf][stand] == pytest.approx(verwacht["ncw"][cf][stand], abs=cent, rel=0)
            assert uit["cumulatief"][cf][stand] == pytest.approx(verwacht["cumulatief"][cf][stand], abs=cent, rel=0)
            for maat in ("terugverdientijd_jaren", "omslagpunt_succesgraad", "omslagpunt_succesgraad_reden"):
                een, ander = uit[maat][cf][stand], verwacht[maat][cf][stand]
                assert (een == ander) if een is None or isinstance(een, str) else een == pytest.approx(ander, abs=1e-6)


# -- without a browser ---------------------------------------------------------------------------------------------


def test_the_report_embeds_the_spec_of_the_year(dist_2021: Path, dist_2022: Path) -> None:
    for jaar, map_ in ((2021, dist_2021), (2022, dist_2022)):
        ingebed = _spec(map_ / "jaarbericht.html")
        uit_data = what_if.what_if_spec(ingest.read_year(WORTEL / "data" / str(jaar)))
        for deel in ("jaarsommen", "instellingen", "basis", "aantal_gezinnen"):
            assert ingebed[deel] == json.loads(json.dumps(uit_data[deel]))
        ncw = json.loads((map_ / "rendement.json").read_text(encoding="utf-8"))["programma"]["ncw"]
        for cf in NULALTERNATIEVEN:
            for grens in GRENZEN:
                assert ingebed["basis"]["ncw"][cf][grens] == pytest.approx(ncw[cf][grens], abs=0.001)


def test_only_inline_scripts_and_nothing_from_elsewhere(dist_2021: Path) -> None:
    bron = (dist_2021 / "jaarbericht.html").read_text(encoding="utf-8")
    programma = (WORTEL / "report" / "theme" / "wat-als.js").read_text(encoding="utf-8")
    scripts = re.findall(r"(?s)<script([^>]*)>(.*?)</script>", bron)
    assert len(scripts) == 2
    assert not any("src" in kenmerken for kenmerken, _ in scripts)
    assert scripts[1][1].strip() == programma.strip(), "the renderer changed the program"
    for verboden in ("fetch(", "XMLHttpRequest", "import(", "eval(", "innerHTML", "document.write", "localStorage"):
        assert verboden not in programma
    # A handler in an attribute would be a script too.
    assert not re.search(r"<[a-z][^>]*\son[a-z]+=", re.sub(r"(?s)<script.*?</script>", "", bron))


def test_hostile_labels_cannot_leave_the_json_block() -> None:
    kwaad = "</script><!-- <script> ]]> {{< meta kf.x >}} ``` & \u2028"
    tekst = veilige_json({"label": kwaad})
    assert json.loads(tekst) == {"label": kwaad}
    assert not re.search("[<>&`\u2028\n]", tekst)


def test_both_editions_have_the_same_words() -> None:
    nederlands, engels = ({n for n in TALEN[taal] if n.startswith("wat_als.")} for taal in ("nl", "en"))
    assert nederlands == engels
    for naam in nederlands:
        velden = [set(re.findall(r"{(\w+)}", TALEN[taal][naam])) for taal in ("nl", "en")]
        assert velden[0] == velden[1], naam


KOP = "casus;omschrijving;aantal_gezinnen;toestemming\n"


def test_a_hidden_number_of_families_takes_the_panel_away(tmp_path: Path) -> None:
    spec = what_if.what_if_spec(ingest.read_year(maak_jaar(tmp_path, casussen=KOP + "C1;x;4;ja\n")))
    zichtbaar = {"casussen/C1/gezinnen": 4, "casussen/Totaal/gezinnen": 4, "contacten/x": None}
    assert what_if.afgeschermd(spec, zichtbaar) == spec
    for cel in ("casussen/C1/gezinnen", "casussen/Totaal/gezinnen", "casussen/overige/gezinnen"):
        assert what_if.afgeschermd(spec, {**zichtbaar, cel: None}) == {"beschikbaar": False, "reden": "klein_aantal"}
    deel = {**spec, "omvat": "casussen_met_toestemming"}
    # The sums of the published cases say nothing of the others.
    assert what_if.afgeschermd(deel, {**zichtbaar, "casussen/overige/gezinnen": None}) == deel
    assert not what_if.afgeschermd(deel, {**zichtbaar, "casussen/C1/gezinnen": None})["beschikbaar"]


def test_a_withheld_panel_says_why(tmp_path: Path) -> None:
    jaar = ingest.read_year(maak_jaar(tmp_path, casussen=KOP + "C1;x;4;nee\n"))
    uitkomst = stappen.bereken_uitkomst(jaar)
    assert uitkomst.gevoeligheid["wat_als"] == {"beschikbaar": False, "reden": "herleidbaar"}
    for taal, zin in (("nl", "één casus zonder toestemming"), ("en", "one case without consent")):
        sectie = text.optioneel(uitkomst, taal=taal)["wat_als"]
        assert zin in sectie
        assert "wat-als-gegevens" not in sectie


def test_static_table_says_what_the_programme_table_says(dist_2021: Path, dist_2022: Path) -> None:
    for map_ in (dist_2021, dist_2022):
        bron = (map_ / "jaarbericht.html").read_text(encoding="utf-8")
        vast = re.search(r'(?s)<div class="wat-als-vast">.*?</table>', bron)
        programma = re.search(r'(?s)id="tbl-programma".*?</table>', bron)
        assert vast
        assert programma
        cellen = re.findall(r"<td[^>]*>(.*?)</td>", vast[0])[:6]
        elders = re.findall(r"<td[^>]*>(.*?)</td>", programma[0])
        assert set(cellen) <= set(elders)


# -- in the browser ------------------------------------------------------------------------------------------------


@pytest.mark.browser
@browser_nodig
def test_random_settings_agree_with_python_to_the_cent(
    open_pagina: Callable[..., Any], dist_2021: Path, dist_2022: Path
) -> None:
    dobbel = random.Random(20260101)
    for map_ in (dist_2021, dist_2022):
        pad = map_ / "jaarbericht.html"
        spec, pagina = _spec(pad), open_pagina(pad)
        grenzen = {s["sleutel"]: (s["min"], s["max"]) for s in spec["schuiven"]}
        anders = {"na_geen_succes": 1, "deadweight": 0.9, "attributie": 0.9, "verdringing": 0.9, "uitdoving": 0.9}
        proeven: list[dict[str, float | None]] = [{}, dict(spec["instellingen"]), {"deadweight": 0.5}]
        for _ in range(60):
            gekozen: dict[str, float | None] = {
                s: dobbel.uniform(*g) for s, g in grenzen.items() if dobbel.random() < 0.8
            }
            gekozen |= {s: dobbel.uniform(0, hoogste) for s, hoogste in anders.items() if dobbel.random() < 0.4}
            gekozen["trajectduur_jaren"] = dobbel.choice([None, 1, 2, 3, 5])
            if "horizon_jaren" in gekozen:
                gekozen["horizon_jaren"] = dobbel.randint(1, 10)
            proeven.append(gekozen)
        uitkomsten = pagina.evaluate("proeven => proeven.map((p) => watAls.reken(p))", proeven)
        for gekozen, uit in zip(proeven, uitkomsten, strict=True):
            _vergelijk(uit, what_if.what_if(spec, gekozen))


@pytest.mark.browser
@browser_nodig
def test_sliders_show_what_python_computes(open_pagina: Callable[..., Any], dist_2022: Path) -> None:
    pad = dist_2022 / "jaarbericht.html"
    spec, pagina = _spec(pad), open_pagina(pad)
    dobbel = random.Random(7)
    for _ in range(12):
        gekozen: dict[str, float | None] = {
            s["sleutel"]: _schuif(pagina, s["sleutel"], dobbel.uniform(s["min"], s["max"])) for s in spec["schuiven"]
        }
        verwacht = what_if.what_if(spec, gekozen)
        for cf in NULALTERNATIEVEN:
            ncw = verwacht["ncw"][cf]
            assert _getoonde_ncw(pagina, cf) == pytest.approx(ncw, abs=0.005, rel=0)
            laag, hoog = sorted(ncw[grens] for grens in GRENZEN)
            getoond = _tekst(pagina, f".wat-als-kaart.{cf} output.wat-als-saldo")
            if laag >= 0.5:
                assert getoond == f"winst {nl.euro_bereik(laag, hoog)}"
            elif hoog <= -0.5:
                assert getoond == f"verlies {nl.euro_bereik(-hoog, -laag)}"
            else:
                assert getoond == f"{nl.euro(-laag)} verlies tot {nl.euro(hoog)} winst"
        punt = verwacht["omslagpunt_per_gezin"]
        omslag = nl.euro_bereik(*(punt[grens] for grens in GRENZEN))
        assert _tekst(pagina, "output.wat-als-punt") == f"{omslag} per gezin per jaar"
        assert pagina.locator(".wat-als-figuur tbody tr").count() == gekozen["horizon_jaren"]


@pytest.mark.browser
@browser_nodig
def test_first_state_and_reset_are_the_reports_values(pagina: Any, dist_2021: Path) -> None:
    spec = _spec(dist_2021 / "jaarbericht.html")

    def stand() -> dict[str, Any]:
        return {
            "tekst": _tekst(pagina, ".wat-als-paneel"),
            "ncw": {cf: _getoonde_ncw(pagina, cf) for cf in NULALTERNATIEVEN},
            "schuiven": [pagina.locator(f"#wat-als-{s}").input_value() for s in SCHUIVEN],
            "beeld": pagina.locator(".wat-als-tekening svg").get_attribute("aria-label"),
        }

    pagina.evaluate("document.fonts.ready")
    begin = stand()
    for cf in NULALTERNATIEVEN:
        assert begin["ncw"][cf] == pytest.approx(spec["basis"]["ncw"][cf], abs=0.005, rel=0)
    # The words of the panel are those of the static table, which Python wrote.
    vast = [c.strip() for c in pagina.locator(".wat-als-vast td").all_text_contents()]
    getoond = [
        _tekst(pagina, f".wat-als-kaart.{cf} output.{klasse}")
        for klasse in ("wat-als-saldo", "wat-als-tijd", "wat-als-graad")
        for cf in NULALTERNATIEVEN
    ]
    assert getoond == vast[:6]
    assert _tekst(pagina, "output.wat-als-punt").startswith(vast[6])
    for sleutel in SCHUIVEN:
        _schuif(pagina, sleutel, 0)
    assert stand() != begin
    knop = pagina.get_by_role("button", name="Terug naar de waarden van dit jaarbericht")
    knop.click()
    assert stand() == begin
    assert knop.evaluate("el => el === document.activeElement")
    pagina.wait_for_function("document.querySelector('.wat-als-melding').textContent.startsWith('Alles staat weer op')")


@pytest.mark.browser
@browser_nodig
def test_a_slider_back_on_its_mark_is_the_reports_value_again(open_pagina: Callable[..., Any], dist_2022: Path) -> None:
    pad = dist_2022 / "jaarbericht.html"
    spec, pagina = _spec(pad), open_pagina(pad)
    # In 2022 the report's cost without a coach lies between two steps of the slider.
    begin = pagina.locator("#wat-als-zonder_gezinscoach_per_gezin").input_value()
    assert float(begin) != spec["instellingen"]["zonder_gezinscoach_per_gezin"]
    _schuif(pagina, "zonder_gezinscoach_per_gezin", 0)
    _schuif(pagina, "zonder_gezinscoach_per_gezin", float(begin))
    for cf in NULALTERNATIEVEN:
        assert _getoonde_ncw(pagina, cf) == pytest.approx(spec["basis"]["ncw"][cf], abs=0.005, rel=0)


@pytest.mark.browser
@browser_nodig
def test_keyboard_alone_moves_every_slider_and_resets(pagina: Any, dist_2021: Path) -> None:
    spec = _spec(dist_2021 / "jaarbericht.html")
    pagina.locator(f"#wat-als-{SCHUIVEN[0]}").focus()
    gekozen: dict[str, float | None] = {}
    for schuif in spec["schuiven"]:
        actief = pagina.evaluate("document.activeElement.id")
        assert actief == f"wat-als-{schuif['sleutel']}", "tab goes from slider to slider"
        voor = float(pagina.locator(f"#{actief}").input_value())
        for toets in ("ArrowRight", "ArrowUp", "ArrowLeft"):
            pagina.keyboard.press(toets)
        na = float(pagina.locator(f"#{actief}").input_value())
        assert na == pytest.approx(voor + schuif["stap"])
        gekozen[schuif["sleutel"]] = na
        assert pagina.locator(f"#{actief}").get_attribute("aria-valuetext") == _tekst(pagina, f"output[for='{actief}']")
        rand = pagina.locator(f"#{actief}").evaluate(
            "el => [getComputedStyle(el).outlineStyle, parseFloat(getComputedStyle(el).outlineWidth)]"
        )
        assert rand[0] != "none", "focus can be seen"
        assert rand[1] >= 2
        pagina.keyboard.press("Tab")
    verwacht = what_if.what_if(spec, gekozen)
    for cf in NULALTERNATIEVEN:
        assert _getoonde_ncw(pagina, cf) == pytest.approx(verwacht["ncw"][cf], abs=0.005, rel=0)
    assert pagina.evaluate("document.activeElement.tagName") == "BUTTON"
    pagina.keyboard.press("Enter")
    assert _getoonde_ncw(pagina, "status_quo") == pytest.approx(spec["basis"]["ncw"]["status_quo"], abs=0.005, rel=0)


@pytest.mark.browser
@browser_nodig
def test_a_screen_reader_hears_one_sentence_after_the_moving_stops(pagina: Any) -> None:
    pagina.evaluate(
        """() => { window.gehoord = [];
        new MutationObserver((m) => gehoord.push(m[0].target.textContent))
          .observe(document.querySelector('.wat-als-melding'), {childList: true}); }"""
    )
    pagina.locator("#wat-als-zonder_gezinscoach_per_gezin").focus()
    for _ in range(8):
        pagina.keyboard.press("PageDown")
    pagina.wait_for_function("window.gehoord.length > 0")
    pagina.wait_for_timeout(1200)
    gehoord = pagina.evaluate("window.gehoord")
    assert len(gehoord) == 1
    assert "een verlies van" in gehoord[0]
    assert gehoord[0] in pagina.locator(".wat-als-tekening svg[role=img]").get_attribute("aria-label")
    assert pagina.locator(".wat-als-melding").get_attribute("role") == "status"
    assert pagina.locator(".wat-als-paneel output:not([aria-live=off])").count() == 0
    for sleutel in SCHUIVEN:
        assert pagina.locator(f"label[for='wat-als-{sleutel}']").count() == 1
        beschrijving = pagina.locator(f"#wat-als-{sleutel}").get_attribute("aria-describedby")
        assert "jaarbericht" in _tekst(pagina, f"#{beschrijving}")


@pytest.mark.browser
@browser_nodig
def test_on_paper_stands_the_base_case(pagina: Any) -> None:
    _schuif(pagina, "zonder_gezinscoach_per_gezin", 0)
    assert not pagina.locator(".wat-als-vast").is_visible()
    pagina.emulate_media(media="print")
    assert pagina.locator(".wat-als-vast").is_visible()
    assert not pagina.locator(".wat-als-paneel").is_visible()
    assert nl.euro_bereik(359_313.06, 703_879.81) in pagina.locator(".wat-als").inner_text()
    pagina.emulate_media(media="screen")
    assert pagina.locator(".wat-als-paneel").is_visible()
    assert "verlies" in _tekst(pagina, ".wat-als-kaart.dreigend_scenario output.wat-als-saldo")


@pytest.mark.browser
@browser_nodig
def test_without_javascript_the_section_is_a_table_that_is_true(
    open_pagina: Callable[..., Any], dist_2021: Path
) -> None:
    pagina = open_pagina(dist_2021 / "jaarbericht.html", java_script_enabled=False)
    tekst = pagina.locator(".wat-als").inner_text()
    assert "met de waarden van dit jaarbericht" in tekst
    assert nl.euro_bereik(359_313.06, 703_879.81) in tekst
    assert "40%" in tekst
    assert "{" not in tekst, "the data of the panel is not text"
    assert pagina.locator(".wat-als-vast table").is_visible()
    assert pagina.locator(".wat-als input, .wat-als button").count() == 0


@pytest.mark.browser
@browser_nodig
@pytest.mark.parametrize("breedte", [320, 800, 1400])
def test_axe_finds_nothing_and_nothing_sticks_out(
    open_pagina: Callable[..., Any], dist_2022: Path, breedte: int
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    pagina = open_pagina(dist_2022 / "jaarbericht.html", breedte)
    for horizon in (None, 1, 10):
        if horizon is not None:
            _schuif(pagina, "horizon_jaren", horizon)
            _schuif(pagina, "zonder_gezinscoach_per_gezin", 30_000)
        pagina.locator(".wat-als-figuur details").evaluate("el => { el.open = true; }")
        verslag = axe.run(
            pagina,
            context="#wat-als",
            options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
        )
        assert verslag.response["violations"] == [], verslag.generate_report()
        assert pagina.evaluate("document.documentElement.scrollWidth <= innerWidth")
        vak = pagina.locator(".wat-als-tekening").bounding_box()
        for label in pagina.locator(".wat-als-tekening svg text").all():
            plek = label.bounding_box()
            assert plek["x"] >= vak["x"] - 1
            assert plek["x"] + plek["width"] <= vak["x"] + vak["width"] + 1
            assert plek["y"] >= vak["y"] - 1
            assert plek["y"] + plek["height"] <= vak["y"] + vak["height"] + 1


@pytest.mark.browser
@browser_nodig
@pytest.mark.parametrize("taal", ["nl", "en"])
def test_numbers_are_written_as_python_writes_them(
    open_pagina: Callable[..., Any], dist_2022: Path, tmp_path: Path, taal: str
) -> None:
    bron = (dist_2022 / "jaarbericht.html").read_text(encoding="utf-8")
    c, spec = Catalogus(taal), _spec(dist_2022 / "jaarbericht.html")
    # Years of a programme a thousand times as large, with a label that tries to get out.
    groot = {**spec, "aantal_gezinnen": spec["aantal_gezinnen"] * 1000}
    groot["jaarsommen"] = {
        stand: {a: bedrag * 1000 for a, bedrag in som.items()} for stand, som in spec["jaarsommen"].items()
    }
    data = gegevens(c, groot)
    data["spec"]["schuiven"][0]["label"] = "</script><img src=x onerror=alert(1)>"
    pad = tmp_path / "groot.html"
    pad.write_text(
        GEGEVENS.sub(
            lambda _: f'<script type="application/json" id="wat-als-gegevens">{veilige_json(data)}</script>', bron
        ),
        encoding="utf-8",
    )
    pagina = open_pagina(pad)
    assert pagina.locator(".wat-als-paneel img").count() == 0
    assert "</script><img" in _tekst(pagina, "label[for='wat-als-succesgraad']")
    gekozen: dict[str, float | None] = {"gezinscoach_per_gezin": _schuif(pagina, "gezinscoach_per_gezin", 20_000)}
    verwacht = what_if.what_if(groot, gekozen)
    laag, hoog = sorted(verwacht["ncw"]["status_quo"][grens] for grens in GRENZEN)
    assert hoog < 0
    woord = {"nl": "verlies", "en": "loss"}[taal]
    assert (
        _tekst(pagina, ".wat-als-kaart.status_quo output.wat-als-saldo")
        == f"{woord} {nl.euro_bereik(-hoog, -laag, taal)}"
    )
    rij = pagina.locator(".wat-als-figuur tbody tr").first.locator("td").nth(1).text_content()
    eerste = verwacht["cumulatief"]["status_quo"]
    assert rij == nl.euro_bereik(*(eerste[grens][0] for grens in GRENZEN), taal)
    assert _tekst(pagina, "output[for='wat-als-discontovoet']") == c.procent_kort(0.0225)
    assert _tekst(pagina, "output[for='wat-als-horizon_jaren']") == c.jaren(3)
    alt = html_.unescape(pagina.locator(".wat-als-tekening svg").get_attribute("aria-label") or "")
    assert nl.euro_bereik(-hoog, -laag, taal) in alt
