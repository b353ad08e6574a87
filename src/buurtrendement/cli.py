"""The command line. It parses words and prints; everything it prints about comes from the package.

Exit status: 0 done; 1 the data or the assumptions are not fit; 2 wrong usage; 3 a tool failed. Never a traceback
without ``--debug``.
"""

from __future__ import annotations

import gc
import glob
import io
import json
import os
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from buurtrendement import __version__
from buurtrendement.berichten import STANDAARDTAAL, toon, vertaal, vertaal_probleem
from buurtrendement.errors import BuurtrendementError, GebruiksFout, GegevensFout, GereedschapFout, Probleem, reden
from buurtrendement.keuzes import SCHELPEN
from buurtrendement.klikwoorden import nederlands
from buurtrendement.paths import jaarmap
from buurtrendement.taalkeuze import Groep, gekozen_taal, huidige_taal, taaloptie

MAXIMUM_PER_BESTAND = 20
"""Problems shown per file; the rest is counted, or one wrong delimiter would fill the screen."""

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}
_MAP = click.Path(path_type=Path)


@click.group(cls=Groep, context_settings=CONTEXT, no_args_is_help=True)
@click.version_option(__version__, "--version", message="buurtrendement %(version)s", help="Toon de versie.")
@taaloptie()
def groep() -> None:
    """Van geanonimiseerde registraties naar een jaarbericht met kengetallen en maatschappelijk rendement."""


def _scherm() -> Any:
    """Where tables are printed: as wide as the window, and wide without colours when it goes to a file or program."""
    from rich.console import Console  # noqa: PLC0415

    return Console(highlight=False) if sys.stdout.isatty() else Console(highlight=False, width=160, no_color=True)


def zeg(tekst: str, taal: str | None = None, *, err: bool = False) -> None:
    """Print a message in ``taal``, by default that of the command that is running."""
    click.echo(vertaal(tekst, taal or huidige_taal()), err=err)


def _kleur(tekst: str, kleur: str) -> str:
    """Colour for a terminal; ``click.echo`` leaves it out elsewhere, and so does NO_COLOR (no-color.org)."""
    return tekst if os.environ.get("NO_COLOR") else click.style(tekst, fg=kleur)


def _debug(functie: Any) -> Any:
    return click.option("--debug", is_flag=True, help="Toon bij een fout ook de technische details.")(functie)


@groep.command()
@click.argument("data_dir", type=_MAP)
@click.option("--set", "afwijkingen", multiple=True, metavar="SLEUTEL=WAARDE", help="Wijk af van een aanname.")
@click.option("--json", "als_json", is_flag=True, help="Schrijf de uitkomst als JSON, voor andere programma's.")
@taaloptie()
@_debug
def check(data_dir: Path, afwijkingen: Sequence[str], als_json: bool, debug: bool) -> None:
    """Zeg wat er mis is met de bestanden van een jaar: bestand, rij, kolom en wat u eraan doet."""
    del debug
    from buurtrendement import aannames, ingest  # noqa: PLC0415  (pandas is slow to import; --help needs none)

    try:
        jaar = ingest.read_year(data_dir, aannames.parse_set(afwijkingen))
        problemen: tuple[Probleem, ...] = jaar.meldingen
        goed = True
    except GegevensFout as fout:
        problemen, goed = fout.problemen, False
    if als_json:
        click.echo(json.dumps(_als_json(data_dir, problemen, goed), ensure_ascii=False, indent=2))
    else:
        toon_problemen(problemen, err=False)  # what check finds is its product
        naam = jaarmap(data_dir).name
        if goed:
            zeg(f"{naam}: de gegevens zijn in orde; er kan een jaarbericht van worden gemaakt.")
        else:
            zeg(f"{naam}: er kan nog geen jaarbericht worden gemaakt; los eerst op wat hierboven met 'Fout' begint.")
    if not goed:
        raise click.exceptions.Exit(GegevensFout.exit_status)


def _als_json(data_dir: Path, problemen: Iterable[Probleem], goed: bool) -> dict[str, Any]:
    return {
        "map": jaarmap(data_dir).name,
        "in_orde": goed,
        "problemen": [
            {
                "bestand": p.bestand,
                "rij": p.rij,
                "kolom": p.kolom,
                "ernst": p.ernst,
                "boodschap": p.boodschap,
                "herstel": p.herstel,
            }
            for p in (vertaal_probleem(p, huidige_taal()) for p in problemen)
        ],
    }


