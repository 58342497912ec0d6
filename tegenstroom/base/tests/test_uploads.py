"""A huge upload never fills the disk."""

import io

from django.test import RequestFactory

from tegenstroom.base.uploads import MOST_KEPT


def test_of_a_huge_upload_only_the_start_is_kept():
    body = (
        b'--grens\r\nContent-Disposition: form-data; name="file"; filename="x.csv"\r\n'
        b"Content-Type: text/csv\r\n\r\n" + b"x" * (MOST_KEPT + 3 * 1024 * 1024) + b"\r\n--grens\r\n"
        b'Content-Disposition: form-data; name="after"\r\n\r\nhere\r\n--grens--\r\n'
    )
    request = RequestFactory().generic("POST", "/", body, content_type="multipart/form-data; boundary=grens")
    upload = request.FILES["file"]
    assert MOST_KEPT <= upload.size < MOST_KEPT + 256 * 1024
    assert request.POST["after"] == "here"


def test_a_small_upload_arrives_whole():
    request = RequestFactory().post("/", {"file": io.BytesIO(b"Naam;Mail\n")})
    assert request.FILES["file"].read() == b"Naam;Mail\n"
