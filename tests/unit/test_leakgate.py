"""The leak gate: finds what may not leave the house in every format, and leaves ordinary reports alone."""

from __future__ import annotations

import base64
import datetime as dt
import io
import json
import time
import zipfile
import zlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pikepdf
import pytest

from buurtrendement import leakgate
from buurtrendement.errors import GegevensFout, GereedschapFout
from buurtrendement.leakgate import CASUS, DATUM, NAAM, ONLEESBAAR, PAD, PSEUDONIEM, check, search


def jaar(tmp_path: Path, families: int = 3) -> Any:
    """Only what the gate reads of a year."""
    codes = [f"G{i:02d}" for i in range(1, families + 1)]
    start = pd.Timestamp("2021-03-15") + pd.to_timedelta(np.arange(families) % 200, unit="D")
    tabellen = {
        "gezinnen": pd.DataFrame({"gezin": codes, "startdatum": start, "einddatum": [pd.NaT] * families}),
        "contacten": pd.DataFrame({"gezin": codes[:2], "datum": pd.to_datetime(["2021-06-09", "2021-12-31"])}),
        "uren": pd.DataFrame({"coach": ["K01", "B1"], "maand": ["2021-03", "2021-03"]}),
        "screening": pd.DataFrame({"kandidaat": ["kandidaat-7"], "datum": pd.to_datetime(["2021-02-08"])}),
        "casussen": pd.DataFrame({"casus": ["C1", "C2"], "omschrijving": ["a", "b"], "toestemming": ["ja", "nee"]}),
        "bronnen": pd.DataFrame({"bron": ["S1"], "titel": ["Normen per 1 juli 2021"]}),
    }
    (tmp_path / "2021" / "teksten").mkdir(parents=True, exist_ok=True)
    return SimpleNamespace(verslagjaar=2021, map=tmp_path / "2021", tabellen=tabellen)


def kinds(tmp_path: Path, name: str, content: str | bytes, year: Any = None) -> set[str]:
    uit = tmp_path / "uit"
    uit.mkdir(exist_ok=True)
    for old in uit.iterdir():
        old.unlink()
    (uit / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return {lek.soort for lek in search(uit, year or jaar(tmp_path))}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Bij G01 ging het beter.", PSEUDONIEM),
        ("(G01)", PSEUDONIEM),
        ("G01-G03", PSEUDONIEM),
        ("G\u00ad01", PSEUDONIEM),
        ("&#71;01", PSEUDONIEM),
        ("Coach K01", PSEUDONIEM),
        ("zie kandidaat-7.", PSEUDONIEM),
        ("Casus C2 kost", CASUS),
        ("begon op 15-03-2021", DATUM),
        ("begon op 15-3-2021", DATUM),
        ("2021-03-15", DATUM),
        ("2021-03-15T00:00:00", DATUM),
        ("op 15 maart 2021 begon", DATUM),
        ("op 15\u00a0mrt 2021", DATUM),
        ("on March 15, 2021", DATUM),
        ("contact op 9 juni 2021", DATUM),
        ("in /home/iemand/data", PAD),
        (r"in C:\Users\iemand\data", PAD),
        ("file:///data/x", PAD),
    ],
)
@pytest.mark.parametrize("name", ["a.html", "a.csv", "a.json", "a.md"])
def test_traces_are_found_in_text(tmp_path: Path, name: str, text: str, kind: str) -> None:
    content = json.dumps({"tekst": [1, {"x": text}]}) if name.endswith("json") else f"<p>{text}</p>"
    assert kinds(tmp_path, name, content) == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "G011 of xG01 of G01a",
        "g01",
        "Casus C1 kost € 12.000",
        "De stand op 31 december 2021 en 1 januari 2021, 31-12-2021",
        "Normen per 1 juli 2021",
        "16 maart 2030",
        "2021-03",
        "bron S1",
        "https://example.org/home/pagina",
        "en/of, 1/2, kosten/baten",
        "3,15-03,2021",
    ],
)
def test_ordinary_text_is_left_alone(tmp_path: Path, text: str) -> None:
    assert kinds(tmp_path, "a.html", f"<p>{text}</p>") == set()


