"""The readable page of an executed notebook."""

from __future__ import annotations

import html5lib
import nbformat
import pytest

from buurtrendement import notebookpagina

HOSTIEL = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=y>"


def _notebook(*uitvoer: nbformat.NotebookNode) -> nbformat.NotebookNode:
    cel = nbformat.v4.new_code_cell("print(1 < 2)", outputs=list(uitvoer))
    kop = nbformat.v4.new_markdown_cell("# 2. Kengetallen & meer\n\nUitleg met **nadruk**.")
    return nbformat.v4.new_notebook(cells=[kop, cel])


def _toon(tekst: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_output("display_data", data={"text/markdown": tekst, "text/plain": "weg"})


def test_page_is_strict_html_with_title_table_and_folded_code() -> None:
    pagina = notebookpagina.als_html(_notebook(_toon("| a | b |\n|---|--:|\n| x | € 1.234 |\n")))
    boom = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(pagina)
    assert boom.find("head/title").text == "2. Kengetallen & meer"
    assert boom.get("lang") == "nl"
    assert [td.text for td in boom.iter("td")] == ["x", "€ 1.234"]
    assert boom.find(".//details/pre/code").text == "print(1 < 2)"
    assert "weg" not in pagina


@pytest.mark.parametrize("soort", ["markdown", "stream", "error", "plain"])
def test_nothing_in_an_output_becomes_markup(soort: str) -> None:
    uitvoer = {
        "markdown": _toon(HOSTIEL),
        "stream": nbformat.v4.new_output("stream", name="stdout", text=HOSTIEL),
        "error": nbformat.v4.new_output("error", ename="X", evalue=HOSTIEL, traceback=[]),
        "plain": nbformat.v4.new_output("display_data", data={"text/plain": HOSTIEL}),
    }[soort]
    boom = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
        notebookpagina.als_html(_notebook(uitvoer))
    )
    assert list(boom.iter("script")) == []
    assert list(boom.iter("img")) == []
    assert not any("javascript" in (a.get("href") or "") for a in boom.iter("a"))
