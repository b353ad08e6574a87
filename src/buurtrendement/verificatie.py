"""``verify``: make a report again from its data and say what differs from its manifest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from buurtrendement import dist, pipeline
from buurtrendement.errors import GegevensFout, Probleem
from buurtrendement.keuzes import FORMATEN, RENDERERS, TALEN

GROEPEN = {
    "invoer": "invoer",
    "referentie": "referentiegegevens",
    "bron": "sjabloon",
    "programma": "programma",
    "versies": "versie",
}
"""Sections of the manifest that explain a difference in the output, with the Dutch word for an entry."""


def lees_manifest(dist_dir: Path) -> dict[str, Any]:
    """The manifest of a published folder.

    Raises:
        GegevensFout: when it is absent or is not a manifest.
    """
    pad = dist_dir / dist.MANIFEST
    try:
        inhoud = json.loads(pad.read_text(encoding="utf-8"))
    except OSError as fout:
        raise _fout(dist_dir, "het manifest ontbreekt of is niet te lezen.") from fout
    except ValueError as fout:
        raise _fout(dist_dir, "het manifest is geen geldige JSON.") from fout
    if not isinstance(inhoud, dict) or not all(
        isinstance(inhoud.get(deel), dict) for deel in (*GROEPEN, "uitvoer", "opdracht")
    ):
        raise _fout(dist_dir, "het manifest mist onderdelen.")
    if not _is_opdracht(inhoud["opdracht"]):
        raise _fout(dist_dir, "in het manifest staat niet hoe het jaarbericht is gemaakt.")
    return inhoud


def _is_opdracht(opdracht: Mapping[str, Any]) -> bool:
    afwijkingen, formaten = opdracht.get("aannames"), opdracht.get("formaten")
    return (
        isinstance(afwijkingen, dict)
        and all(isinstance(waarde, int | float | str) for waarde in afwijkingen.values())
        and isinstance(formaten, list)
        and bool(formaten)
        and all(formaat in FORMATEN for formaat in formaten)
        and opdracht.get("renderer") in RENDERERS
        and opdracht.get("taal") in TALEN
    )


def _fout(dist_dir: Path, boodschap: str) -> GegevensFout:
    return GegevensFout(
        [
            Probleem(
                bestand=f"{dist_dir.name}/{dist.MANIFEST}",
                boodschap=boodschap,
                herstel="Wijs een map aan die met 'buurtrendement report' is gemaakt.",
            )
        ]
    )


def verifieer(dist_dir: Path, data_dir: Path, meld: pipeline.Melder = pipeline.zwijg) -> list[str]:
    """What differs, in Dutch sentences; an empty list when everything is byte for byte the same.

    Three things are compared: the files that are in ``dist_dir`` now with its manifest (tampering), the inputs and
    versions of then with those of now (the reason), and a rebuild in a temporary folder with the manifest.

    Raises:
        GegevensFout, GereedschapFout: as ``pipeline.maak_jaarbericht``.
    """
    manifest = lees_manifest(dist_dir)
    uitvoer = manifest["uitvoer"]
    aanwezig = {n: h for n, h in dist.hashes(dist_dir).items() if n != dist.MANIFEST}
    verschillen = [f"{naam}: {wat} sinds het maken." for naam, wat in _verschil(uitvoer, aanwezig)]
    with pipeline.tijdelijke_map() as tijdelijk:
        doel = tijdelijk / "opnieuw"
        verzoek = manifest["opdracht"]
        opdracht = pipeline.Opdracht(
            data_map=data_dir,
            uit=doel,
            afwijkingen=verzoek["aannames"],
            renderer=verzoek["renderer"],
            formaten=tuple(verzoek["formaten"]),
            taal=verzoek["taal"],
        )
        pipeline.maak_jaarbericht(opdracht, meld)
        nu = lees_manifest(doel)
    for groep, woord in GROEPEN.items():
        toen, daarna = manifest[groep], nu[groep]
        if groep == "invoer" and _verschil(_alleen_sleutel(toen), _alleen_sleutel(daarna)):
            # Their hashes are keyed with its content, so now they all differ.
            verschillen.append(
                f"De tabellen zijn niet een voor een te vergelijken, want {pipeline.SLEUTELBESTAND} is anders."
            )
            toen, daarna = ({n: h for n, h in deel.items() if pipeline.is_openbaar(n)} for deel in (toen, daarna))
        verschillen += [f"{woord} {naam}: {wat}." for naam, wat in _verschil(toen, daarna)]
    verschillen += [f"{naam}: {wat} bij opnieuw maken." for naam, wat in _verschil(uitvoer, nu["uitvoer"])]
    return verschillen


def _alleen_sleutel(invoer: Mapping[str, Any]) -> dict[str, Any]:
    return {naam: som for naam, som in invoer.items() if naam.lower() == pipeline.SLEUTELBESTAND}


def _verschil(toen: Mapping[str, Any], nu: Mapping[str, Any]) -> list[tuple[str, str]]:
    namen = sorted({*toen, *nu})
    return [
        (naam, "erbij gekomen" if naam not in toen else "verdwenen" if naam not in nu else "anders")
        for naam in namen
        if toen.get(naam) != nu.get(naam)
    ]