def _formaten(_ctx: click.Context, _param: click.Parameter, waarde: str) -> tuple[str, ...]:
    from buurtrendement.keuzes import FORMATEN  # noqa: PLC0415

    gekozen = tuple(dict.fromkeys(deel.strip().lower() for deel in waarde.split(",") if deel.strip()))
    onbekend = [f for f in gekozen if f not in FORMATEN]
    if onbekend or not gekozen:
        raise click.BadParameter(f"kies uit {', '.join(FORMATEN)}, gescheiden door komma's.")
    return gekozen


def _rapportopties(functie: Any) -> Any:
    from buurtrendement.keuzes import MOTOREN, RENDERERS, STANDAARDFORMATEN  # noqa: PLC0415

    opties = (
        click.option("--set", "afwijkingen", multiple=True, metavar="SLEUTEL=WAARDE", help="Wijk af van een aanname."),
        click.option(
            "--renderer",
            type=click.Choice(RENDERERS),
            default="auto",
            show_default=True,
            help="Wie de opmaak doet; auto neemt Quarto als dat er is.",
        ),
        click.option(
            "--formats",
            "formaten",
            default=",".join(STANDAARDFORMATEN),
            show_default=True,
            callback=_formaten,
            metavar="LIJST",
            help="Welke bestanden: html, pdf, docx.",
        ),
        click.option(
            "--engine",
            "motor",
            type=click.Choice(MOTOREN),
            default="auto",
            show_default=True,
            help="Waarin de notebooks draaien; auto neemt een vork waar het systeem dat kan.",
        ),
        taaloptie("Taal van het bericht en van de meldingen.", doorgeven=True),
    )
    for optie in reversed(opties):
        functie = optie(functie)
    return functie


@groep.command()
@click.argument("data_dir", type=_MAP)
@click.option("--out", "uit", type=_MAP, help="Map die de bestanden krijgt (standaard dist/<verslagjaar>).")
@_rapportopties
@click.option("--opnieuw", is_flag=True, help="Maak alles opnieuw, ook wat niet is gewijzigd.")
@_debug
def report(
    data_dir: Path,
    uit: Path | None,
    afwijkingen: Sequence[str],
    renderer: str,
    formaten: tuple[str, ...],
    motor: str,
    opnieuw: bool,
    taal: str,
    debug: bool,
) -> None:
    """Maak het jaarbericht van een jaar: HTML, PDF, cijfers en uitgevoerde notebooks."""
    del debug
    from buurtrendement import aannames, pipeline  # noqa: PLC0415

    opdracht = pipeline.Opdracht(
        data_map=data_dir,
        uit=uit,
        afwijkingen=aannames.parse_set(afwijkingen),
        renderer=renderer,
        formaten=formaten,
        taal=taal,
        motor=motor,
        opnieuw=opnieuw,
    )
    verslag = pipeline.maak_jaarbericht(opdracht, meld=toon_voortgang)
    for melding in verslag.meldingen:
        click.echo(f"{vertaal('Let op', taal)}: {melding}", err=True)
    zeg(f"Opmaak door {verslag.renderer}: {verslag.reden}")
    zeg(f"Klaar: {len(verslag.bestanden)} bestanden in {verslag.doel}")


@groep.command()
@click.argument("bronnen", nargs=-1, required=True, metavar="DATA_DIR...")
@click.option("--out", "uit", type=_MAP, default=Path("dist"), show_default=True, help="Map die alle berichten krijgt.")
@click.option(
    "--workers", "werkers", type=click.IntRange(min=1), help="Aantal processen (standaard één per processor)."
)
@click.option("--scheduler", "adres", metavar="ADRES", help="Reken op het Dask-cluster met deze scheduler.")
@_rapportopties
@_debug
def reports(
    bronnen: Sequence[str],
    uit: Path,
    werkers: int | None,
    adres: str | None,
    afwijkingen: Sequence[str],
    renderer: str,
    formaten: tuple[str, ...],
    motor: str,
    taal: str,
    debug: bool,
) -> None:
    """Maak de jaarberichten van veel buurten of jaren, elk in <out>/<buurt>/<jaar>, met een overzicht in index.html.

    De buurt is de naam van de map boven het jaar. DATA_DIR mag ook een adres zijn (s3://..., file:///...) dat met
    fsspec te lezen is. Mislukt er een, dan worden de andere afgemaakt.
    """
    del debug
    from buurtrendement import aannames, reeks, reeksscherm  # noqa: PLC0415

    if adres is not None and werkers is not None:
        raise GebruiksFout("Kies --workers of --scheduler: op een cluster bepaalt het cluster het aantal processen.")
    opties = reeks.Opties(aannames.parse_set(afwijkingen), renderer, formaten, taal, motor)
    uitslagen = reeksscherm.maak(reeks.taken(bronnen), opties, uit, werkers=werkers, adres=adres, scherm=_scherm())
    status = reeks.exit_status(uitslagen)
    if status:
        raise click.exceptions.Exit(status)


