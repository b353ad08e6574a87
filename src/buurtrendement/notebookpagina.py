"""An executed notebook as a page to read: prose, tables and, folded away, the code that made them.

The page is one file without script that loads nothing. It is made from the Markdown that the cells show
(``tonen``) by markdown-it with HTML switched off, so that no text from a data file can become markup.
"""

from __future__ import annotations

import base64
import html
from collections.abc import Mapping

import nbformat
from markdown_it import MarkdownIt

from buurtrendement.theme import kleuren_css

_PAGINA = """\
<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{titel}</title>
<style>
{stijl}
</style>
</head>
<body>
<a class="skip" href="#inhoud">Naar de inhoud</a>
<main id="inhoud">
{inhoud}
</main>
</body>
</html>
"""

_STIJL = """\
*, *::before, *::after { box-sizing: border-box; }
body { margin: 0; color: var(--inkt); background: var(--wit); overflow-wrap: anywhere;
  font: 1rem/1.6 "Source Sans 3", "Source Sans Pro", "Segoe UI", Arial, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.1rem 5rem; }
h1 { color: var(--groen-diep); font-size: 2rem; line-height: 1.15;
  border-top: .5rem solid var(--zon); padding-top: 1rem; }
h2 { color: var(--groen); font-size: 1.35rem; line-height: 1.2; margin: 2.4rem 0 .6rem; }
p, li { max-width: 42rem; }
.tabel { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-size: .92rem; font-variant-numeric: tabular-nums lining-nums; }
th, td { padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--lijn); text-align: left; vertical-align: top; }
th { border-bottom: 2px solid var(--groen); }
td, th { overflow-wrap: normal; }
details { margin: 1rem 0; border-left: 4px solid var(--lijn); padding-left: .9rem; }
summary { cursor: pointer; min-height: 1.6rem; }
pre { overflow-x: auto; font-size: .88rem; line-height: 1.5; }
img, svg { max-width: 100%; height: auto; }
.skip { position: absolute; left: 1rem; top: -6rem; background: var(--zon); color: var(--inkt); padding: .8rem 1.2rem; }
.skip:focus { top: 1rem; }
:focus-visible { outline: 3px solid var(--oranje-diep); outline-offset: 3px; }
@media print { details:not([open]) { display: none; } .skip { display: none; } }
"""


def als_html(notebook: nbformat.NotebookNode) -> str:
    """The page of a notebook that has been through ``notebooks.voor_publicatie``."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    delen: list[str] = []
    titel = "Notebook"
    for cel in notebook.cells:
        if cel.cell_type == "markdown":
            if titel == "Notebook" and cel.source.startswith("# "):
                titel = cel.source.splitlines()[0].removeprefix("# ").strip()
            delen.append(_tabellen_schuifbaar(markdown.render(cel.source)))
        elif cel.cell_type == "code":
            delen.append(f"<details><summary>Code</summary><pre><code>{html.escape(cel.source)}</code></pre></details>")
            delen += [_uitvoer(uitvoer, markdown) for uitvoer in cel.outputs]
    return _PAGINA.format(titel=html.escape(titel), stijl=kleuren_css() + _STIJL, inhoud="\n".join(filter(None, delen)))


def _uitvoer(uitvoer: nbformat.NotebookNode, markdown: MarkdownIt) -> str:
    if uitvoer.output_type == "stream":
        return f"<pre>{html.escape(uitvoer.text)}</pre>"
    if uitvoer.output_type == "error":
        return f"<pre>{html.escape(f'{uitvoer.ename}: {uitvoer.evalue}')}</pre>"
    data: Mapping[str, str] = uitvoer.data
    if "text/markdown" in data:
        return _tabellen_schuifbaar(markdown.render(data["text/markdown"]))
    if "image/svg+xml" in data:
        plaatje = base64.b64encode(data["image/svg+xml"].encode()).decode("ascii")
        alt = html.escape(data.get("text/plain", ""))
        return f'<img src="data:image/svg+xml;base64,{plaatje}" alt="{alt}">'
    return f"<pre>{html.escape(data.get('text/plain', ''))}</pre>"


def _tabellen_schuifbaar(stuk: str) -> str:
    # A wide table scrolls in its own box, which the keyboard can reach, instead of widening the page.
    return stuk.replace("<table>", '<div class="tabel" tabindex="0" role="region" aria-label="Tabel"><table>').replace(
        "</table>", "</table></div>"
    )
