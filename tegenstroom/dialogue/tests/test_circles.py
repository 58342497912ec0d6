"""Who is in a circle: as the edition has it, without coaches who depend on someone there, and after a yes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tegenstroom.accounts.models import RoleGrant
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent
from tegenstroom.coaches.actions import dependencies
from tegenstroom.coaches.models import Agreement
from tegenstroom.coaches.rules.dependencies import Depended, Kind
from tegenstroom.coaches.tests.factories import coach
from tegenstroom.dialogue import clockwork
from tegenstroom.dialogue.actions import circles, contracts
from tegenstroom.dialogue.models import Case, Circle, Contract, Dialogue
from tegenstroom.dialogue.rules.phases import Part, Phase, Refusal, RefusedError
from tegenstroom.dialogue.tests.factories import case, dialogue, edition_group, group, prepare
from tegenstroom.training.models import Enrolment, TandemMember
from tegenstroom.training.rules.places import EnrolmentState
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory, gives

pytestmark = pytest.mark.django_db


def parts(circle: Circle) -> dict[int, str]:
    return dict(circle.members.current().values_list("person", "part"))


def test_an_edition_brings_along_who_holds_a_place_and_who_said_yes() -> None:
    prepare()
    edition = EditionFactory()
    she, asked = coach(), coach()
    gives(edition, she)
    gives(edition, asked, answer="asked")
    trainer = PersonFactory()
    TandemMember.objects.create(edition=edition, person=trainer, part="trainer", answer="yes")
    placed = EnrolmentFactory(edition=edition).person
    EnrolmentFactory(edition=edition, state=EnrolmentState.WAITING)
    circle = circles.of_edition(edition=edition, by=trainer)
    assert parts(circle) == {she.pk: Part.COACH, trainer.pk: Part.TRAINER, placed.pk: Part.PROFESSIONAL}
    assert circles.of_edition(edition=edition, by=trainer) == circle
    assert circle.ends_on == edition.ends_on


def test_who_gives_her_place_away_leaves_the_circle_and_its_dialogues() -> None:
    who = edition_group()
    of = dialogue(who, phase=Phase.ROUNDS)
    Enrolment.objects.filter(person=who.professionals[1]).update(state=EnrolmentState.CANCELLED, seat=None)
    circles.gather(circle=who.circle, by=None)
    assert who.professionals[1].pk not in parts(who.circle)
    assert of.seats.get(person=who.professionals[1]).left_how == "removed"
    # Whom somebody invited is in no list of the edition, and stays.
    assert parts(who.circle)[who.researcher.pk] == Part.RESEARCHER


@pytest.mark.parametrize("why", ["role", "agreement", "terms"])
def test_a_coach_who_is_not_confirmed_is_not_there(why: str) -> None:
    who = edition_group()
    of = dialogue(who, phase=Phase.ROUNDS)
    she = who.coaches[0]
    match why:
        case "role":
            RoleGrant.objects.filter(person=she).update(ended_at=timezone.now())
        case "agreement":
            Agreement.objects.filter(coach=she).update(ended_on=timezone.localdate() - timedelta(days=1))
        case "terms":
            TandemMember.objects.filter(person=she).update(answer="no")
    clockwork.keep_circles(timezone.now())
    assert she.pk not in parts(who.circle)
    assert Dialogue.objects.get(pk=of.pk).shown_phase is Phase.PAUSED


def test_a_coach_who_depends_on_someone_in_the_group_is_not_there_and_nobody_reads_why() -> None:
    who = edition_group()
    she = who.coaches[0]
    name = who.professionals[0].name
    dependencies.add(coach=she, depended=Depended(Kind.PERSON, name), by=she)
    circles.gather(circle=who.circle, by=None)
    assert she.pk not in parts(who.circle)
    left = AuditEvent.objects.filter(verb="dialogue.leave").get()
    assert left.details == {}


def test_a_coach_leaves_when_someone_on_whom_she_depends_comes_in() -> None:
    who = group(coaches=3)
    she, new = who.coaches[0], PersonFactory()
    dependencies.add(coach=she, depended=Depended(Kind.PERSON, new.name), by=she)
    circles.invite(circle=who.circle, person=new, part=Part.PROFESSIONAL, by=who.trainer)
    assert she.pk not in parts(who.circle)
    with pytest.raises(RefusedError, match=Refusal.NOT_FOR_YOU):
        circles.invite(circle=who.circle, person=she, part=Part.COACH, by=who.trainer)


def test_nobody_agrees_for_another() -> None:
    who = group(agreed=False)
    for member in who.circle.members.all():
        with pytest.raises(RefusedError, match=Refusal.NOT_YOURS):
            circles.agree(member=member, by=PersonFactory())


def test_the_contract_is_kept_in_the_language_in_which_it_was_read() -> None:
    prepare()
    assert set(Contract.objects.values_list("language", flat=True)) == {"nl", "en", "fr"}
    assert contracts.load_contracts() == 0
    assert contracts.newest("ar").language == "nl"
    who = group(agreed=False)
    she = who.professionals[0]
    she.language = "fr"
    member = circles.agree(member=who.circle.members.get(person=she), by=she)
    assert member.contract.language == "fr"


def test_who_agrees_later_gets_her_seat_then() -> None:
    who = group()
    of = dialogue(who, phase=Phase.ROUNDS)
    late = PersonFactory()
    member = circles.invite(circle=who.circle, person=late, part=Part.PROFESSIONAL, by=who.trainer)
    assert not of.seats.filter(person=late).exists()
    circles.agree(member=member, by=late)
    assert of.seats.get(person=late).part == Part.PROFESSIONAL


def test_a_coach_who_comes_during_preparation_has_the_case_as_long() -> None:
    who = group()
    of = dialogue(who)
    from tegenstroom.dialogue.actions import dialogues

    dialogues.start_preparation(dialogue=of, by=who.trainer)
    Dialogue.objects.update(own_group_from=timezone.now() + timedelta(hours=1))
    late = coach()
    circles.agree(member=circles.invite(circle=who.circle, person=late, part=Part.COACH, by=who.trainer), by=late)
    assert Dialogue.objects.get().own_group_from > timezone.now() + timedelta(days=2)


def test_a_case_keeps_pace_with_the_series() -> None:
    who = edition_group()
    made = case(who)
    edition = who.circle.edition
    assert made.expires_on == edition.ends_on + timedelta(days=90)
    edition.ends_on += timedelta(days=14)
    edition.save()
    circles.gather(circle=Circle.objects.get(pk=who.circle.pk), by=None)
    assert Case.objects.get().expires_on == edition.ends_on + timedelta(days=90)


def test_removing_someone_takes_her_seat_and_leaves_her_words() -> None:
    who = group()
    of = dialogue(who, phase=Phase.ROUNDS)
    member = who.circle.members.get(person=who.coaches[0])
    circles.remove(member=member, by=who.trainer)
    assert of.words.filter(speaker=who.coaches[0], gone_how="").exists()
    assert Dialogue.objects.get().shown_phase is Phase.PAUSED