@groep.command()
@click.argument("data_dir", type=_MAP)
@click.option("--port", "poort", type=click.IntRange(0, 65535), default=8021, show_default=True, help="Poort; 0 kiest.")
@_rapportopties
@_debug
def watch(
    data_dir: Path,
    poort: int,
    afwijkingen: Sequence[str],
    renderer: str,
    formaten: tuple[str, ...],
    motor: str,
    taal: str,
    debug: bool,
) -> None:
    """Maak het jaarbericht opnieuw zodra u iets opslaat, en toon het in de browser (alleen op deze computer)."""
    del debug
    from buurtrendement import aannames, kijken, pipeline  # noqa: PLC0415

    opdracht = pipeline.Opdracht(
        data_map=data_dir,
        afwijkingen=aannames.parse_set(afwijkingen),
        renderer=renderer,
        formaten=formaten,
        taal=taal,
        motor=motor,
    )
    kijken.kijk(opdracht, poort, zeg)


@groep.command()
@click.argument("dist_dir", type=_MAP)
@click.option("--data", "data_dir", type=_MAP, required=True, help="De gegevensmap waarvan het jaarbericht is gemaakt.")
@taaloptie()
@_debug
def verify(dist_dir: Path, data_dir: Path, debug: bool) -> None:
    """Maak een jaarbericht opnieuw en vergelijk het met het manifest; zegt wat er verschilt."""
    del debug
    from buurtrendement import verificatie  # noqa: PLC0415

    verschillen = verificatie.verifieer(dist_dir, data_dir, meld=toon_voortgang)
    for verschil in verschillen:
        zeg(f"Verschil: {verschil}", err=True)
    if verschillen:
        raise click.exceptions.Exit(GegevensFout.exit_status)
    zeg(f"{dist_dir.name}: gelijk aan wat deze gegevens nu opleveren.")


@groep.command()
@click.argument("data_dir", type=_MAP)
@taaloptie()
@_debug
def new(data_dir: Path, debug: bool) -> None:
    """Begin een nieuw jaar: lege bestanden met kopregels en de aannames van vorig jaar om na te lopen."""
    del debug
    from buurtrendement import nieuwjaar  # noqa: PLC0415

    for regel in nieuwjaar.begin(data_dir, huidige_taal()):
        zeg(regel)


@groep.command()
@click.argument("mappen", type=_MAP, nargs=-1, required=True, metavar="DATA_DIR DATA_DIR...")
@click.option("--out", "uit", type=_MAP, help="Schrijf de vergelijking ook als webpagina, bijvoorbeeld jaren.html.")
@taaloptie("Taal van de uitkomst en van de meldingen.", doorgeven=True)
@_debug
def compare(mappen: Sequence[Path], uit: Path | None, taal: str, debug: bool) -> None:
    """Vergelijk jaren: kengetallen, stand, gezinnen door de jaren heen, en wat veranderde aannames doen."""
    del debug
    from buurtrendement import vergelijken, vergelijkpagina  # noqa: PLC0415

    if uit is not None and uit.suffix.lower() not in {".html", ".htm"}:
        # A slip of the hand ('--out data/2021/gezinnen.csv') must not cost the evaluator a file.
        raise GebruiksFout("De vergelijking is een webpagina: geef met --out een bestand dat op .html eindigt.")
    uitkomst = vergelijken.vergelijk(mappen)
    scherm = _scherm()
    for tabel in vergelijkpagina.terminaltabellen(uitkomst, taal, scherm.width):
        scherm.print(tabel)
    if uit is not None:
        uit.parent.mkdir(parents=True, exist_ok=True)
        uit.write_bytes(vergelijkpagina.html_pagina(uitkomst, taal).encode("utf-8"))
        zeg(f"Geschreven: {uit.as_posix()}")


