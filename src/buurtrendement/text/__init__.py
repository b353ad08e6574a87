"""Words and tables of the report, made from the result object; nothing in the report's sources holds a figure itself.

``cijfers`` gives the values behind ``{{< meta kf.* >}}``, ``tabellen`` the tables and ``optioneel`` the parts that a
year may lack, all as Markdown in the language of the edition. What comes from a data file is shown literally, whatever
it holds (:func:`markdown_literal`).
"""

from buurtrendement.cijfernamen import FIGUREN, KENGETALLEN
from buurtrendement.text.cijfers import cijfers, documentgegevens
from buurtrendement.text.opmaak import markdown_literal, veilig
from buurtrendement.text.optioneel import optioneel
from buurtrendement.text.tabellen import tabellen

__all__ = [
    "FIGUREN",
    "KENGETALLEN",
    "cijfers",
    "documentgegevens",
    "markdown_literal",
    "optioneel",
    "tabellen",
    "veilig",
]
