"""From a client number to a code that only the holder of a key can trace: HMAC-SHA256.

The same number gives the same code every year as long as the key is the same, so families can be followed; without the
key nobody can go back, also not by trying all client numbers. The key is a file ``*.sleutel`` that stays with the
evaluator: by default in the configuration folder of the operating system, never in the data folder.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import click

from buurtrendement.errors import GebruiksFout, GereedschapFout, reden

BESTANDSNAAM = "buurtrendement.sleutel"
UITGANG = ".sleutel"
_BYTES = 32
_CIJFERS = 7  # what a pseudonym may have (schema.PSEUDONIEM_PATROON)

VOORLETTERS: Mapping[str, str] = MappingProxyType({"gezin": "G", "coach": "B", "kandidaat": "K"})
"""Columns whose keys are pseudonymised, and the letter of their codes. Each column is a world of its own: the code of a
candidate does not give away which family it became."""


@dataclass(frozen=True)
class Sleutel:
    """The secret; ``repr`` does not show it."""

    geheim: bytes

    def __repr__(self) -> str:
        return f"Sleutel({self.vingerafdruk})"

    @property
    def vingerafdruk(self) -> str:
        """Eight signs by which a key is recognised and that say nothing about it."""
        return self._som("vingerafdruk", "").hex()[:8]

    def _som(self, soort: str, waarde: str) -> bytes:
        return hmac.new(self.geheim, f"{soort}\x00{waarde}".encode(), hashlib.sha256).digest()

    def codes(self, soort: str, waarden: Iterable[str]) -> dict[str, str]:
        """The code of each (normalised) key of this kind: ``{"12345": "G0482913"}``.

        Two keys that would get the same code (one in ten million for a pair) both get two letters more.
        """
        uit: dict[str, str] = {}
        per_code: dict[str, list[str]] = defaultdict(list)
        for waarde in sorted(set(waarden)):
            per_code[self._code(soort, waarde)].append(waarde)
        for code, gelijk in per_code.items():
            for waarde in gelijk:
                uit[waarde] = code if len(gelijk) == 1 else self._code(soort, waarde, letters=2)
        return uit

    def _code(self, soort: str, waarde: str, letters: int = 0) -> str:
        som = self._som(soort, waarde)
        nummer = int.from_bytes(som[:8], "big") % 10**_CIJFERS
        extra = "".join(chr(ord("A") + b % 26) for b in som[8 : 8 + letters])
        return f"{VOORLETTERS[soort]}{extra}{nummer:0{_CIJFERS}d}"


def normalise_key(waarde: object) -> str:
    """One spelling of a key: ``' 00123 '``, ``123`` and Excel's ``123.0`` are the same family."""
    if isinstance(waarde, float) and waarde.is_integer():
        waarde = int(waarde)
    tekst = " ".join(str(waarde).split()).casefold()
    tekst = re.sub(r"^([0-9]+)\.0$", r"\1", tekst)
    return tekst.lstrip("0") or "0" if tekst.isdigit() else tekst


def standaardplaats() -> Path:
    """Where the key is when nobody says otherwise: the user's configuration folder."""
    return Path(click.get_app_dir("buurtrendement")) / BESTANDSNAAM


def plaats_in_woorden(pad: Path) -> str:
    """Where a key is, as the evaluator can type it in the file manager, and without the name of the account."""
    for begin, naam in ((os.environ.get("APPDATA"), "%APPDATA%"), (str(Path.home()), "~")):
        if begin and pad.is_relative_to(begin):
            return str(Path(naam) / pad.relative_to(begin))
    return str(pad)


def proefsleutel() -> Sleutel:
    """A key for one rehearsal: nothing made with it is kept."""
    return Sleutel(secrets.token_bytes(_BYTES))


def _in_versiebeheer(pad: Path) -> bool:
    return any((map_ / ".git").exists() for map_ in pad.resolve().parents)


def open_sleutel(plaats: Path | None, data_map: Path, *, verwacht: str | None) -> tuple[Sleutel, bool]:
    """The key, and whether it was made just now.

    ``verwacht`` is the fingerprint of the key that was used before; then no new key is made.

    Raises:
        GebruiksFout: for a key in the data folder or under version control, another key than before, or a file that
            is no key.
        GereedschapFout: when the file cannot be read or made.
    """
    pad = (plaats or standaardplaats()).expanduser()
    if pad.suffix != UITGANG:
        raise GebruiksFout(f"Geef het sleutelbestand een naam die eindigt op {UITGANG}; dan komt het nooit in git.")
    if pad.resolve().is_relative_to(data_map.resolve()):
        raise GebruiksFout("Bewaar de sleutel niet in de gegevensmap: wie beide heeft, kan gezinnen herkennen.")
    if plaats is not None and _in_versiebeheer(pad):
        raise GebruiksFout(
            "Bewaar de sleutel niet in een map met versiebeheer (git): zij zou meegaan met wie het project krijgt."
        )
    try:
        nieuw = not pad.exists()
        if nieuw and verwacht is None:
            _maak(pad)
        elif nieuw:
            raise GebruiksFout(
                "De sleutel is niet gevonden. Met een nieuwe sleutel zouden alle gezinnen een andere code krijgen dan "
                "vorig jaar. Zet het sleutelbestand terug of wijs het aan met --sleutel."
            )
        tekst = pad.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as fout:
        waarom = reden(fout) if isinstance(fout, OSError) else "geen tekst"
        raise GereedschapFout(f"Het sleutelbestand kan niet worden gelezen of gemaakt ({waarom}).") from fout
    if not re.fullmatch(f"[0-9a-f]{{{2 * _BYTES}}}", tekst):
        raise GebruiksFout(f"Het sleutelbestand is geen sleutel: verwacht {2 * _BYTES} tekens 0-9 en a-f.")
    sleutel = Sleutel(bytes.fromhex(tekst))
    if verwacht is not None and sleutel.vingerafdruk != verwacht:
        raise GebruiksFout(
            "Dit is een andere sleutel dan waarmee eerder is ingelezen; gezinnen zouden een andere code krijgen. "
            "Wijs de goede aan met --sleutel. Wilt u echt opnieuw beginnen, verwijder dan de regel 'sleutel' uit "
            "kolommen.csv."
        )
    return sleutel, nieuw


def vergeet(plaats: Path | None) -> None:
    """Take back a key that was just made and with which no code was made."""
    (plaats or standaardplaats()).expanduser().unlink(missing_ok=True)


def _maak(pad: Path) -> None:
    pad.parent.mkdir(parents=True, exist_ok=True)
    # Opened for the user alone before the secret is in it (Windows keeps its own rights).
    pad.touch(mode=0o600, exist_ok=False)
    pad.write_text(secrets.token_hex(_BYTES) + "\n", encoding="ascii")