class _Terminalvrager:
    """Asks the person at the terminal, in that person's language (click asks for y or n, in English)."""

    def bevestig(self, vraag: str) -> bool:
        zeg(vraag)
        while True:
            antwoord = self._vraag("Ja of nee [J/n]")
            if antwoord in _JA:
                return True
            if antwoord in _NEE:
                return False
            zeg("Antwoord met j of n.")

    def kies(self, vraag: str, keuzes: Sequence[str]) -> str:
        zeg(vraag)
        for nummer, keuze in enumerate(keuzes, start=1):
            click.echo(f"  {nummer:>2}  {keuze}")
        zeg("   0  geen van deze (weglaten)")
        while True:
            antwoord = self._vraag("Nummer")
            if antwoord.isdecimal() and int(antwoord) <= len(keuzes):
                return keuzes[int(antwoord) - 1] if int(antwoord) else "-"
            zeg(f"Kies een nummer van 0 tot en met {len(keuzes)}.")

    def _vraag(self, vraag: str) -> str:
        antwoord: str = click.prompt(vertaal(vraag, huidige_taal()), default="", show_default=False)
        return antwoord.strip().casefold()


_JA, _NEE = ("", "j", "ja", "y", "yes"), ("n", "nee", "no")


@groep.command("import")
@click.argument("bestanden", type=_MAP, nargs=-1, required=True, metavar="BESTAND...")
@click.option("--to", "data_dir", type=_MAP, required=True, metavar="DATA_DIR", help="De gegevensmap van het jaar.")
@click.option("--ja", is_flag=True, help="Neem het voorstel voor kolommen en codes aan zonder te vragen.")
@click.option("--vervang", is_flag=True, help="Vervang bestanden waarin al regels staan.")
@click.option("--sleutel", type=_MAP, metavar="BESTAND", help="Sleutelbestand voor de codes van gezinnen (*.sleutel).")
@taaloptie()
@_debug
def import_(
    bestanden: Sequence[Path], data_dir: Path, ja: bool, vervang: bool, sleutel: Path | None, debug: bool
) -> None:
    """Zet exports (CSV of Excel) van uw registratiesysteem om naar de bestanden van een jaar, zonder namen."""
    del debug
    from buurtrendement import importeren  # noqa: PLC0415

    vrager = _Terminalvrager() if sys.stdin.isatty() and not ja else None
    opdracht = importeren.Opdracht(tuple(bestanden), data_dir, ja, vervang, sleutel, vrager)
    for regel in importeren.importeer(opdracht):
        zeg(regel)


@groep.command()
@click.option("--json", "als_json", is_flag=True, help="Schrijf de uitkomst als JSON, voor andere programma's.")
@taaloptie()
@_debug
def doctor(als_json: bool, debug: bool) -> None:
    """Kijk of alles er is om een jaarbericht te maken, en zeg wat u anders doet."""
    del debug
    from buurtrendement import dokter  # noqa: PLC0415

    bevindingen, taal = dokter.onderzoek(), huidige_taal()
    if als_json:
        velden = [{k: v if k == "oordeel" else vertaal(v, taal) for k, v in vars(b).items()} for b in bevindingen]
        click.echo(json.dumps(velden, ensure_ascii=False, indent=2))
    else:
        kleuren = {dokter.GOED: "green", dokter.LET_OP: "yellow", dokter.MIS: "red"}
        for b in bevindingen:
            oordeel = _kleur(f"{vertaal(b.oordeel, taal):<7}", kleuren[b.oordeel])
            click.echo(f"{oordeel} {vertaal(b.wat, taal)}: {vertaal(b.uitleg, taal)}")
            if b.advies:
                click.echo(f"        {vertaal(b.advies, taal)}")
    if any(b.oordeel == dokter.MIS for b in bevindingen):
        raise click.exceptions.Exit(GereedschapFout.exit_status)


@groep.command()
@click.argument("schelp", type=click.Choice(SCHELPEN), metavar="|".join(SCHELPEN))
@taaloptie()
def completion(schelp: str) -> None:
    """Vul opdrachten aan met de tabtoets: zet de uitvoer in het startbestand van uw opdrachtvenster."""
    from buurtrendement import aanvullen  # noqa: PLC0415

    click.echo(aanvullen.script(groep, schelp))


