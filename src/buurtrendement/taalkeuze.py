"""In which language the command line speaks: ``--taal``, otherwise ``BUURTRENDEMENT_TAAL``, otherwise Dutch.

The language is looked for before the words are parsed, because wrong words and ``--help`` need it too. It travels as
the object of click's context.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeVar

import click

from buurtrendement.berichten import STANDAARDTAAL, vertaal
from buurtrendement.keuzes import TALEN

_Functie = TypeVar("_Functie", bound=Callable[..., Any])

VARIABELE = "BUURTRENDEMENT_TAAL"


def gekozen_taal(woorden: Sequence[str], omgeving: Mapping[str, str]) -> str:
    """The language that these words and this environment ask for; Dutch when it is none that exists."""
    gevraagd = omgeving.get(VARIABELE) or STANDAARDTAAL
    voor_streepjes = list(woorden[: woorden.index("--")] if "--" in woorden else woorden)
    for woord, volgend in pairwise([*voor_streepjes, ""]):
        if woord == "--taal":
            gevraagd = volgend
        elif woord.startswith("--taal="):
            gevraagd = woord.partition("=")[2]
    return gevraagd if gevraagd in TALEN else STANDAARDTAAL


def huidige_taal() -> str:
    """The language of the command that is running."""
    context = click.get_current_context(silent=True)
    return _taal_van(context) if context else STANDAARDTAAL


def taaloptie(hulp: str = "Taal van de meldingen.", *, doorgeven: bool = False) -> Callable[[_Functie], _Functie]:
    """The option ``--taal``; ``doorgeven`` hands it to the command as the argument ``taal`` as well."""

    def zet(context: click.Context, _param: click.Parameter, waarde: str) -> str:
        wortel = context.find_root()
        if wortel.obj is None:  # called without `gekozen_taal`
            wortel.obj = waarde
        return str(wortel.obj)

    return click.option(
        "--taal",
        type=click.Choice(TALEN),
        default=STANDAARDTAAL,
        show_default=True,
        envvar=VARIABELE,
        show_envvar=True,
        expose_value=doorgeven,
        callback=zet,
        help=hulp,
    )


# --- help in that language --------------------------------------------------------------------------


def _taal_van(context: click.Context) -> str:
    taal = context.find_root().obj
    return taal if isinstance(taal, str) else STANDAARDTAAL


class _Hulpschrijver(click.HelpFormatter):
    """Writes help texts in another language; what click itself says is English in every language."""

    taal = STANDAARDTAAL

    def write_text(self, text: str) -> None:
        if self.taal != STANDAARDTAAL:  # a paragraph is one entry, however its lines are broken
            text = "\n\n".join(vertaal(" ".join(a.split()), self.taal) for a in text.split("\n\n"))
        super().write_text(text)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(naam, self._uitleg(uitleg)) for naam, uitleg in rows], col_max, col_spacing)

    def _uitleg(self, uitleg: str) -> str:
        # click puts default and environment behind the text: "Taal.  [env var: X; default: nl]".
        tekst, haak, extra = uitleg.partition("  [")
        return vertaal(tekst, self.taal) + haak + extra


class _Context(click.Context):
    def make_formatter(self) -> click.HelpFormatter:
        schrijver = _Hulpschrijver(width=self.terminal_width, max_width=self.max_content_width)
        schrijver.taal = _taal_van(self)
        return schrijver


class Opdracht(click.Command):
    """A command whose help is in the language that was asked for."""

    context_class = _Context

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence, translated before it is cut to size."""
        taal = huidige_taal()
        if taal == STANDAARDTAAL or not self.help:
            return super().get_short_help_str(limit)
        eerste = " ".join(inspect.cleandoc(self.help).split("\n\n")[0].split())
        return click.Command(None, help=vertaal(eerste, taal)).get_short_help_str(limit)


class Groep(click.Group):
    """The command line as a whole."""

    context_class = _Context
    command_class = Opdracht
