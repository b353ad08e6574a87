"""What can be read in a PDF: the text of its pages, alternative texts, bookmarks, metadata and attachments."""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any


@dataclass(frozen=True)
class Pdf:
    """The words of a PDF.

    ``bladzijden`` and ``alternatieven`` have one text per page; ``bijlagen`` are pairs of name and content.
    """

    bladzijden: tuple[str, ...]
    alternatieven: tuple[str, ...]
    metagegevens: tuple[str, ...]
    bladwijzers: tuple[str, ...]
    bijlagen: tuple[tuple[str, bytes], ...]


@lru_cache(maxsize=4)
def lees(inhoud: bytes) -> Pdf:
    """Read a PDF; remembered, because the check of what was made and the leak gate both read it.

    Raises:
        pypdfium2.PdfiumError: this is no PDF, or it is damaged.
    """
    import pypdfium2  # noqa: PLC0415  (a binary library: only loaded when there is a PDF)

    with pypdfium2.PdfDocument(inhoud) as document:
        bladen = [_bladzijde(blad) for blad in document]
        bijlagen = [document.get_attachment(i) for i in range(document.count_attachments())]
        return Pdf(
            bladzijden=tuple(tekst for tekst, _ in bladen),
            alternatieven=tuple(alternatief for _, alternatief in bladen),
            metagegevens=(*map(str, document.get_metadata_dict().values()), *_xmp(inhoud), *_adressen(inhoud)),
            bladwijzers=tuple(wijzer.get_title() for wijzer in document.get_toc()),
            bijlagen=tuple((aan.get_name(), bytes(aan.get_data())) for aan in bijlagen),
        )


def _bladzijde(blad: Any) -> tuple[str, str]:
    tekst = blad.get_textpage().get_text_range().replace("\r\n", "\n")
    alternatief = "\n".join(_alternatieven(blad))
    blad.close()
    return tekst, alternatief


def _alternatieven(bladzijde: Any) -> Iterator[str]:
    """Alternative texts in the tag tree of a page."""
    from pypdfium2 import raw  # noqa: PLC0415

    boom = raw.FPDF_StructTree_GetForPage(bladzijde)
    if not boom:
        return
    try:
        wachtrij = [
            raw.FPDF_StructTree_GetChildAtIndex(boom, i) for i in range(raw.FPDF_StructTree_CountChildren(boom))
        ]
        while wachtrij:
            element = wachtrij.pop()
            if not element:
                continue
            for vraag in (raw.FPDF_StructElement_GetAltText, raw.FPDF_StructElement_GetActualText):
                lengte = vraag(element, None, 0)
                if lengte > 2:
                    buffer = ctypes.create_string_buffer(lengte)
                    vraag(element, buffer, lengte)
                    yield buffer.raw[: lengte - 2].decode("utf-16-le", errors="replace")
            aantal = raw.FPDF_StructElement_CountChildren(element)
            wachtrij += [raw.FPDF_StructElement_GetChildAtIndex(element, i) for i in range(aantal)]
    finally:
        raw.FPDF_StructTree_Close(boom)


def _xmp(inhoud: bytes) -> Iterator[str]:
    """XMP packets, plain or in a compressed metadata stream."""
    for m in re.finditer(rb"<x:xmpmeta.*?</x:xmpmeta>", inhoud, re.DOTALL):
        yield _zonder_elementen(m[0])
    for m in re.finditer(rb"/Type ?/Metadata[^>]*>>\s*stream\r?\n", inhoud):
        try:
            yield _zonder_elementen(zlib.decompressobj().decompress(inhoud[m.end() :]))
        except zlib.error:  # not compressed: found above
            continue


def _zonder_elementen(xml: bytes) -> str:
    return re.sub(r"<[^>]*>", "\n", xml.decode("utf-8-sig", errors="replace"))


def _adressen(inhoud: bytes) -> Iterator[str]:
    """Addresses of links and names of files that lie open in the document."""
    for m in re.findall(rb"/(?:URI|F|UF) ?\(([^)]{4,})\)", inhoud):
        yield m.decode("latin-1")