def test_inline_markup_does_not_hide_a_pseudonym(tmp_path: Path) -> None:
    assert kinds(tmp_path, "a.html", "<p>gezin G<b>0</b>1</p>") == {PSEUDONIEM}
    assert kinds(tmp_path, "a.html", "<td>G</td><td>01</td>") == set()


@pytest.mark.parametrize(
    "content",
    [
        '<img alt="Gezin G01">',
        '<meta name="x" content="G01">',
        '<p title="G01">x</p>',
        '<p data-gezin="G01">x</p>',
        "<!-- G01 -->",
        '<script type="application/json">{"rijen": ["G01"]}</script>',
        '<script>const rijen = ["G01"];</script>',
        "<svg><text>G<tspan>01</tspan></text></svg>",
        f'<img src="data:image/svg+xml;base64,{base64.b64encode(b"<svg><title>G01</title></svg>").decode()}">',
        '<img src="data:image/svg+xml,%3Csvg%3E%3Ctext%3EG01%3C/text%3E%3C/svg%3E">',
    ],
)
def test_places_in_html(tmp_path: Path, content: str) -> None:
    assert kinds(tmp_path, "a.html", content) == {PSEUDONIEM}


def test_encoded_data_styles_hashes_and_variables_are_no_text(tmp_path: Path) -> None:
    woff = base64.b64encode(b"\x00 G01 K01 15-03-2021 " * 50).decode()
    clean = (
        f"<style>@font-face{{src:url(data:font/woff2;base64,{woff})}} .G01{{color:#B1B1B1}}</style>"
        f'<img src="data:font/woff2;base64,+G01/{woff}"><path d="M G01 B1"/><div id="G01" class="K01"></div>'
        "<script>let B1=1,G01=B1+K01;</script>"
    )
    assert kinds(tmp_path, "a.html", clean) == set()
    assert kinds(tmp_path, "manifest.json", json.dumps({"a.csv": "ab12" * 16, "b": "G01".ljust(64, "a")})) == set()
    assert kinds(tmp_path, "f.woff2", b"\0G01 /home/iemand/x") == set()


def test_notebooks(tmp_path: Path) -> None:
    def notebook(output: dict[str, Any]) -> str:
        cell = {"cell_type": "code", "id": "G01", "source": ["x = 1\n", "x"], "outputs": [output], "metadata": {}}
        return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})

    assert kinds(tmp_path, "a.ipynb", notebook({"data": {"text/plain": ["  gezin\n", "0   G01"]}})) == {PSEUDONIEM}
    assert kinds(tmp_path, "a.ipynb", notebook({"data": {"text/html": ["<table>\n", "<td>15-03-2021</td>"]}})) == {
        DATUM
    }
    assert kinds(tmp_path, "a.ipynb", notebook({"data": {"text/plain": "/home/iemand/x.csv"}})) == {PAD}
    png = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"G01" * 9).decode()
    assert kinds(tmp_path, "a.ipynb", notebook({"data": {"image/png": png}})) == set()


@pytest.mark.parametrize(
    ("kind", "chunk"),
    [
        (b"tEXt", b"Comment\0gezin G01"),
        (b"zTXt", b"Comment\0\0" + zlib.compress(b"gezin G01")),
        (b"iTXt", b"Comment\0\0\0nl\0x\0" + "één gezin G01".encode()),
        (b"iTXt", b"Comment\0\1\0nl\0x\0" + zlib.compress(b"gezin G01")),
        (b"iTXt", b"Comment\0\0\0nl\0gezin G01\0x"),
    ],
)
def test_text_blocks_of_a_picture(tmp_path: Path, kind: bytes, chunk: bytes) -> None:
    png = b"\x89PNG\r\n\x1a\n" + len(chunk).to_bytes(4, "big") + kind + chunk + b"\0\0\0\0"
    assert kinds(tmp_path, "a.png", png) == {PSEUDONIEM}


