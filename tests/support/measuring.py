"""A measurement of an edition in which everyone with a place was asked."""

from typing import Any

from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.engines.questionnaires import Imported
from tegenstroom.measurement import codes
from tegenstroom.measurement.actions import drafts, groups, planning, registry
from tegenstroom.measurement.models import Analysis, InstrumentVersion, Invitation, Participant
from tegenstroom.measurement.rules.analyses import Kind
from tegenstroom.measurement.tests.factories import rounds
from tegenstroom.training.models import Edition


def of_edition(edition: Edition, *, by: Person) -> tuple[dict[str, Any], dict[int, int]]:
    """The measurement and its first round; and by person the invitation that is hers. One of them is on paper."""
    registry.load_shipped()
    registry.load_wordings()
    version = InstrumentVersion.objects.get(instrument__key="tegenstroom-kort")
    measurement = planning.plan(edition=edition, version=version, rounds=rounds(), asks_research=True, by=by)
    wave = measurement.waves.in_order()[0]
    planning.add_guest(measurement=measurement, name="Gerda Gastemans", by=by)
    for enrolment in edition.enrolments.placed():
        row = Participant(measurement=measurement, person=enrolment.person)
        codes.give_key(row)
        row.save()
    rows = [
        Invitation.objects.create(wave=wave, participant=row, invited_on=timezone.localdate())
        for row in measurement.participants.all()
    ]
    hers = {row.participant.person_id: row.pk for row in rows if row.participant.person_id}
    things = {"measurement": measurement.pk, "wave": wave.pk, "measured": next(iter(hers.values()))}
    project = groups.make_project(name="Samen sterk", by=by)
    groups.add_person(group=project, person=edition.enrolments.placed()[0].person, by=by)
    things |= {"measured_group": project.pk, "group_member": project.members.get().pk}
    draft = drafts.keep(found=Imported(version.questionnaire, ()), file_name="kort.toml", by=by)
    analysis = Analysis.objects.create(version=version, kind=Kind.RELIABILITY, options={"moment": "before"})
    things["analysis"] = analysis.pk
    return things | {"research_version": version.pk, "questionnaire_draft": draft.pk}, hers
