"""Completion of commands and options in the shell: click's own for bash, zsh and fish, and one for PowerShell."""

from __future__ import annotations

import os
from typing import Any

import click
from click.shell_completion import CompletionItem, ShellComplete, add_completion_class, get_completion_class

from buurtrendement.errors import GereedschapFout

PROGRAMMA = "buurtrendement"
VARIABELE = "_BUURTRENDEMENT_COMPLETE"

# PowerShell hands over the words so far; they travel in the environment, as for the other shells.
_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $env:%(complete_var)s = "powershell_complete"
    $env:COMP_WORDS = $commandAst.ToString()
    $env:COMP_LAST = $wordToComplete
    %(prog_name)s | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, "ParameterValue", $_)
    }
    Remove-Item Env:%(complete_var)s, Env:COMP_WORDS, Env:COMP_LAST
}
"""


class Powershell(ShellComplete):
    """Completion for Windows PowerShell and PowerShell 7."""

    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the cursor, and the one being typed."""
        from click.shell_completion import split_arg_string  # noqa: PLC0415

        woorden = split_arg_string(os.environ.get("COMP_WORDS", ""))[1:]
        laatste = os.environ.get("COMP_LAST", "")
        return (woorden[:-1] if laatste and woorden else woorden), laatste

    def format_completion(self, item: CompletionItem) -> str:
        """The bare word; PowerShell completes files itself."""
        return str(item.value) if item.type == "plain" else ""


def meld_aan() -> None:
    """Make PowerShell known to click; called before the command line is parsed."""
    add_completion_class(Powershell)


def script(groep: click.Command, schelp: str) -> str:
    """The lines that switch completion on in a shell.

    Raises:
        GereedschapFout: when the shell is not on this machine (click asks bash for its version).
    """
    meld_aan()
    klasse: Any = get_completion_class(schelp)
    try:
        return str(klasse(groep, {}, PROGRAMMA, VARIABELE).source())
    except (OSError, RuntimeError, ValueError) as fout:
        raise GereedschapFout(f"{schelp} is op deze computer niet gevonden.") from fout
