"""Who may see or run what in training. A guard returns the row or raises Http404."""

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from tegenstroom.accounts.access import Visitor, coordinator, person_at_desk
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.organisations.access import led_organisation, organisations_led_by
from tegenstroom.organisations.models import Membership, Organisation
from tegenstroom.training.models import (
    Approval,
    Certificate,
    Edition,
    EditionStory,
    Enrolment,
    EvaluationInvitation,
    Module,
    ModuleVersion,
    Proposal,
    Session,
    TandemMember,
    Task,
    TrainingRequest,
)
from tegenstroom.training.models.editions import EditionQuerySet
from tegenstroom.training.models.enrolments import EnrolmentQuerySet
from tegenstroom.training.rules.editions import LIVE, Channel, EditionState
from tegenstroom.training.rules.places import ACTIVE


def at_desk(person: Visitor) -> Person:
    """The coordinator's desk as a whole: the person herself when she runs it."""
    return coordinator(person)


def editions_at_desk(person: Visitor) -> EditionQuerySet:
    """All editions, for a coordinator; a 404 for anybody else."""
    at_desk(person)
    return Edition.objects.all()


def edition_at_desk(person: Visitor, pk: int) -> Edition:
    """One edition, run by its coordinator."""
    return get_object_or_404(editions_at_desk(person).select_related("version"), pk=pk)


def participant_at_desk(person: Visitor, pk: int) -> Person:
    """Someone with all she does in trainings, for a coordinator: who only gives out roles need not know that."""
    return person_at_desk(at_desk(person), pk)


def editions_given_by(person: Person) -> EditionQuerySet:
    """The editions that she gives as trainer; all, for who runs them as coordinator."""
    if person.has_role(COORDINATOR):
        return Edition.objects.select_related("version")
    return _given_as(TandemMember.Part.TRAINER, person)


def edition_given_by(person: Person, pk: int) -> Edition:
    """One edition that she gives as trainer, or that she runs as coordinator."""
    return get_object_or_404(editions_given_by(person), pk=pk)


def session_given_by(person: Person, pk: int) -> Session:
    """One dated part of an edition that she gives as trainer, or that she runs as coordinator."""
    session = get_object_or_404(Session.objects.select_related("edition__version", "part"), pk=pk)
    edition_given_by(person, session.edition_id)
    return session


def story_given_by(person: Person, pk: int) -> EditionStory:
    """A story in a group that she gives as trainer, or that she runs as coordinator."""
    chosen = get_object_or_404(EditionStory.objects.select_related("copy"), pk=pk)
    edition_given_by(person, chosen.edition_id)
    return chosen


def certificate_at_desk(person: Visitor, pk: int) -> Certificate:
    """A certificate, seen by the coordinator."""
    at_desk(person)
    return get_object_or_404(Certificate.objects.select_related("enrolment__edition__version"), pk=pk)


def certificate_of(person: Person, pk: int) -> Certificate:
    """Her own certificate as long as it holds; any, for a coordinator."""
    rows = Certificate.objects.select_related("enrolment")
    if person.has_role(COORDINATOR):
        return get_object_or_404(rows, pk=pk)
    return get_object_or_404(rows.valid(), pk=pk, enrolment__person=person)


def invitation_of_herself(person: Person, pk: int) -> EvaluationInvitation:
    """A question to look back, put to this person herself."""
    return get_object_or_404(EvaluationInvitation, pk=pk, enrolment__person=person)


def paper_invitation_at_desk(person: Visitor, pk: int) -> EvaluationInvitation:
    """A question to look back that went out on paper, for the coordinator who types the answers."""
    at_desk(person)
    rows = EvaluationInvitation.objects.on_paper()
    return get_object_or_404(rows.select_related("enrolment__edition__version", "enrolment__person"), pk=pk)


def edition_coached_by(person: Person, pk: int) -> Edition:
    """One edition that she gives as coach."""
    return get_object_or_404(_given_as(TandemMember.Part.COACH, person), pk=pk)


def question_for(person: Visitor, pk: int) -> TandemMember:
    """The question to give an edition as trainer, put to this person herself; coaches answer day by day."""
    if not person.is_authenticated:
        raise Http404
    asked = TandemMember.objects.filter(person=person, part=TandemMember.Part.TRAINER)
    return get_object_or_404(asked.select_related("edition__version"), pk=pk)


def member_at_desk(person: Visitor, pk: int) -> TandemMember:
    """One of a tandem, seen by the coordinator."""
    at_desk(person)
    return get_object_or_404(TandemMember, pk=pk)


