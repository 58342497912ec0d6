"""Anyone leaves a group when she wants: one button, no reason, and no list brings her back."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tegenstroom.coaches.models import CareCall
from tegenstroom.dialogue import clockwork
from tegenstroom.dialogue.actions import circles, drafts, leaving
from tegenstroom.dialogue.models import CircleMember, Contract, Dialogue, RawDraft, Word
from tegenstroom.dialogue.rules.phases import Part, Phase, Refusal, RefusedError
from tegenstroom.dialogue.tests import pages
from tegenstroom.dialogue.tests.factories import Group, dialogue, edition_group, group, say
from tegenstroom.dialogue.tests.nowhere import places_of
from tegenstroom.training.models import Enrolment

pytestmark = pytest.mark.django_db

MARKER = "kwartelvijver"


@pytest.fixture
def who() -> Group:
    return group()


def member_of(who: Group, person: object) -> CircleMember:
    return CircleMember.objects.get(circle=who.circle, person=person)


def press(who: Group, person: object, words: str = "stay") -> int:
    return pages.send(person, "circle_leaving", who.circle.pk, words=words).status_code


@pytest.mark.parametrize(
    "phase", [Phase.PREPARATION, Phase.OWN_GROUP, Phase.ROUNDS, Phase.WHAT_I_DID, Phase.CLOSED]
)
def test_a_coach_leaves_in_any_phase_and_below_two_it_stands_still(who: Group, phase: Phase) -> None:
    of = dialogue(who, phase=phase)
    assert press(who, who.coaches[0]) == 302
    assert pages.status(who.coaches[0], "circle", who.circle.pk) == 404
    assert pages.status(who.coaches[0], "room", of.pk) == 404
    shown = Dialogue.objects.get(pk=of.pk).shown_phase
    assert shown is (Phase.CLOSED if phase is Phase.CLOSED else Phase.PAUSED)


def test_a_professional_leaves_and_the_others_go_on(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    say(of, who.professionals[1], f"De {MARKER}.", heard="Dat wachten zwaar is.")
    assert press(who, who.professionals[1]) == 302
    assert Dialogue.objects.get(pk=of.pk).shown_phase is Phase.ROUNDS
    assert MARKER in pages.page(who.coaches[0], "room", of.pk)


def test_what_she_said_goes_when_she_wants_it(who: Group) -> None:
    first, second = dialogue(who, phase=Phase.ROUNDS), dialogue(who, phase=Phase.OWN_GROUP)
    say(first, who.coaches[0], f"De {MARKER}.", heard="Dat wachten zwaar is.")
    say(second, who.coaches[0], f"Weer die {MARKER}.")
    say(first, who.coaches[1], "Dit blijft staan.", heard="Dat wachten zwaar is.")
    before = Word.objects.filter(speaker=who.coaches[1], gone_how="").count()
    assert press(who, who.coaches[0], "go") == 302
    assert places_of(MARKER, people=who.people) == []
    assert Word.objects.filter(speaker=who.coaches[1], gone_how="").count() == before


def test_what_stays_is_hers_to_take_back_later(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    word = say(of, who.coaches[0], f"De {MARKER}.", heard="Dat wachten zwaar is.")
    press(who, who.coaches[0])
    pages.send(who.coaches[0], "word_back", word.pk)
    assert places_of(MARKER, people=who.people) == []


def stops(who: Group, of: Dialogue) -> None:
    leaving.stop(dialogue=of, by=who.coaches[0])


def leaves_the_group(who: Group, of: Dialogue) -> None:
    press(who, who.coaches[0])


def is_taken_out(who: Group, of: Dialogue) -> None:
    circles.remove(member=member_of(who, who.coaches[0]), by=who.trainer)


@pytest.mark.parametrize("phase", [Phase.ROUNDS, Phase.CLOSED])
@pytest.mark.parametrize("goes", [stops, leaves_the_group, is_taken_out])
def test_a_page_leads_her_to_what_she_said_and_to_nothing_of_another(
    who: Group, phase: Phase, goes: Callable[[Group, Dialogue], None]
) -> None:
    of, she = dialogue(who, phase=Phase.ROUNDS), who.coaches[0]
    word = say(of, she, f"De {MARKER}.", heard="Dat wachten zwaar is.")
    say(of, who.coaches[1], "Van een ander.", heard="Dat wachten zwaar is.")
    Dialogue.objects.filter(pk=of.pk).update(phase=phase)
    there = reverse("dialogue:what_i_said", args=[of.pk])
    assert there not in pages.page(she, "circles")
    goes(who, of)
    assert there in pages.page(she, "circles")
    read = pages.page(she, "what_i_said", of.pk)
    back = reverse("dialogue:word_back", args=[word.pk])
    assert (MARKER in read, "Van een ander." in read, back in read) == (True, False, True)
    asked = pages.page(she, "word_back", word.pk)
    assert (MARKER in asked, there in asked) == (True, True)
    for mine in Word.objects.filter(speaker=she, gone_how=""):
        assert pages.send(she, "word_back", mine.pk).headers["Location"] == there
    assert "Van jou staat hier niets meer." in pages.page(she, "what_i_said", of.pk)
    assert there not in pages.page(she, "circles")
    assert pages.status(who.coaches[1], "word_back", word.pk) == 404


def test_no_list_brings_her_back_and_an_invitation_asks_her_again() -> None:
    who = edition_group()
    of = dialogue(who, phase=Phase.ROUNDS)
    she = who.professionals[1]
    leaving.leave_circle(member=member_of(who, she), take_words=False, by=she)
    clockwork.keep_circles(timezone.now())
    circles.gather(circle=who.circle, by=who.trainer)
    assert member_of(who, she).left_at is not None
    assert pages.status(she, "room", of.pk) == 404
    circles.invite(circle=who.circle, person=she, part=Part.PROFESSIONAL, by=who.trainer)
    assert not CircleMember.objects.agreed().filter(person=she).exists()
    circles.agree(member=member_of(who, she), by=she)
    # Of the dialogue that she left she stays away: who stopped is fetched back by nobody.
    assert pages.status(she, "room", of.pk) == 404


def test_who_was_invited_again_stays_though_no_list_has_her() -> None:
    who = edition_group()
    she = who.professionals[1]
    leaving.leave_circle(member=member_of(who, she), take_words=False, by=she)
    Enrolment.objects.filter(person=she).delete()
    circles.invite(circle=who.circle, person=she, part=Part.PROFESSIONAL, by=who.trainer)
    circles.gather(circle=who.circle, by=who.trainer)
    assert member_of(who, she).left_at is None
    assert member_of(who, she).added_by == who.trainer


def test_she_leaves_before_her_yes_too_and_instead_of_a_new_one(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    Contract.objects.create(language="nl", text="Voortaan ook dit.", valid_from=timezone.localdate())
    assert press(who, who.coaches[0]) == 302
    seat = of.seats.get(person=who.coaches[0])
    assert seat.left_how == "stopped"
    new = group(agreed=False)
    assert press(new, new.coaches[0]) == 302
    assert member_of(new, new.coaches[0]).left_at is not None


def test_who_leaves_a_heavy_case_is_called(who: Group) -> None:
    dialogue(who, phase=Phase.ROUNDS, is_heavy=True)
    press(who, who.coaches[0])
    assert CareCall.objects.filter(coach=who.coaches[0], made_at=None).count() == 1


def test_what_she_was_writing_is_gone_and_her_case_stays_hers(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    drafts.begin(circle=who.circle, key=uuid4(), by=who.writer)
    press(who, who.writer)
    assert not RawDraft.objects.exists()
    leaving.withdraw_case(case=of.case, by=who.writer)
    assert Dialogue.objects.get(pk=of.pk).shown_phase is Phase.WITHDRAWN


def test_nobody_does_it_for_her_and_twice_is_once(who: Group) -> None:
    member = member_of(who, who.coaches[0])
    with pytest.raises(RefusedError, match=Refusal.NOT_YOURS):
        leaving.leave_circle(member=member, take_words=False, by=who.trainer)
    first = leaving.leave_circle(member=member, take_words=False, by=who.coaches[0])
    again = leaving.leave_circle(member=member, take_words=False, by=who.coaches[0])
    assert again.quit_at == first.quit_at


def test_nothing_is_chosen_for_her_when_the_form_says_nothing(who: Group) -> None:
    assert press(who, who.coaches[0], "") == 200
    assert member_of(who, who.coaches[0]).left_at is None