def test_nothing_hides_behind_the_end_of_a_picture_or_in_a_broken_block(tmp_path: Path) -> None:
    head = b"\x89PNG\r\n\x1a\n"
    assert kinds(tmp_path, "a.png", head + b"\0\0\0\0IEND\0\0\0\0gezin G01") == {PSEUDONIEM}
    assert kinds(tmp_path, "b.png", head + b"\0\0\0\x05zTXta\0\0xy\0\0\0\0") == {ONLEESBAAR}


def test_png_metadata(tmp_path: Path) -> None:
    chunk = b"Author\0/home/iemand/x"
    png = b"\x89PNG\r\n\x1a\n" + len(chunk).to_bytes(4, "big") + b"tEXt" + chunk + b"\0\0\0\0"
    assert kinds(tmp_path, "a.png", png) == {PAD}


def test_office_files(tmp_path: Path) -> None:
    def archive(**members: str) -> bytes:
        uit = io.BytesIO()
        with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as z:
            for name, content in members.items():
                z.writestr(name.replace("__", "/") + ".xml", content)
        return uit.getvalue()

    runs = "<w:p><w:r><w:t>gezin G</w:t></w:r><w:r><w:t>01</w:t></w:r></w:p>"
    assert kinds(tmp_path, "a.docx", archive(word__document=runs)) == {PSEUDONIEM}
    assert kinds(tmp_path, "a.docx", archive(word__document='<wp:docPr descr="G01"/>')) == {PSEUDONIEM}
    assert kinds(tmp_path, "a.xlsx", archive(xl__sharedStrings="<si><t>15 maart 2021</t></si>")) == {DATUM}
    assert kinds(tmp_path, "a.xlsx", archive(xl__sheet1='<row><c r="B1"><v>1</v></c><c r="K01"/></row>')) == set()
    assert kinds(tmp_path, "a.docx", b"geen zip") == {ONLEESBAAR}


def pdf(text: str = "niets", title: str = "", alt: str = "", xmp: str = "") -> bytes:
    document = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    content = f"/P <</MCID 0>> BDC BT /F1 12 Tf 20 20 Td ({text}) Tj ET EMC".encode()
    page = document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=[0, 0, 200, 200],
            Contents=document.make_stream(content),
            Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font)),
            StructParents=0,
        )
    )
    document.pages.append(pikepdf.Page(page))
    if alt:
        page = document.pages[0].obj
        root = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        figure = document.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Figure, P=root, Pg=page, K=0, Alt=alt)
        )
        root.K = pikepdf.Array([figure])
        root.ParentTree = document.make_indirect(pikepdf.Dictionary(Nums=[0, pikepdf.Array([figure])]))
        document.Root.StructTreeRoot = root
        document.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
    if title:
        document.docinfo["/Title"] = title
    if xmp:
        with document.open_metadata() as meta:
            meta["dc:description"] = xmp
    uit = io.BytesIO()
    document.save(uit)
    return uit.getvalue()


def test_pdf_text_metadata_and_alternative_text(tmp_path: Path) -> None:
    assert kinds(tmp_path, "a.pdf", pdf()) == set()
    assert kinds(tmp_path, "a.pdf", pdf("gezin G01")) == {PSEUDONIEM}
    assert kinds(tmp_path, "a.pdf", pdf("15 maart 2021")) == {DATUM}
    assert kinds(tmp_path, "a.pdf", pdf(title="Gezin G01")) == {PSEUDONIEM}
    assert kinds(tmp_path, "a.pdf", pdf(alt="Gezin G01")) == {PSEUDONIEM}
    assert kinds(tmp_path, "a.pdf", pdf(xmp="/home/iemand/x")) == {PAD}
    assert kinds(tmp_path, "a.pdf", b"%PDF-1.7 stuk") == {ONLEESBAAR}


