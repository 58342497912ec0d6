"""Who may see what of measurements. A guard returns the row or raises Http404.

Nobody is here who may read what someone else answered: no role opens a sheet or a score, a trainer sees groups.
"""

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from tegenstroom.accounts.access import Visitor, coordinator
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR, RESEARCHER
from tegenstroom.measurement.models import (
    Analysis,
    GroupMember,
    InstrumentVersion,
    Invitation,
    MeasuredGroup,
    Measurement,
    QuestionnaireDraft,
    Wave,
)
from tegenstroom.measurement.models.people import still_asked
from tegenstroom.measurement.models.plans import GROUP, of
from tegenstroom.measurement.rules.gatherings import Kind
from tegenstroom.training.access import edition_given_by, editions_given_by


def measurements_at_desk(person: Visitor) -> QuerySet[Measurement]:
    """All measurements, for a coordinator: who was asked and how many answered, never what."""
    coordinator(person)
    return Measurement.objects.select_related("version__instrument", *GROUP)


def measurement_at_desk(person: Visitor, pk: int) -> Measurement:
    """One measurement, run by the desk."""
    return get_object_or_404(measurements_at_desk(person), pk=pk)


def wave_at_desk(person: Visitor, pk: int) -> Wave:
    """One round of a measurement, run by the desk."""
    coordinator(person)
    rows = Wave.objects.select_related("measurement__version", *of("measurement"))
    return get_object_or_404(rows, pk=pk)


def measurement_given_by(person: Person, pk: int) -> Measurement:
    """A measurement of a group that she gives or that the desk runs: what is said of groups, never of one.

    Of a track she gives one of the editions. A project is the desk's alone.
    """
    measurement = get_object_or_404(Measurement.objects.select_related("version__instrument", *GROUP), pk=pk)
    if measurement.edition_id is not None:
        edition_given_by(person, measurement.edition_id)
    elif not person.has_role(COORDINATOR) and not _gives_any(person, measurement.group):
        raise Http404
    return measurement


def _gives_any(person: Person, group: MeasuredGroup | None) -> bool:
    """Whether she gives one of the editions of this track as trainer; a project has none."""
    if group is None or group.is_project:
        return False
    return editions_given_by(person).filter(pk__in=group.editions.values("pk")).exists()


def groups_at_desk(person: Visitor) -> QuerySet[MeasuredGroup]:
    """Groups beside an edition, for a coordinator."""
    coordinator(person)
    return MeasuredGroup.objects.select_related("organisation")


def group_at_desk(person: Visitor, pk: int) -> MeasuredGroup:
    """One of them."""
    return get_object_or_404(groups_at_desk(person), pk=pk)


def open_group_at_desk(person: Visitor, pk: int) -> MeasuredGroup:
    """One that can still change, and in which something can still be measured."""
    return get_object_or_404(groups_at_desk(person).filter(closed_at=None), pk=pk)


def open_project_at_desk(person: Visitor, pk: int) -> MeasuredGroup:
    """One of those, whose people the desk chooses."""
    return get_object_or_404(groups_at_desk(person).filter(closed_at=None, kind=Kind.PROJECT), pk=pk)


def member_at_desk(person: Visitor, pk: int) -> GroupMember:
    """Someone in a project."""
    coordinator(person)
    return get_object_or_404(GroupMember.objects.select_related("group", "person"), pk=pk)


def invitations_of(person: Person) -> QuerySet[Invitation]:
    """What she is or was asked, the newest first."""
    rows = Invitation.objects.filter(participant__person=person)
    rows = rows.select_related(*of("wave__measurement"), "wave__measurement__version", "participant")
    return rows.defer("wave__measurement__version__content").order_by("-wave__opens_on", "-pk")


def asked_of(person: Person) -> tuple[int, int]:
    """How many rounds wait for her answer today, and how many there were in all; one query."""
    today = timezone.localdate()
    runs = Q(wave__opens_on__lte=today, wave__closes_on__gte=today, wave__measurement__ended_at=None)
    waits = runs & Q(done=False, left_alone=False) & still_asked("participant__")
    rows = Invitation.objects.filter(participant__person=person)
    found = rows.aggregate(waiting=Count("pk", filter=waits), all=Count("pk"))
    return found["waiting"], found["all"]


def own_invitation(person: Person, pk: int) -> Invitation:
    """Something that she herself was asked."""
    return get_object_or_404(invitations_of(person), pk=pk)


def researcher(person: Visitor) -> Person:
    """The person herself when she does research here."""
    if person.is_authenticated and person.has_role(RESEARCHER):
        return person
    raise Http404


def versions_for_research(person: Visitor) -> QuerySet[InstrumentVersion]:
    """Versions of questionnaires of which some were asked whether research may use their answers."""
    researcher(person)
    asked = Measurement.objects.filter(asks_research=True).values("version")
    return InstrumentVersion.objects.filter(pk__in=asked).select_related("instrument")


def version_for_research(person: Visitor, pk: int) -> InstrumentVersion:
    """One of them."""
    return get_object_or_404(versions_for_research(person), pk=pk)


def analysis_for_research(person: Visitor, pk: int) -> Analysis:
    """An analysis, whoever asked it: figures of many, which every researcher may read."""
    researcher(person)
    return get_object_or_404(Analysis.objects.select_related("version__instrument", "asked_by"), pk=pk)


def versions_at_desk(person: Visitor) -> QuerySet[InstrumentVersion]:
    """Every version of every questionnaire, for who plans measurements."""
    coordinator(person)
    return InstrumentVersion.objects.select_related("instrument", "organisation")


def version_at_desk(person: Visitor, pk: int) -> InstrumentVersion:
    """One version."""
    return get_object_or_404(versions_at_desk(person), pk=pk)


def own_draft(person: Visitor, pk: int) -> QuestionnaireDraft:
    """A form that she sent herself and that is not kept yet."""
    return get_object_or_404(QuestionnaireDraft, pk=pk, owner=coordinator(person))
