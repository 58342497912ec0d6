"""A small network with two of everything: one that concerns the people in it, and one that does not."""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import ADMINISTRATOR, COACH, COORDINATOR, EDITOR, RESEARCHER, TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import clock, figures
from tegenstroom.base.models import Attachment, Letter
from tegenstroom.billing.tests import factories as money
from tegenstroom.coaches.actions import consent, dependencies
from tegenstroom.coaches.actions.wordings import load_wordings
from tegenstroom.coaches.doors import slug_of
from tegenstroom.coaches.models import AvoidedTheme, CareCall, CoachProfile, Copy, OutsideEarning
from tegenstroom.coaches.rules.care import Reason
from tegenstroom.coaches.rules.dependencies import Depended
from tegenstroom.coaches.rules.dependencies import Kind as DependedKind
from tegenstroom.coaches.rules.stories import Meant, Read, Use, Way
from tegenstroom.coaches.tests.factories import (
    AgreementFactory,
    AgreementTextFactory,
    AssignmentFactory,
    coach,
    know,
    story,
)
from tegenstroom.dialogue.tests.factories import group
from tegenstroom.library.models import Theme
from tegenstroom.organisations.models import Membership
from tegenstroom.organisations.tests.factories import MembershipFactory, OrganisationFactory, TeamFactory
from tegenstroom.training.actions import stories
from tegenstroom.training.actions.evaluation import load_questions
from tegenstroom.training.models import (
    Approval,
    Certificate,
    Edition,
    Enrolment,
    EvaluationInvitation,
    ImportDraft,
    Proposal,
    TandemMember,
    Task,
    TrainingRequest,
)
from tegenstroom.training.rules.certificates import new_code
from tegenstroom.training.rules.evaluation import Wave
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory, PriceFactory
from tests.support import dialogues, drafts, measuring, rooms

VISITOR, PARTICIPANT, CARD_HOLDER, TEAM_LEADER = "visitor", "participant", "card_holder", "team_leader"
ROLES = (
    VISITOR,
    PARTICIPANT,
    CARD_HOLDER,
    COACH.key,
    TRAINER.key,
    TEAM_LEADER,
    EDITOR.key,
    RESEARCHER.key,
    ADMINISTRATOR.key,
    COORDINATOR.key,
)
NETWORK_ROLES = (COACH, TRAINER, EDITOR, RESEARCHER, ADMINISTRATOR, COORDINATOR)

type Things = dict[str, Any]


@dataclass
class World:
    """The people by role, and the things that an address can name."""

    people: dict[str, Person] = field(default_factory=dict)
    own: Things = field(default_factory=dict)
    other: Things = field(default_factory=dict)
    # Where "own" differs from person to person: her enrolment, her part in a tandem.
    personal: dict[str, Things] = field(default_factory=dict)

    def thing(self, name: str, role: str, *, own: bool) -> Any:
        """The value that stands in an address for this role, her own or another's."""
        if own:
            return self.personal.get(role, {}).get(name, self.own[name])
        return self.other[name]


def build() -> World:
    """The whole network, in the database of the test."""
    figures.load()
    load_questions()
    load_wordings()
    clock.tick()  # a house whose clock stands still is ill
    world = World(people=_people())
    world.own = _things(world, tandem=[world.people[TRAINER.key], world.people[COACH.key], PersonFactory()])
    world.other = _things(world, tandem=[PersonFactory(), PersonFactory(), PersonFactory()])
    world.own |= _told(world.own["_edition"], world.people[COACH.key])
    world.other |= _told(world.other["_edition"], PersonFactory(roles=[COACH]))
    world.own |= _trusted(world.people[COACH.key], caller=world.people[TRAINER.key])
    world.other |= _trusted(Person.objects.get(pk=world.other["coach"]), caller=PersonFactory(roles=[TRAINER]))
    _join(world)
    _write(world)
    world.own |= _spoken(world)
    world.other |= dialogues.of_others()
    _sit_down(world)
    _measure(world)
    return world


def _write(world: World) -> None:
    """A case in the making of a participant, which the trainer reads along; and one of two others."""
    people = world.people
    world.own |= drafts.things_of(people[PARTICIPANT], people[TRAINER.key], by=people[COORDINATOR.key])
    world.other |= drafts.things_of(PersonFactory(), PersonFactory(), by=people[COORDINATOR.key])