def test_a_date_in_the_years_own_prose(tmp_path: Path) -> None:
    """A contact day that happens to be mentioned is no trace; the day on which a family started is one."""
    year = jaar(tmp_path)
    (year.map / "teksten" / "voorwoord.md").write_text("Op 9 juni 2021 was er een feest. Op 15 maart 2021 ook.")
    assert kinds(tmp_path, "a.html", "<p>Op 9 juni 2021 was er een feest.</p>", year) == set()
    assert kinds(tmp_path, "a.html", "<p>Op 15 maart 2021 ook.</p>", year) == {DATUM}


def test_user_and_machine_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "pdevries")
    monkeypatch.setattr("socket.gethostname", lambda: "LAPTOP-7QX.gemeente.lan")
    monkeypatch.setattr(Path, "home", classmethod(lambda cls: Path("/data/thuis/pdevries")))
    assert kinds(tmp_path, "a.html", "<p>door PdeVries</p>") == {NAAM}
    assert kinds(tmp_path, "a.html", "<p>laptop-7qx</p>") == {NAAM}
    assert kinds(tmp_path, "a.json", '{"x": "/data/thuis/pdevries/y"}') == {PAD, NAAM}
    monkeypatch.setattr("getpass.getuser", lambda: "gezinnen")
    monkeypatch.setattr("socket.gethostname", lambda: "localhost")
    monkeypatch.setattr(Path, "home", classmethod(lambda cls: Path("/data/thuis/gezinnen")))
    year = jaar(tmp_path)
    (year.map / "teksten" / "voorwoord.md").write_text("De gezinnen in deze buurt.")
    assert kinds(tmp_path, "a.html", "<p>De gezinnen in deze buurt.</p>", year) == set()


def test_check_names_file_and_kind_but_never_the_trace(tmp_path: Path) -> None:
    uit = tmp_path / "uit" / "notebooks"
    uit.mkdir(parents=True)
    (uit / "a.csv").write_text("x;G02\n")
    with pytest.raises(GegevensFout) as fout:
        check(tmp_path / "uit", jaar(tmp_path))
    assert "notebooks/a.csv" in str(fout.value)
    assert "pseudoniem" in str(fout.value)
    assert "G02" not in str(fout.value)
    (uit / "a.csv").write_text("/home/iemand/geheim\n")
    with pytest.raises(GereedschapFout) as machine:
        check(tmp_path / "uit", jaar(tmp_path))
    assert "iemand" not in str(machine.value)
    (uit / "a.csv").write_text("schoon\n")
    check(tmp_path / "uit", jaar(tmp_path))


def test_many_families_and_a_large_page_are_quick(tmp_path: Path) -> None:
    year = jaar(tmp_path, families=200_000)
    day = dt.date(2030, 1, 2)
    page = "".join(f"<p>Regel {i} van {day:%d-%m-%Y} kost € 12.{i:03d},50 en woord{i}</p>" for i in range(8000))
    uit = tmp_path / "uit"
    uit.mkdir()
    (uit / "a.html").write_text(page)
    start = time.process_time()
    assert search(uit, year) == []
    assert time.process_time() - start < 5  # about half a second; the margin is for a busy machine


def test_dates_in_every_notation() -> None:
    found = set(leakgate.dagen_in("3-4-2021, 03/04/2021, 2021-04-03, 3 april 2021, 3 apr. 2021, April 3, 2021"))
    assert found == {20210403}


def test_a_month_beside_a_code_is_no_date() -> None:
    """The key of a count: nuisance of kind '1 geluid' in February."""
    assert set(leakgate.dagen_in("overlast/2021-02/1 geluid; 2021/02-01; 01-02/2021")) == set()
    assert set(leakgate.dagen_in("2021-02-01 en 1/2/2021 en 1.2.2021")) == {20210201}