def toon_problemen(problemen: Iterable[Probleem], *, err: bool = True, taal: str | None = None) -> None:
    """Print problems (on standard error unless told otherwise), at most twenty per file and then a count."""
    from buurtrendement import nalopen  # noqa: PLC0415

    taal = taal or huidige_taal()
    lijst = nalopen.folded(problemen)
    getoond: Counter[str] = Counter()
    totaal = Counter(p.bestand for p in lijst)
    for probleem in lijst:
        getoond[probleem.bestand] += 1
        if getoond[probleem.bestand] <= MAXIMUM_PER_BESTAND:
            soort, kleur = ("Fout", "red") if probleem.ernst == "fout" else ("Let op", "yellow")
            click.echo(f"{_kleur(vertaal(soort, taal), kleur)}: {toon(probleem, taal)}", err=err)
        elif getoond[probleem.bestand] == MAXIMUM_PER_BESTAND + 1:
            rest = totaal[probleem.bestand] - MAXIMUM_PER_BESTAND
            zeg(f"{probleem.bestand}: en nog {rest} meldingen over dit bestand.", taal, err=err)


def toon_voortgang(nummer: int, aantal: int, wat: str, seconden: float | None) -> None:
    """One line per step, with its time once it is done; a terminal also shows which step is running."""
    taal = huidige_taal()
    stap = f"[{nummer}/{aantal}] {vertaal(wat, taal)}"
    if seconden is None:
        if sys.stdout.isatty():
            click.echo(f"{stap} …\r", nl=False)
        return
    tijd = f"{seconden:.1f}"
    click.echo(f"{stap}: {tijd.replace('.', ',') if taal == STANDAARDTAAL else tijd} s")


def aanvullen_gevraagd() -> bool:
    """Whether it is the shell that calls, to complete what is being typed."""
    return "_BUURTRENDEMENT_COMPLETE" in os.environ


def jokers(woorden: Iterable[str]) -> list[str]:
    """Words with ``*`` or ``?`` become the paths that they stand for, as a Unix shell does; on Windows nobody does."""
    uit: list[str] = []
    for woord in woorden:
        paden = sorted(glob.glob(woord)) if set(woord) & set("*?") and not woord.startswith("-") else []
        uit += paden or [woord]
    return uit


