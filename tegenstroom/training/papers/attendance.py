"""The list for in the room: names, and for each part a box and room to sign."""

from pathlib import Path

from tegenstroom.base import pdf, saying
from tegenstroom.training.models import Edition

TEMPLATE = Path(__file__).with_name("attendance.typ")


def attendance_pdf(edition: Edition) -> bytes:
    """One list for all parts of an edition, in order of first name as people know one another."""
    placed = (
        edition.enrolments.placed().select_related("person").order_by("person__given_name", "person__family_name")
    )
    data = {
        "title": edition.version.title,
        "place": str(edition.place) if edition.place else "",
        "parts": [saying.day_short(session.starts_at) for session in edition.sessions.all()],
        "names": [enrolment.person.name for enrolment in placed],
    }
    return pdf.render(TEMPLATE, data)
