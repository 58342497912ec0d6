"""Days in people's own calendars."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import by_link, signed_in
from tegenstroom.base.downloads import download
from tegenstroom.training.actions import calendars as actions
from tegenstroom.training.addresses import calendar_url, feed_of
from tegenstroom.training.doors import RECEIPT, enrolment_of
from tegenstroom.training.models import CalendarFeed
from tegenstroom.training.papers.calendars import CONTENT_TYPE, Entry, calendar_file


@by_link
def enrolment_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The days of one enrolment, to put in a calendar once."""
    enrolment = enrolment_of(RECEIPT, token)
    return _file(enrolment.edition.version.title, actions.entries_of_enrolment(enrolment), "vorming.ics")


@by_link
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """All days of one person; a phone comes and looks by itself."""
    person = feed_of(token).person
    with override(person.language):
        name = _("Vormingen van %(name)s") % {"name": person.short_name}
        entries = actions.entries_of_person(person)
    return _file(name, entries, "mijn-vormingen.ics")


@signed_in
def calendar(request: PersonRequest) -> HttpResponse:
    """Her own calendar address; a POST draws a new one."""
    if request.method == "POST":
        actions.new_feed(person=request.user)
        return redirect("training:calendar")
    feed = CalendarFeed.objects.filter(person=request.user).first()
    return render(request, "training/calendar.html", {"address": calendar_url(feed) if feed else ""})


def _file(name: str, entries: list[Entry], filename: str) -> HttpResponse:
    return download(calendar_file(name, entries), CONTENT_TYPE, filename)
