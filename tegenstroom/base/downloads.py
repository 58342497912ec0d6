"""Files that a browser keeps."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def download(content: bytes | str, content_type: str, name: str) -> HttpResponse:
    """The answer that a browser keeps as `name`, whatever letters are in it."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = str(content_disposition_header(True, name))
    return response
