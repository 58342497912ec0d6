"""Papers: a Typst template plus data becomes a PDF that a screen reader can read (PDF/UA-1).

    pdf.render(PAPERS / "certificate.typ", {"name": person.name}, files={"qr.svg": svg})

A template starts with

    #import "/base/papers/house.typ": *
    #show: house.with(title: "…")

`house.typ` gives it `data` (what was passed), `file(name)` (the bytes of a file, for `image`), `network` and the
letterhead. The data travels as JSON, so that nothing a person typed is ever read as code. Every image needs `alt`.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.utils import translation
from django.utils.http import content_disposition_header

PACKAGE = Path(__file__).resolve().parents[1]
PAPERS = Path(__file__).resolve().parent / "papers"


def render(template: Path, data: Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> bytes:
    """The PDF of this template. Dates in `data` arrive as ISO text: write them as people say them beforehand."""
    payload = {
        "data": data,
        "files": {name: list(content) for name, content in (files or {}).items()},
        "network": settings.NETWORK,
        "language": translation.get_language() or settings.LANGUAGE_CODE,
    }
    return typst.compile(
        str(template),
        root=str(PACKAGE),
        format="pdf",
        ignore_system_fonts=True,  # the same paper on every machine
        sys_inputs={"paper": json.dumps(payload, cls=DjangoJSONEncoder)},
        pdf_standards=["ua-1"],
    )


def answer(content: bytes, name: str) -> HttpResponse:
    """The answer of a page that is a paper: a browser shows it, and keeps it as `name` ("attest.pdf")."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = str(content_disposition_header(False, name))
    return response