def task_at_desk(person: Visitor, pk: int) -> Task:
    """A task of an edition, seen by the coordinator."""
    at_desk(person)
    return get_object_or_404(Task, pk=pk)


def own_task(person: Person, pk: int) -> Task:
    """A task that was given to her, done or not."""
    return get_object_or_404(Task, pk=pk, who=person)


def module_at_desk(person: Visitor, pk: int) -> Module:
    """A module, for who writes the offer."""
    at_desk(person)
    return get_object_or_404(Module, pk=pk)


def version_at_desk(person: Visitor, pk: int) -> ModuleVersion:
    """One version of a module, for who writes the offer."""
    at_desk(person)
    return get_object_or_404(ModuleVersion.objects.select_related("module"), pk=pk)


def request_at_desk(person: Visitor, pk: int) -> TrainingRequest:
    """A request for a training made to measure."""
    at_desk(person)
    return get_object_or_404(TrainingRequest, pk=pk)


def proposal_at_desk(person: Visitor, pk: int) -> Proposal:
    """A proposal that the desk made."""
    at_desk(person)
    return get_object_or_404(Proposal.objects.select_related("request", "version", "place"), pk=pk)


def _given_as(part: TandemMember.Part, person: Person) -> EditionQuerySet:
    """What she said yes to and was not called off: who was only asked reads nothing of the people in it."""
    said_yes = TandemMember.objects.filter(person=person, part=part, answer=TandemMember.Answer.YES)
    given = Edition.objects.select_related("version").filter(pk__in=said_yes.values("edition"))
    return given.exclude(state=EditionState.CANCELLED)


def enrolment_at_desk(person: Person, pk: int) -> Enrolment:
    """One enrolment, for a coordinator."""
    at_desk(person)
    return get_object_or_404(_enrolments(), pk=pk)


def own_enrolment(person: Person, pk: int) -> Enrolment:
    """One enrolment of her own."""
    return get_object_or_404(_enrolments(), pk=pk, person=person)


def editions_for_leader(person: Person) -> EditionQuerySet:
    """Editions in which she may enrol people: open to all, or made to measure for a house that she leads."""
    led = organisations_led_by(person)
    if not led.exists():
        return Edition.objects.none()
    hers = Q(channel=Channel.OPEN) | Q(organisation__in=led)
    return Edition.objects.filter(hers, state__in=LIVE).select_related("version", "place", "organisation")


def edition_for_leader(person: Person, pk: int) -> Edition:
    """One of the editions in which she may enrol people."""
    return get_object_or_404(editions_for_leader(person), pk=pk)


def team_enrolments(person: Person, organisation: Organisation) -> EnrolmentQuerySet:
    """Enrolments of her people: the whole house, or her team and whoever she enrolled or was asked about."""
    rows = _enrolments().filter(organisation=organisation)
    led = _led(person, organisation)
    if led.filter(team=None).exists():
        return rows
    hers = Q(person__in=members_led_by(person, organisation).values("person")) | Q(enrolled_by=person)
    if person.email:
        hers |= Q(approval__leader_email__iexact=person.email)
    return rows.filter(hers) if led else rows.none()


def members_led_by(person: Person, organisation: Organisation) -> QuerySet[Membership]:
    """Who works where she leads: in the whole house, or in her team."""
    led, members = _led(person, organisation), Membership.objects.current().filter(organisation=organisation)
    return members if led.filter(team=None).exists() else members.filter(team__in=led.values("team"))


def _led(person: Person, organisation: Organisation) -> QuerySet[Membership]:
    return Membership.objects.led_by(person).filter(organisation=organisation)


def team_questions(person: Person, organisation: Organisation) -> EnrolmentQuerySet:
    """Enrolments of her people that wait for her yes or no."""
    return team_enrolments(person, organisation).filter(approval__answer=Approval.Answer.ASKED, state__in=ACTIVE)


def team_approval(person: Person, organisation: int, pk: int) -> Approval:
    """A question about one of her people."""
    house = led_organisation(person, organisation)
    rows = Approval.objects.filter(enrolment__in=team_enrolments(person, house).values("pk"))
    return get_object_or_404(rows.select_related("enrolment__edition__version", "enrolment__person"), pk=pk)


def _enrolments() -> EnrolmentQuerySet:
    return Enrolment.objects.select_related("edition__version", "edition__place", "person", "organisation")
