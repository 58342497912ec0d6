"""Groups beside an edition: making, changing and removing one, who is in it, and when."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.models import Letter
from tegenstroom.measurement.models import (
    Consent,
    GroupMember,
    InstrumentVersion,
    Invitation,
    MeasuredGroup,
    Measurement,
    Participant,
    Released,
    Sheet,
    Wave,
)
from tegenstroom.measurement.rules.gatherings import Days, GroupFault, Kind, span
from tegenstroom.organisations.models import Organisation
from tegenstroom.training.actions.evaluation import who_came
from tegenstroom.training.models import Edition, Enrolment
from tegenstroom.training.rules.editions import EditionState

GIVEN = (EditionState.CONFIRMED, EditionState.CLOSED)


class GroupError(ValueError):
    """This group cannot be changed so; `fault` says why."""

    def __init__(self, fault: GroupFault) -> None:
        super().__init__(fault)
        self.fault = fault


@transaction.atomic
def make_project(*, name: str, organisation: Organisation | None = None, by: Person) -> MeasuredGroup:
    """A group without people yet: the desk chooses them."""
    group = MeasuredGroup.objects.create(
        kind=Kind.PROJECT, name=name.strip(), organisation=organisation, made_by=by
    )
    audit.record("measurement.make_project", by=by, about=group)
    return group


@transaction.atomic
def make_track(*, name: str, editions: Collection[Edition], by: Person) -> MeasuredGroup:
    """The people of several editions as one group. It is of an organisation when all of its editions are."""
    group = MeasuredGroup.objects.create(
        kind=Kind.TRACK, name=name.strip(), organisation=_owner(editions), made_by=by
    )
    group.editions.set(editions)
    audit.record("measurement.make_track", by=by, about=group)
    return group


@transaction.atomic
def change_project(*, group: MeasuredGroup, name: str, organisation: Organisation | None, by: Person) -> None:
    """Another name or organisation. GroupError when a questionnaire runs to which that one has no right."""
    _change(group, name, organisation)
    audit.record("measurement.change_project", by=by, about=group)


@transaction.atomic
def change_track(*, group: MeasuredGroup, name: str, editions: Collection[Edition], by: Person) -> None:
    """Another name, or other editions: who is in them is asked from the next letters on.

    Who is in one that goes gets no letters any more. GroupError when an edition would go after someone
    answered, or for the right to a questionnaire.
    """
    _change(group, name, _owner(editions))
    kept = {edition.pk for edition in editions}
    if group.editions.exclude(pk__in=kept).exists() and was_answered(group):
        raise GroupError(GroupFault.ANSWERED)
    group.editions.set(editions)
    audit.record("measurement.change_track", by=by, about=group, editions=sorted(kept))


@transaction.atomic
def remove(*, group: MeasuredGroup, by: Person) -> None:
    """Drop a group, with what was planned and asked. GroupError once anyone answered: what was measured stays."""
    # Whoever changes it, says yes or asks people now waits until this is done. In the order of all who hold them:
    # the group, its measurements, their rounds, the turn at the audit.
    MeasuredGroup.objects.select_for_update(of=("self",)).filter(pk=group.pk).first()
    list(Measurement.objects.select_for_update(no_key=True, of=("self",)).filter(group=group).order_by("pk"))
    list(Wave.objects.select_for_update(of=("self",)).filter(measurement__group=group))
    if was_answered(group):
        raise GroupError(GroupFault.ANSWERED)
    audit.record("measurement.remove_group", by=by, about=group)
    # What waits for an envelope would lead nowhere.
    Letter.objects.about(group).filter(kind="measurement", state=Letter.State.QUEUED).delete()
    group.measurements.all().delete()
    group.delete()


def asked_in(group: MeasuredGroup) -> int:
    """How many people were asked in it, of whom there is still a trace."""
    return Participant.objects.filter(measurement__group=group, invitations__isnull=False).distinct().count()


def was_answered(group: MeasuredGroup) -> bool:
    """Whether anybody answered or began to, also who took it back: others of her report left along with her."""
    done = Invitation.objects.filter(wave__measurement__group=group, done=True)
    sheets = Sheet.objects.filter(wave__measurement__group=group)
    of_group = Q(measurement__group=group)
    yes, released = Consent.objects.filter(of_group), Released.objects.filter(of_group)
    return done.exists() or sheets.exists() or yes.exists() or released.exists()


@transaction.atomic
def add_person(*, group: MeasuredGroup, person: Person, by: Person) -> bool:
    """Someone takes part in a project: asked from the next round on that is open. False when she was in it.

    GroupError when it is closed or gone.
    """
    locked(group)
    _member, made = GroupMember.objects.get_or_create(group=group, person=person, defaults={"added_by": by})
    if made:
        audit.record("measurement.add_person", by=by, about=group, person=person.pk)
    return made


@transaction.atomic
def remove_person(*, member: GroupMember, by: Person) -> None:
    """She gets no more letters about this project, unless she is added again. What she answered stays hers."""
    group, person = member.group, member.person
    member.delete()
    audit.record("measurement.remove_person", by=by, about=group, person=person.pk)


def locked(group: MeasuredGroup) -> MeasuredGroup:
    """The group while it does not change under us. GroupError when it is closed, or was dropped meanwhile."""
    found = MeasuredGroup.objects.select_for_update(of=("self",)).filter(pk=group.pk).first()
    if found is None:
        raise GroupError(GroupFault.GONE)
    if found.closed_at is not None:
        raise GroupError(GroupFault.CLOSED)
    return found


def days_of(of: Edition | MeasuredGroup) -> Days:
    """The first and last day of an edition; of a track, from the first of the first to the last of the last."""
    if isinstance(of, Edition):
        return Days(of.starts_on, of.ends_on)
    held = of.editions.exclude(state=EditionState.CANCELLED)
    return span(Days(*days) for days in held.values_list("starts_on", "ends_on"))


def people_of(of: Edition | MeasuredGroup, *, before: bool) -> list[Person]:
    """Who is in an edition, in a project (whom the desk chose), or in any edition of a track that is given.

    `before`: before the start everyone with a place; later who was there.
    """
    if isinstance(of, Edition):
        placed = Enrolment.objects.placed().filter(edition=of) if before else who_came(of)
        return [enrolment.person for enrolment in placed]
    if of.is_project:
        members = of.members.select_related("person").order_by("person__given_name", "pk")
        return [member.person for member in members if member.person.is_active]
    given = of.editions.filter(state__in=GIVEN).order_by("starts_on", "pk")
    return _once(person for edition in given for person in people_of(edition, before=before))


def forget_members(measurement: Measurement, today: date) -> int:
    """Whom the desk chose for a project goes with who took part, unless it is still being measured."""
    group = measurement.group
    if group is None or Participant.objects.filter(measurement__group=group).exists():
        return 0
    if group.measurements.filter(ended_at=None, waves__closes_on__gte=today).exists():
        return 0
    gone, _each = group.members.all().delete()
    return gone


def _change(group: MeasuredGroup, name: str, organisation: Organisation | None) -> None:
    found = locked(group)
    usable = InstrumentVersion.objects.usable_by(organisation)
    if group.measurements.filter(ended_at=None).exclude(version__in=usable).exists():
        raise GroupError(GroupFault.RIGHT)
    found.name, found.organisation = name.strip(), organisation
    found.save(update_fields=["name", "organisation"])


def _owner(editions: Collection[Edition]) -> Organisation | None:
    """The organisation of all of these, when they have one and the same."""
    owners = {edition.organisation for edition in editions}
    return owners.pop() if len(owners) == 1 else None


def _once(people: Iterable[Person]) -> list[Person]:
    return list({person.pk: person for person in people}.values())