def _sit_down(world: World) -> None:
    """A dialogue of the people in the world, and one of people whom they do not know."""
    people = world.people
    hers = rooms.group_of(
        [people[COACH.key], coach()],
        [people[PARTICIPANT], people[CARD_HOLDER]],
        people[TRAINER.key],
        people[RESEARCHER.key],
        by=people[COORDINATOR.key],
    )
    things, personal = rooms.things_of(hers)
    world.own |= things
    world.other |= rooms.things_of(group())[0]
    for role, person in people.items():
        world.personal[role] = world.personal.get(role, {}) | personal.get(person.pk, {})


def _measure(world: World) -> None:
    """What is asked in each of the two editions, of everyone who has a place in it."""
    by = world.people[COORDINATOR.key]
    world.other |= measuring.of_edition(world.other["_edition"], by=PersonFactory(roles=[COORDINATOR]))[0]
    things, hers = measuring.of_edition(world.own["_edition"], by=by)
    world.own |= things
    for role in (PARTICIPANT, CARD_HOLDER):
        world.personal[role]["measured"] = hers[world.people[role].pk]


def _people() -> dict[str, Person]:
    people = {role.key: PersonFactory(roles=[role]) for role in NETWORK_ROLES}
    people[PARTICIPANT] = PersonFactory()
    people[CARD_HOLDER] = PersonFactory(email=None, reached_by=Letter.Channel.PAPER)
    people[TEAM_LEADER] = PersonFactory()
    return people


def _things(world: World, tandem: list[Person]) -> Things:
    """An edition with all that hangs on it, and an organisation with all its people."""
    edition = EditionFactory(days=(0, 14))
    PriceFactory(edition=edition)
    members = [
        TandemMember.objects.create(edition=edition, person=person, part=part, answer=TandemMember.Answer.YES)
        for person, part in zip(tandem, ("trainer", "coach", "coach"), strict=True)
    ]
    enrolment = EnrolmentFactory(edition=edition)
    house = OrganisationFactory()
    team = TeamFactory(organisation=house)
    request = TrainingRequest.objects.create(
        organisation_name=house.name, contact_name="Els", contact_email="els@example.org", question="Hoe?"
    )
    proposal = Proposal.objects.create(
        request=request,
        number=1,
        version=edition.version,
        price=Decimal(900),
        valid_until=timezone.localdate() + timedelta(days=30),
        sent_at=timezone.now(),
    )
    theme = Theme.objects.create(slug=f"thema-{edition.pk}", name=f"Thema {edition.pk}")
    letter = _letter(edition)
    return {
        **_of_enrolment(enrolment),
        **_paid(),
        "paper_invitation": _asked_on_paper(edition).pk,
        "edition": edition.pk,
        "session": edition.sessions.first().pk,
        "version": edition.version_id,
        "module": edition.version.module_id,
        "module_slug": edition.version.module.slug,
        "place": edition.place_id,
        "member": members[0].pk,
        "task": Task.objects.create(edition=edition, what="Koffie").pk,
        "organisation": house.pk,
        "team": team.pk,
        "membership": MembershipFactory(organisation=house, team=team).pk,
        "request": request.pk,
        "proposal": proposal.pk,
        "theme_slug": theme.slug,
        "letter": letter.pk,
        "attachment": letter.attachments.first().pk,
        "draft": ImportDraft.objects.create(
            owner=PersonFactory(roles=[COORDINATOR]), file_name="mensen.csv", rows=[]
        ).pk,
        "person": PersonFactory().pk,
        "approval": Approval.objects.create(
            enrolment=enrolment,
            leader_name="Leidinggevende",
            leader_email="leider@example.org",
            until=timezone.now() + timedelta(days=7),
        ).pk,
        "_edition": edition,
        "_house": house,
        "_members": members,
    }


def _paid() -> Things:
    """Someone who gets money, in a run of her own."""
    owed = money.due()
    money.account(owed.person)
    run = money.run()
    return {"run": run.pk, "payout": run.payouts.get().pk}


def _told(edition: Edition, coach: Person) -> Things:
    """A coach with a story in this edition, and a copy of it that should be gone."""
    CoachProfile.objects.get_or_create(person=coach)
    told, left = story(coach), story(coach)
    edition.tandem.get_or_create(person=coach, defaults={"part": TandemMember.Part.COACH, "answer": "yes"})
    hers = stories.given_by(coach)[0]
    consent.give(story=told, use=Use.THIS_GROUP, group=hers, read=Read.HERSELF, by=coach)
    consent.give(story=told, use=Use.ALL_TRAININGS, read=Read.HERSELF, by=coach)
    ended = consent.give(story=left, use=Use.LIBRARY, read=Read.HERSELF, by=coach)
    consent.withdraw(consent=ended, by=coach, how=Way.BUTTON)
    return {
        "coach": coach.pk,
        "story": told.pk,
        "group": slug_of(Meant(Use.THIS_GROUP, hers)),
        "edition_story": stories.choose(edition=edition, story=told, by=coach).pk,
        "left_copy": Copy.objects.create(consent=ended, kind="poster", subject="hall", where="de gang").pk,
    }


