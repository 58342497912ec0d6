"""Spreadsheets that the desk takes along: a header, and a row a thing."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from tegenstroom.accounts.models import Person
from tegenstroom.base.models import Letter
from tegenstroom.base.tables import Cell, Column, csv_response, xlsx_response
from tegenstroom.training.desk import Line
from tegenstroom.training.models import Enrolment

type Table = tuple[list[Column], list[list[Cell]]]

RESPONSES = {"csv": csv_response, "xlsx": xlsx_response}


def editions_table(lines: Iterable[Line]) -> Table:
    """All editions with their numbers and what is still to be done."""
    header = [
        Column(_("eerste dag"), 12),
        Column(_("laatste dag"), 12),
        Column(_("vorming"), 40),
        Column(_("op maat van"), 24),
        Column(_("plaats"), 30),
        Column(_("hoe ver"), 18),
        Column(_("ingeschreven"), 12),
        Column(_("hoogstens"), 10),
        Column(_("op de wachtlijst"), 14),
        Column(_("trainers"), 10),
        Column(_("coaches"), 10),
        Column(_("wat nog moet"), 60),
    ]
    return header, [_edition_row(line) for line in lines]


def people_table(enrolments: Iterable[Enrolment]) -> Table:
    """Who takes part or waits, with what the room must know; the address of who gets letters by post, only."""
    header = [
        Column(_("naam"), 30),
        Column(_("e-mailadres"), 30),
        Column(_("telefoon"), 16),
        Column(_("straat en nummer"), 26),
        Column(_("postcode"), 10),
        Column(_("gemeente"), 20),
        Column(_("organisatie"), 30),
        Column(_("komt als"), 20),
        Column(_("staat"), 18),
        Column(_("prijs"), 10),
        Column(_("wat maakt het makkelijker"), 40),
        Column(_("ingeschreven op"), 18),
    ]
    return header, [_person_row(enrolment) for enrolment in enrolments]


def _edition_row(line: Line) -> list[Cell]:
    edition, counts = line.edition, line.counts
    return [
        edition.starts_on,
        edition.ends_on,
        edition.version.title,
        edition.organisation.name if edition.organisation else "",
        str(edition.place or ""),
        edition.get_state_display(),
        counts.seated,
        edition.maximum,
        counts.waiting,
        counts.trainers_yes,
        counts.coaches_yes,
        " ".join(item.what for item in line.todo),
    ]


def _person_row(enrolment: Enrolment) -> list[Cell]:
    person = enrolment.person
    return [
        person.name,
        person.email,
        person.phone,
        *_address(person),
        enrolment.organisation_label,
        enrolment.get_kind_display(),
        enrolment.get_state_display(),
        enrolment.price,
        enrolment.needs,
        enrolment.queued_at,
    ]


def _address(person: Person) -> tuple[str, str, str]:
    """Where her letters go; empty for who gets them by mail."""
    if person.email and person.reached_by == Letter.Channel.MAIL:
        return "", "", ""
    return person.street, person.postcode, person.municipality
