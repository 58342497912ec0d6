"""A recording on its way to who may hear it: whole, or the part that a browser asks for."""

import re

from django.http import HttpRequest, HttpResponse

# One stretch: `bytes=0-1`, `bytes=500-`. Phones of one make play nothing without it.
RANGE = re.compile(r"bytes=(\d+)-(\d*)$")
PARTIAL, UNSATISFIABLE = 206, 416


def played(request: HttpRequest, content: bytes, media_type: str) -> HttpResponse:
    """The answer. Never kept by a browser or a proxy, and never anything but sound."""
    wanted = RANGE.match(request.headers.get("Range", ""))
    response = _part(wanted, content) if wanted else HttpResponse(content)
    response.headers["Content-Type"] = media_type
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Disposition"] = "inline"
    return response


def _part(wanted: re.Match[str], content: bytes) -> HttpResponse:
    first, last = int(wanted[1]), min(int(wanted[2] or len(content)), len(content) - 1)
    if first > last:
        return HttpResponse(status=UNSATISFIABLE, headers={"Content-Range": f"bytes */{len(content)}"})
    headers = {"Content-Range": f"bytes {first}-{last}/{len(content)}"}
    return HttpResponse(content[first : last + 1], status=PARTIAL, headers=headers)