def _trusted(coach: Person, caller: Person) -> Things:
    """What a coach agreed, what she keeps to herself, and a call that she waits for."""
    service = Depended(DependedKind.SERVICE, "OCMW Nergens")
    text = AgreementTextFactory()
    return {
        "dependency": dependencies.add(coach=coach, depended=service, by=coach).pk,
        "avoided_theme": AvoidedTheme.objects.create(coach=coach, slug="schulden", name="Schulden").pk,
        "agreement": AgreementFactory(coach=coach, text=text).pk,
        "agreement_text": text.pk,
        "call": CareCall.objects.create(coach=coach, caller=caller, reason=Reason.ASKED, due_at=timezone.now()).pk,
        **_asked(coach),
    }


def _asked(coach: Person) -> Things:
    """Something that a coach is asked, and what others gave her."""
    asked, today = AssignmentFactory(coach=coach), timezone.localdate()
    for year in (today.year, asked.starts_at.year):
        know(year)
    earned = [
        OutsideEarning.objects.create(coach=coach, day=day, amount=Decimal(10), noted_at_desk=noted)
        for day, noted in ((today, False), (today - timedelta(days=1), True))
    ]
    return {"assignment": asked.pk, "outside_earning": earned[0].pk, "noted_earning": earned[1].pk}


def _of_enrolment(enrolment: Enrolment) -> Things:
    """What one person gets from one enrolment."""
    today = timezone.localdate()
    certificate = Certificate.objects.create(
        enrolment=enrolment,
        code=new_code(),
        name=enrolment.person.name,
        title="Groepswerk",
        hours=Decimal(14),
        first_day=today,
        last_day=today,
    )
    invitation = EvaluationInvitation.objects.create(enrolment=enrolment, wave=Wave.LAST_DAY)
    return {
        "enrolment": enrolment.pk,
        "certificate": certificate.pk,
        "certificate_code": certificate.code,
        "invitation": invitation.pk,
    }


def _asked_on_paper(edition: Edition) -> EvaluationInvitation:
    someone = PersonFactory(email=None, reached_by=Letter.Channel.PAPER)
    enrolment = EnrolmentFactory(edition=edition, person=someone)
    return EvaluationInvitation.objects.create(enrolment=enrolment, wave=Wave.LAST_DAY)


def _letter(edition: Edition) -> Letter:
    letter = Letter.objects.create(
        kind="practical",
        about=f"training.edition:{edition.pk}",
        to_name="Els",
        to_address="Voorbeeldstraat 1\n2000 Antwerpen",
        channel=Letter.Channel.PAPER,
        subject="Praktisch",
        body="Tot dan.",
    )
    Attachment.objects.create(letter=letter, name="dag.ics", content_type="text/calendar", content=b"BEGIN")
    return letter


def _spoken(world: World) -> Things:
    """The group of their edition, in which a participant brought a case."""
    return dialogues.of_edition(
        world.own["_edition"],
        coach_in_it=world.people[COACH.key],
        writer=world.people[PARTICIPANT],
        other=world.people[CARD_HOLDER],
        trainer=world.people[TRAINER.key],
        researcher=world.people[RESEARCHER.key],
    )


def _join(world: World) -> None:
    """Give everyone in the world what is hers."""
    edition, house, members = world.own["_edition"], world.own["_house"], world.own["_members"]
    for role in (PARTICIPANT, CARD_HOLDER):
        world.personal[role] = _of_enrolment(EnrolmentFactory(edition=edition, person=world.people[role]))
    for role, member in zip((TRAINER, COACH), members, strict=False):
        task = Task.objects.create(edition=edition, what="Werkbladen", who=world.people[role.key])
        world.personal[role.key] = {"member": member.pk, "task": task.pk}
    draft = ImportDraft.objects.create(owner=world.people[COORDINATOR.key], file_name="mijn.csv", rows=[])
    world.personal[COORDINATOR.key] = {"draft": draft.pk}
    MembershipFactory(person=world.people[TEAM_LEADER], organisation=house, part=Membership.Part.TEAM_LEADER)
    Enrolment.objects.filter(pk=world.own["enrolment"]).update(organisation=house)
