"""A dialogue for who leads it: opened with two coaches or not at all, prepared, taken on when nothing stops it."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tegenstroom.accounts.models import Person
from tegenstroom.base import saying
from tegenstroom.base.models import Letter
from tegenstroom.coaches.models import AvoidedTheme
from tegenstroom.coaches.tests.factories import coach
from tegenstroom.dialogue.actions import circles, dialogues, leaving, seats
from tegenstroom.dialogue.models import CircleMember, Dialogue
from tegenstroom.dialogue.rules.phases import LeftHow, Part, Phase, Refusal, RefusedError
from tegenstroom.dialogue.tests.clients import at, logged_in
from tegenstroom.dialogue.tests.factories import PLAIN, TEXT, TITLE, Group, case, dialogue, group, say

pytestmark = pytest.mark.django_db


def member(who: Group, person: object) -> int:
    return who.circle.members.get(person=person).pk


def test_a_case_waits_on_the_page_of_the_group_without_a_word_of_it() -> None:
    who = group()
    brought = case(who)
    page = logged_in(who.trainer).get(at("circle", who.circle.pk))
    assertContains(page, at("circle_opening", who.circle.pk, brought.pk))
    opening = logged_in(who.trainer).get(at("circle_opening", who.circle.pk, brought.pk))
    for words in (TITLE, TEXT, PLAIN):
        assertNotContains(page, words)
        assertNotContains(opening, words)
    assertNotContains(logged_in(who.writer).get(at("circle", who.circle.pk)), "Ik open een gesprek")


def test_opened_it_has_its_coaches_and_the_guide_that_was_chosen() -> None:
    who = group()
    address = at("circle_opening", who.circle.pk, case(who).pk)
    her = logged_in(who.trainer)
    assertContains(her.post(address, {}), "Kies wie de coaches begeleidt.")
    assert not Dialogue.objects.exists()
    answer = her.post(address, {"facilitator": member(who, who.coaches[1])})
    opened = Dialogue.objects.get()
    assertRedirects(answer, at("course", opened.pk))
    assert opened.facilitator == who.coaches[1]
    assert opened.seats.filter(part=Part.COACH).count() == 2
    # A case on which a dialogue was opened waits no longer.
    assert her.get(address).status_code == 404


def test_its_trainer_chooses_which_coaches_she_asks_and_never_fewer_than_two() -> None:
    who = group(coaches=3)
    brought = case(who)
    address, her = at("circle_opening", who.circle.pk, brought.pk), logged_in(who.trainer)
    numbers = [member(who, one) for one in who.coaches]
    assert her.get(address).content.decode().count(" checked") == 3
    sent = {"facilitator": member(who, who.guide)}
    assertContains(her.post(address, sent), "Kies minstens twee coaches.")
    assertContains(her.post(address, sent | {"coaches": numbers[:1]}), "Kies minstens twee coaches.")
    beside = {"facilitator": numbers[2], "coaches": numbers[:2]}
    assertContains(her.post(address, beside), "Wie de coaches begeleidt, is er ook bij.")
    assert not Dialogue.objects.exists()
    her.post(address, sent | {"coaches": numbers[:2]})
    of = Dialogue.objects.get()
    assert set(of.seats.filter(part=Part.COACH, left_at=None).values_list("person", flat=True)) == {
        one.pk for one in who.coaches[:2]
    }
    assert logged_in(who.coaches[2]).get(at("case", of.pk)).status_code == 404


def test_a_coach_who_was_not_asked_is_brought_in_by_no_list_but_can_still_be_asked() -> None:
    who = group(coaches=3)
    of = dialogues.open_dialogue(
        circle=who.circle, case=case(who), facilitator=who.guide, coaches=who.coaches[:2], by=who.trainer
    )
    left_out, her = who.coaches[2], logged_in(who.trainer)
    circles.gather(circle=who.circle, by=None)
    assert of.seats.get(person=left_out).left_how == LeftHow.UNASKED
    her.post(at("course_preparation", of.pk))
    assertContains(her.get(at("course", of.pk)), "Ik vraag deze coach erbij")
    for number in (who.writer.pk, who.coaches[0].pk, "x", ""):
        assert her.post(at("course_coach", of.pk), {"coach": number}).status_code == 400
    assert logged_in(who.writer).post(at("course_coach", of.pk), {"coach": left_out.pk}).status_code == 404
    her.post(at("course_coach", of.pk), {"coach": left_out.pk})
    assertContains(logged_in(left_out).get(at("case", of.pk)), PLAIN)
    assert Letter.objects.filter(kind="dialogue_case_ready", person=left_out.pk).exists()
    assertNotContains(her.get(at("course", of.pk)), "Ik vraag deze coach erbij")


def test_a_dialogue_that_stands_still_goes_on_with_a_coach_who_was_not_asked_before() -> None:
    who = group(coaches=3)
    of = dialogues.open_dialogue(
        circle=who.circle, case=case(who), facilitator=who.guide, coaches=who.coaches[:2], by=who.trainer
    )
    leaving.stop(dialogue=of, by=who.coaches[0])
    assert Dialogue.objects.get().paused_at is not None
    assertContains(logged_in(who.trainer).get(at("course", of.pk)), "Vraag hieronder een coach erbij.")
    seats.ask_along(dialogue=of, coach=who.coaches[2], by=who.trainer)
    assert Dialogue.objects.get().paused_at is None
    # Who stopped is asked by nobody.
    with pytest.raises(RefusedError):
        seats.ask_along(dialogue=of, coach=who.coaches[0], by=who.trainer)


def test_who_leads_is_told_whom_to_ask_where_the_group_has_no_other_coach() -> None:
    who = group()
    of = dialogue(who)
    leaving.stop(dialogue=of, by=who.coaches[0])
    page = logged_in(who.trainer).get(at("course", of.pk))
    assertContains(page, "In de groep is nu geen andere coach. Vraag er een aan het bureau.")
    assertNotContains(page, "Tot dan staat het gesprek stil.")


def test_who_brought_the_case_cannot_be_chosen_as_guide() -> None:
    who = group()
    brings = replace(who, professionals=[who.trainer])
    address, her = at("circle_opening", who.circle.pk, case(brings).pk), logged_in(who.trainer)
    assertNotContains(her.get(address), f'value="{member(who, who.trainer)}"')
    her.post(address, {"facilitator": member(who, who.trainer)})
    assert not Dialogue.objects.exists()
    # A coach of the group can.
    her.post(address, {"facilitator": member(who, who.coaches[0])})
    assert Dialogue.objects.get().facilitator == who.coaches[0]


def test_who_opens_it_is_not_offered_as_guide_and_another_trainer_is() -> None:
    who = group()
    address, her = at("circle_opening", who.circle.pk, case(who).pk), logged_in(who.trainer)
    shown = her.get(address)
    assertNotContains(shown, f'value="{member(who, who.trainer)}"')
    assertContains(shown, f'value="{member(who, who.guide)}"')
    her.post(address, {"facilitator": member(who, who.trainer)})
    assert not Dialogue.objects.exists()


def test_a_professional_cannot_be_chosen_as_guide() -> None:
    who = group()
    address = at("circle_opening", who.circle.pk, case(who).pk)
    for number in (member(who, who.writer), member(who, who.researcher), "x"):
        logged_in(who.trainer).post(address, {"facilitator": number})
    assert not Dialogue.objects.exists()


def test_with_fewer_than_two_coaches_it_says_what_is_needed_and_opens_nothing() -> None:
    lonely = group(coaches=1)
    late = coach()
    circles.invite(circle=lonely.circle, person=late, part=Part.COACH, by=lonely.trainer)
    address, her = at("circle_opening", lonely.circle.pk, case(lonely).pk), logged_in(lonely.trainer)
    page = her.get(address)
    assertContains(page, "nog geen twee coaches voor deze casus")
    assertNotContains(page, "Ik open het gesprek")
    assertContains(page, late.short_name)
    # Whoever sends the form all the same is refused by the rule itself.
    refused = her.post(address, {"facilitator": member(lonely, lonely.guide)})
    assertContains(refused, "minstens twee coaches")
    assert not Dialogue.objects.exists()
    circles.agree(member=CircleMember.objects.get(person=late), by=late)
    assertContains(her.get(address), "Ik open het gesprek")


def test_the_coaches_get_the_case_with_one_button_and_the_page_says_from_when_they_talk() -> None:
    who = group()
    her = logged_in(who.trainer)
    her.post(at("circle_opening", who.circle.pk, case(who).pk), {"facilitator": member(who, who.guide)})
    of = Dialogue.objects.get()
    assertContains(her.get(at("course", of.pk)), "Ik geef de coaches de casus")
    for _time in range(2):
        her.post(at("course_preparation", of.pk))
    assert Letter.objects.filter(kind="dialogue_case_ready").count() == 2
    of.refresh_from_db()
    page = her.get(at("course", of.pk))
    assertContains(page, saying.moment(of.own_group_from))
    assertNotContains(page, "Ik ga verder")


def test_their_own_group_does_not_begin_before_three_days() -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        who = group()
        of, her = dialogue(who), logged_in(who.trainer)
        address, sent = at("room_step", of.pk), {"phase": "preparation"}
        clock.shift(timedelta(days=3, seconds=-1))
        assertContains(her.post(address, sent, follow=True), "eerst de tijd om de casus te lezen")
        assert Dialogue.objects.get().phase == Phase.PREPARATION
        clock.shift(timedelta(seconds=1))
        assertContains(her.get(at("course", of.pk)), "Ik ga verder")
        her.post(address, sent)
        assert Dialogue.objects.get().phase == Phase.OWN_GROUP


def test_a_page_that_is_older_than_the_dialogue_takes_no_second_step() -> None:
    who = group()
    of, her = dialogue(who, phase=Phase.ROUNDS), logged_in(who.trainer)
    for _time in range(3):
        her.post(at("room_step", of.pk), {"phase": "rounds"})
    assert Dialogue.objects.get().phase == Phase.RESEARCH
    for sent in ("nergens", ""):
        assert her.post(at("room_step", of.pk), {"phase": sent}).status_code == 400
    assert Dialogue.objects.get().phase == Phase.RESEARCH


def test_what_is_in_the_way_is_said_by_number_never_by_name() -> None:
    who = group()
    of, her = dialogue(who, phase=Phase.ROUND_ONE), logged_in(who.trainer)
    assertContains(her.get(at("course", of.pk)), "We wachten nog op 2 van hen.")
    say(of, who.coaches[0], "Ze schaamt zich.")
    page = her.get(at("course", of.pk))
    assertContains(page, "We wachten nog op 1 van hen.")
    assertNotContains(page, "Ze schaamt zich.")


def test_the_course_names_its_case_and_the_room_leads_there() -> None:
    who = group()
    of, her = dialogue(who, phase=Phase.PREPARATION), logged_in(who.trainer)
    assertContains(her.get(at("course", of.pk)), TITLE)
    assertContains(her.get(at("room", of.pk)), at("course", of.pk))
    assertNotContains(logged_in(who.writer).get(at("room", of.pk)), at("course", of.pk))


def test_a_dialogue_that_is_closed_asks_nobody_to_look_for_news() -> None:
    who = group()
    of, her = dialogue(who, phase=Phase.WHAT_I_DID), logged_in(who.trainer)
    for words in ("Ik kijk of er iets nieuws is", "Het grote scherm"):
        assertContains(her.get(at("room", of.pk)), words)
    Dialogue.objects.update(phase=Phase.CLOSED)
    page = her.get(at("room", of.pk))
    assertNotContains(page, "Ik kijk of er iets nieuws is")
    assertNotContains(page, "Het grote scherm")
    assertContains(page, at("course", of.pk))


def test_nobody_ends_the_coaches_own_group_from_here() -> None:
    who = group()
    of, her = dialogue(who, phase=Phase.OWN_GROUP), logged_in(who.trainer)
    assertNotContains(her.get(at("course", of.pk)), "Ik ga verder")
    her.post(at("room_step", of.pk), {"phase": "own_group"})
    assert Dialogue.objects.get().phase == Phase.OWN_GROUP


def test_a_guide_who_is_a_coach_leads_where_no_trainer_is_left() -> None:
    who = group()
    of = dialogue(who)
    Dialogue.objects.update(facilitator=who.coaches[0])
    assert logged_in(who.coaches[0]).get(at("course", of.pk)).status_code == 404
    for trainer in (who.trainer, who.guide):
        leaving.stop(dialogue=of, by=trainer)
    assert logged_in(who.coaches[0]).get(at("course", of.pk)).status_code == 200
    assert logged_in(who.coaches[1]).get(at("course", of.pk)).status_code == 404


def avoids(coach: Person, slug: str) -> None:
    AvoidedTheme.objects.create(coach=coach, slug=slug, name=slug)


def test_a_coach_who_would_rather_not_talk_about_a_theme_is_not_asked_and_nobody_sees_why() -> None:
    who = group(coaches=3)
    brought, her = case(who, themes=[{"slug": "schulden", "name": "schulden"}]), logged_in(who.trainer)
    address = at("circle_opening", who.circle.pk, brought.pk)
    assertContains(her.get(address), who.coaches[2].name)
    avoids(who.coaches[2], "schulden")
    # Another theme is no reason.
    avoids(who.coaches[1], "wonen")
    shown = her.get(address)
    assertContains(shown, who.coaches[1].name)
    assertNotContains(shown, who.coaches[2].short_name)
    of = dialogues.open_dialogue(
        circle=who.circle, case=brought, facilitator=who.guide, coaches=who.coaches, by=who.trainer
    )
    assert of.seats.get(person=who.coaches[2]).left_how == LeftHow.UNASKED
    assert seats.unasked(of) == []
    with pytest.raises(RefusedError):
        seats.ask_along(dialogue=of, coach=who.coaches[2], by=who.trainer)
    AvoidedTheme.objects.all().delete()
    assert seats.unasked(of) == [who.coaches[2]]


def test_with_one_coach_for_whom_a_case_fits_nothing_opens() -> None:
    who = group()
    brought = case(who, themes=[{"slug": "schulden", "name": "schulden"}])
    avoids(who.coaches[0], "schulden")
    with pytest.raises(RefusedError, match=Refusal.TOO_FEW_COACHES):
        dialogues.open_dialogue(circle=who.circle, case=brought, facilitator=who.guide, by=who.trainer)
    assertContains(
        logged_in(who.trainer).get(at("circle_opening", who.circle.pk, brought.pk)),
        "nog geen twee coaches voor deze casus",
    )


def test_a_coach_who_comes_later_gets_no_case_that_she_would_rather_not_read() -> None:
    who = group()
    of = dialogue(who, themes=[{"slug": "schulden", "name": "schulden"}])
    late, other = coach(), coach()
    avoids(late, "schulden")
    for one in (late, other):
        circles.agree(
            member=circles.invite(circle=who.circle, person=one, part=Part.COACH, by=who.trainer), by=one
        )
    assert set(of.seats.filter(person__in=[late, other]).values_list("person", flat=True)) == {other.pk}
    assert not Letter.objects.filter(kind="dialogue_case_ready", person=late.pk).exists()


def test_who_leads_sees_for_whom_she_prints_the_case() -> None:
    who = group()
    of, her = dialogue(who), logged_in(who.trainer)
    assertNotContains(her.get(at("course", of.pk)), "hun brieven op papier")
    # By mail she would be reached too, and she chose otherwise.
    Person.objects.filter(pk=who.coaches[1].pk).update(reached_by=Letter.Channel.PAPER)
    Person.objects.filter(pk=who.writer.pk).update(reached_by=Letter.Channel.PAPER)
    assertContains(her.get(at("course", of.pk)), f"hun brieven op papier: {who.coaches[1].short_name}.")


def test_another_guide_is_chosen_before_the_coaches_talk_and_each_coach_hears_who_reads_along() -> None:
    who = group()
    of, her = dialogue(who), logged_in(who.trainer)
    her.post(at("course_preparation", of.pk))
    for number in (who.writer.pk, who.researcher.pk, who.trainer.pk, "x", ""):
        assert her.post(at("course_guide", of.pk), {"guide": number}).status_code == 400
    assert logged_in(who.writer).post(at("course_guide", of.pk), {"guide": who.coaches[0].pk}).status_code == 404
    for _time in range(2):
        her.post(at("course_guide", of.pk), {"guide": who.coaches[0].pk})
    of.refresh_from_db()
    assert of.facilitator == who.coaches[0]
    [letter] = Letter.objects.filter(kind="dialogue_guide_changes")
    assert (letter.person, who.coaches[0].short_name in letter.body) == (who.coaches[1].pk, True)
    assertContains(logged_in(who.coaches[1]).get(at("case", of.pk)), f"Alleen {who.coaches[0].short_name} wel")


def test_once_coaches_spoke_among_themselves_nobody_else_comes_to_read_it() -> None:
    who = group()
    of = dialogue(who, phase=Phase.OWN_GROUP)
    assertNotContains(logged_in(who.trainer).get(at("course", of.pk)), "Ik kies deze begeleider")
    with pytest.raises(RefusedError, match=Refusal.NOT_THIS_PHASE):
        seats.change_guide(dialogue=of, guide=who.coaches[0], by=who.trainer)
    assert Dialogue.objects.get().facilitator == who.guide


def test_who_brought_a_case_is_not_counted_as_someone_who_did_not_read_it() -> None:
    who = group()
    of, her = dialogue(who, phase=Phase.ROUND_ONE), logged_in(who.trainer)
    for person in (*who.coaches, *who.professionals[1:], who.trainer, who.researcher, who.guide):
        logged_in(person).get(at("case", of.pk))
    page = her.get(at("course", of.pk))
    assertContains(page, "bracht de casus", count=1)
    assertNotContains(page, "nog niet")