def main(argumenten: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with the exit status of the design."""
    woorden = list(sys.argv[1:] if argumenten is None else argumenten)
    if os.name == "nt":
        woorden = jokers(woorden)
    debug = "--debug" in woorden
    # Little of a run is garbage in circles; looking for it among all that is imported takes a tenth of a second.
    gc.set_threshold(500_000)
    _open_stromen()
    _utf8()
    _ruim_op_bij_beeindigen()
    if aanvullen_gevraagd():
        from buurtrendement import aanvullen  # noqa: PLC0415

        aanvullen.meld_aan()
    status = _voer_uit(woorden, debug)
    gc.freeze()  # nothing is worth collecting any more
    sys.exit(status)


def _voer_uit(woorden: list[str], debug: bool) -> int:
    taal = gekozen_taal(woorden, os.environ)
    try:
        status = groep.main(args=woorden, prog_name="buurtrendement", standalone_mode=False, obj=taal)
    except click.exceptions.NoArgsIsHelpError as fout:
        if fout.ctx:
            with fout.ctx.scope(cleanup=False):  # the language of the list of commands is that of the context
                click.echo(fout.ctx.get_help())
        return 0
    except click.UsageError as fout:
        hulp = f" Zie '{fout.ctx.command_path} --help'." if fout.ctx else ""
        melding = fout.format_message()
        melding = nederlands(melding) if taal == STANDAARDTAAL else vertaal(melding, taal)
        click.echo(
            f"{vertaal('Verkeerd gebruik', taal)}: {melding}{vertaal(hulp, taal)}",
            err=True,
        )
        return 2
    except GegevensFout as fout:
        toon_problemen(fout.problemen, taal=taal)
        fouten = sum(p.ernst == "fout" for p in fout.problemen)
        if fouten:
            zeg(f"Er is niets gemaakt: {fouten} {'fout' if fouten == 1 else 'fouten'} in de gegevens.", taal, err=True)
        return _met_traceback(fout.exit_status, debug)
    except BuurtrendementError as fout:
        zeg(f"Fout: {fout}", taal, err=True)
        return _met_traceback(fout.exit_status, debug)
    except (click.Abort, KeyboardInterrupt) as fout:
        zeg("Afgebroken; er is niets veranderd aan de vorige uitvoer.", taal, err=True)
        return _BEEINDIGD if isinstance(fout.__cause__, _Beeindigd) else 130
    except MemoryError:
        zeg("Fout: er is te weinig geheugen voor deze gegevens.", taal, err=True)
        return _met_traceback(GereedschapFout.exit_status, debug)
    except ImportError as fout:
        zeg(
            f"Fout: het Python-pakket van '{(fout.name or str(fout)).partition('.')[0]}' ontbreekt of is stuk. "
            "Zet de omgeving opnieuw op; 'buurtrendement doctor' zegt wat eraan mankeert.",
            taal,
            err=True,
        )
        return _met_traceback(GereedschapFout.exit_status, debug)
    except OSError as fout:
        # Only the last part of the name: the rest is about this computer.
        wat = f"'{Path(os.fsdecode(fout.filename)).name}'" if isinstance(fout.filename, str | bytes) else "een bestand"
        zeg(f"Fout: {wat} kon niet worden gelezen of geschreven ({reden(fout)}).", taal, err=True)
        return _met_traceback(GereedschapFout.exit_status, debug)
    except Exception as fout:
        # What nobody foresaw: still no traceback for the evaluator, and no cell content that an error text may carry.
        zeg(
            f"Fout in het programma zelf ({type(fout).__name__}). Draai de opdracht met --debug en stuur de uitkomst "
            "naar de beheerder; let op: die kan gegevens uit uw bestanden bevatten.",
            taal,
            err=True,
        )
        return _met_traceback(GereedschapFout.exit_status, debug)
    return status if isinstance(status, int) else 0


def _met_traceback(status: int, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    return status


_BEEINDIGD = 143  # 128 + SIGTERM, as a shell shows it


class _Beeindigd(KeyboardInterrupt):
    """The system asks the process to end; whoever cleans up after Ctrl-C does so now too."""


def _ruim_op_bij_beeindigen() -> None:
    """Temporary folders hold data of families: also a run that is told to stop takes them away."""

    def stop(_signaal: int, _plek: object) -> None:
        raise _Beeindigd

    for naam in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, naam) and signal.getsignal(getattr(signal, naam)) is signal.SIG_DFL:
            signal.signal(getattr(signal, naam), stop)


class _Leidingvast(io.TextIOWrapper):
    """A stream whose reader may leave (``| head -1``): what nobody reads is not worth stopping a report for."""

    def write(self, tekst: str) -> int:
        try:
            return super().write(tekst)
        except BrokenPipeError:
            self._naar_niets()
            return len(tekst)

    def flush(self) -> None:
        try:
            super().flush()
        except BrokenPipeError:
            self._naar_niets()

    def _naar_niets(self) -> None:
        niets = os.open(os.devnull, os.O_WRONLY)
        os.dup2(niets, self.fileno())
        os.close(niets)


def _open_stromen() -> None:
    """Give every standard stream a place, so that no file of ours gets its number and nothing fails on printing.

    A program may be started with its streams closed (by a task scheduler, ``>&-``) or lose the reader of them.
    """
    for nummer in (0, 1, 2):
        try:
            os.fstat(nummer)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for naam, nummer in (("stdout", 1), ("stderr", 2)):
        stroom = getattr(sys, naam)
        if stroom is None:
            setattr(sys, naam, os.fdopen(nummer, "w", encoding="utf-8", closefd=False))
        elif type(stroom) is io.TextIOWrapper:
            stroom.flush()
            vast = _Leidingvast(
                stroom.detach(), encoding=stroom.encoding, errors=stroom.errors, line_buffering=stroom.line_buffering
            )
            setattr(sys, naam, vast)


def _utf8() -> None:
    # A Windows console or a C locale would otherwise fail on the euro sign.
    for stroom in (sys.stdout, sys.stderr):
        if hasattr(stroom, "reconfigure"):
            stroom.reconfigure(encoding="utf-8", errors="replace")
