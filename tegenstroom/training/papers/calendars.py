"""A calendar file (RFC 5545). Times are in UTC, which every phone turns into its own hours, also in summer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event, vText

CONTENT_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Entry:
    """One moment in a calendar, by the name that it keeps. `sequence` rises with each change, at `changed_at`."""

    name: str
    sequence: int
    changed_at: datetime
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    words: str
    cancelled: bool


def calendar_file(name: str, entries: Iterable[Entry]) -> bytes:
    """The bytes of an .ics file with these entries."""
    calendar = Calendar()
    calendar.add("prodid", "-//Tegenstroom//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def uid(name: str) -> str:
    """The same moment is called the same in every file, for ever."""
    return f"{name}@{urlsplit(settings.SITE_URL).hostname}"


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", uid(entry.name))
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", entry.ends_at.astimezone(UTC))
    event.add("summary", entry.title)
    event.add("status", vText("CANCELLED" if entry.cancelled else "CONFIRMED"))
    if entry.place:
        event.add("location", entry.place)
    if entry.words:
        event.add("description", entry.words)
    return event
