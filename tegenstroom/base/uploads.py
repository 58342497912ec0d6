"""A limit on what an upload may write to disk, whatever the form then says of it."""

from django.core.files.uploadhandler import FileUploadHandler

# Above the limit of any form of ours, so that the form itself still sees that the file is too large.
MOST_KEPT = 10 * 1024 * 1024


class Sieve(FileUploadHandler):
    """First in line: lets the start of a file through and drops the rest while it comes in."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start < MOST_KEPT else None

    def file_complete(self, file_size: int) -> None:
        return None
