"""A dialogue through the real verbs: who may what, when, and what the others get of it."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent, Letter
from tegenstroom.base.models.letters import subject_of
from tegenstroom.coaches.tests.factories import coach
from tegenstroom.dialogue.actions import aftercare, circles, dialogues, leaving, reading, seats, speaking
from tegenstroom.dialogue.actions.running import state_of
from tegenstroom.dialogue.models import Dialogue, ReadCase, Step
from tegenstroom.dialogue.rules.first import First, first_for
from tegenstroom.dialogue.rules.phases import ROAD, Field, Part, Phase, Refusal, RefusedError
from tegenstroom.dialogue.tests.factories import Group, case, dialogue, group, say, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> Group:
    return group()


def refused(refusal: Refusal) -> "pytest.RaisesContext":
    return pytest.raises(RefusedError, match=f"^{refusal}$")


def second_trainer(who: Group) -> Person:
    trainer = PersonFactory(roles=[TRAINER])
    member = circles.invite(circle=who.circle, person=trainer, part=Part.TRAINER, by=who.trainer)
    circles.agree(member=member, by=trainer)
    return trainer


def texts(person, of: Dialogue) -> list[str]:
    return [heard.text for heard in reading.words_visible_to(person, of)]


def test_a_dialogue_is_walked_from_preparation_to_its_end(who: Group) -> None:
    of = dialogue(who, phase=Phase.CLOSED)
    road = list(Step.objects.filter(dialogue=of).values_list("phase", flat=True))
    assert road == [str(phase) for phase in ROAD]
    # The coaches' group ended by the last of them.
    assert of.steps.get(phase=Phase.ROUND_ONE).by == who.coaches[-1]


def test_nothing_opens_with_one_coach() -> None:
    alone = group(coaches=1)
    brought = case(alone)
    with refused(Refusal.TOO_FEW_COACHES):
        dialogues.open_dialogue(circle=alone.circle, case=brought, facilitator=alone.guide, by=alone.trainer)
    # Others of the group are no coaches, whoever chooses them.
    with refused(Refusal.TOO_FEW_COACHES):
        dialogues.open_dialogue(
            circle=alone.circle, case=brought, facilitator=alone.guide, coaches=alone.people, by=alone.trainer
        )


def test_a_coach_who_did_not_agree_does_not_count() -> None:
    who = group(coaches=1)
    circles.invite(circle=who.circle, person=coach(), part=Part.COACH, by=who.trainer)
    brought = case(who)
    with refused(Refusal.TOO_FEW_COACHES):
        dialogues.open_dialogue(circle=who.circle, case=brought, facilitator=who.guide, by=who.trainer)


def test_opened_twice_is_one_dialogue(who: Group) -> None:
    brought = case(who)
    opened = [
        dialogues.open_dialogue(circle=who.circle, case=brought, facilitator=who.guide, by=who.trainer)
        for _time in range(2)
    ]
    assert opened[0] == opened[1]


def test_a_professional_does_not_lead_the_coaches(who: Group) -> None:
    brought = case(who)
    with refused(Refusal.NO_FACILITATOR):
        dialogues.open_dialogue(circle=who.circle, case=brought, facilitator=who.writer, by=who.trainer)


def test_only_a_trainer_opens(who: Group) -> None:
    brought = case(who)
    for person in (*who.coaches, *who.professionals, who.researcher, PersonFactory()):
        with refused(Refusal.NOT_FOR_YOU):
            dialogues.open_dialogue(circle=who.circle, case=brought, facilitator=who.guide, by=person)


def test_coaches_have_the_case_three_days_beforehand(who: Group) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        of = dialogue(who)
        assert of.own_group_from == timezone.now() + timedelta(days=3)
        with refused(Refusal.TOO_SOON):
            dialogues.next_phase(dialogue=of, by=who.trainer)
        clock.shift(timedelta(days=3))
        assert dialogues.next_phase(dialogue=of, by=who.trainer).phase == Phase.OWN_GROUP
    letters = Letter.objects.filter(kind="dialogue_case_ready")
    assert sorted(letters.values_list("person", flat=True)) == sorted(one.pk for one in who.coaches)


def test_nobody_else_reads_what_coaches_say_among_themselves(who: Group) -> None:
    of = dialogue(who, phase=Phase.OWN_GROUP)
    say(of, who.coaches[0], "Dat is mij ook gebeurd.")
    walk(who, of, Phase.HARVEST)
    for person in (*who.coaches, who.guide):
        assert "Dat is mij ook gebeurd." in texts(person, of)
    for person in (*who.professionals, who.researcher, who.trainer, PersonFactory()):
        assert "Dat is mij ook gebeurd." not in texts(person, of)


def test_others_cannot_see_that_coaches_speak_among_themselves(who: Group) -> None:
    from tegenstroom.dialogue.access import dialogues as access

    of = dialogue(who, phase=Phase.OWN_GROUP)
    before = {person.pk: access.version_for(person, of.pk) for person in who.people}
    say(of, who.coaches[0], "Onder ons.")
    after = {person.pk: access.version_for(person, of.pk) for person in who.people}
    moved = {pk for pk in before if before[pk] != after[pk]}
    assert moved == {who.coaches[0].pk, who.coaches[1].pk, who.guide.pk}


def test_a_trainer_does_not_end_the_coaches_own_group(who: Group) -> None:
    of = dialogue(who, phase=Phase.OWN_GROUP)
    with refused(Refusal.COACHES_END_THIS):
        dialogues.next_phase(dialogue=of, by=who.trainer)
    speaking.say_ready(dialogue=of, by=who.coaches[0])
    assert Dialogue.objects.get().phase == Phase.OWN_GROUP
    # To let it pass is to be done too.
    speaking.pass_turn(dialogue=of, by=who.coaches[1])
    assert Dialogue.objects.get().phase == Phase.ROUND_ONE


def test_coaches_speak_first(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    for person in (*who.professionals, who.trainer, who.researcher):
        with refused(Refusal.COACHES_FIRST):
            say(of, person, "Maar de regels dan?")
    say(of, who.coaches[0], "Ze schaamt zich.")
    with refused(Refusal.COACHES_FIRST):
        say(of, who.writer, "Maar de regels dan?")
    speaking.pass_turn(dialogue=of, by=who.coaches[1])
    assert say(of, who.writer, "Dat wist ik niet.").number == 2


def test_a_reply_begins_with_what_was_heard(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    for heard in ("", "   "):
        with refused(Refusal.HEARD_MISSING):
            say(of, who.writer, "Ik denk dat het anders zit.", heard=heard)
    said = say(of, who.writer, "Ik bel haar zelf.", heard="Dat een brief bang maakt.")
    shown = reading.words_visible_to(who.coaches[0], of)[-1]
    assert (shown.number, shown.heard) == (said.number, "Dat een brief bang maakt.")
    assert shown.text == "Ik bel haar zelf."


def test_the_same_form_twice_is_one_contribution(who: Group) -> None:
    of, key = dialogue(who, phase=Phase.ROUND_ONE), uuid4()
    said = [speaking.write(dialogue=of, text="Eén keer.", key=key, by=who.coaches[0]) for _time in range(3)]
    assert len({word.pk for word in said}) == of.words.count() == 1


def test_another_persons_key_is_refused(who: Group) -> None:
    of, key = dialogue(who, phase=Phase.ROUND_ONE), uuid4()
    speaking.write(dialogue=of, text="Van mij.", key=key, by=who.coaches[0])
    with refused(Refusal.NOT_YOURS):
        speaking.write(dialogue=of, text="Van mij.", key=key, by=who.coaches[1])


def test_a_dialogue_stands_still_below_two_coaches_and_goes_on_with_two(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    leaving.stop(dialogue=of, by=who.coaches[0])
    assert Dialogue.objects.get().shown_phase is Phase.PAUSED
    for attempt in (
        lambda: say(of, who.writer, "Verder.", heard="Dat wachten zwaar is."),
        lambda: say(of, who.coaches[1], "Verder.", heard="Dat wachten zwaar is."),
        lambda: speaking.pass_turn(dialogue=of, by=who.writer),
        lambda: dialogues.next_phase(dialogue=of, by=who.trainer),
    ):
        with refused(Refusal.PAUSED):
            attempt()
    new = coach()
    circles.agree(member=circles.invite(circle=who.circle, person=new, part=Part.COACH, by=who.trainer), by=new)
    assert Dialogue.objects.get().shown_phase is Phase.ROUNDS
    say(of, new, "Ik ben er.", heard="Dat het moeilijk is.")
    steps = list(of.steps.values_list("phase", flat=True))
    assert steps[-2:] == ["paused", "rounds"]


def test_who_stopped_is_not_fetched_back(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    leaving.stop(dialogue=of, by=who.writer)
    circles.gather(circle=who.circle, by=None)
    with refused(Refusal.NOT_HERE):
        say(of, who.writer, "Toch nog.", heard="Dat wachten zwaar is.")


def test_research_speaks_before_others_answer_it(who: Group) -> None:
    of = dialogue(who, phase=Phase.RESEARCH)
    with refused(Refusal.RESEARCH_FIRST):
        say(of, who.writer, "Ik weet het al.", heard="Dat wachten zwaar is.")
    with refused(Refusal.RESEARCH_FIRST):
        dialogues.next_phase(dialogue=of, by=who.trainer)
    say(of, who.researcher, "Wie vaak weggestuurd is, belt minder.", heard="Dat bellen moeilijk is.")
    say(of, who.coaches[0], "Dat klopt.", heard="Dat wie weggestuurd is, minder belt.")
    assert dialogues.next_phase(dialogue=of, by=who.trainer).phase == Phase.HARVEST


def test_a_line_of_the_harvest_belongs_to_a_question(who: Group) -> None:
    of = dialogue(who, phase=Phase.HARVEST)
    with refused(Refusal.FIELD_MISSING):
        say(of, who.writer, "Ik neem veel mee.")
    said = speaking.harvest(dialogue=of, field=Field.WILL_DO, text="Ik bel eerst.", key=uuid4(), by=who.writer)
    assert said.field == Field.WILL_DO


def test_only_who_leads_takes_it_further(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    for person in (*who.coaches, *who.professionals, who.researcher):
        with refused(Refusal.NOT_FOR_YOU):
            dialogues.next_phase(dialogue=of, by=person)


def test_two_taps_on_next_are_one_step(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    for _time in range(2):
        dialogues.next_phase(dialogue=of, expected=Phase.ROUNDS, by=who.trainer)
    assert Dialogue.objects.get().phase == Phase.RESEARCH


def test_after_a_heavy_case_each_coach_is_called_before_it_closes(who: Group) -> None:
    of = dialogue(who, phase=Phase.WHAT_I_DID, is_heavy=True)
    speaking.say_what_i_did(dialogue=of, text="Ik ging langs.", key=uuid4(), by=who.writer)
    waiting = aftercare.still_open(of)
    assert {owed.seat.person_id for owed in waiting} == {one.pk for one in who.coaches}
    from tegenstroom.coaches.actions import care

    for owed in waiting:
        with refused(Refusal.CARE_OPEN):
            dialogues.close(dialogue=of, by=who.trainer)
        care.made(call=owed.call, by=who.trainer)
    assert dialogues.close(dialogue=of, by=who.trainer).phase == Phase.CLOSED


@pytest.mark.parametrize("phase", [Phase.OWN_GROUP, Phase.ROUNDS])
def test_a_coach_whom_a_list_takes_out_of_a_heavy_talk_is_called_too(phase: Phase) -> None:
    who = group(coaches=3)
    of = dialogue(who, phase=phase, is_heavy=True)
    member = who.circle.members.get(person=who.coaches[0])
    circles.remove(member=member, by=who.trainer)
    assert [owed.seat.person for owed in aftercare.still_open(of)] == [who.coaches[0]]
    # She comes back and goes again: that is one call.
    circles.invite(circle=who.circle, person=who.coaches[0], part=Part.COACH, by=who.trainer)
    circles.remove(member=member, by=who.trainer)
    assert len(aftercare.still_open(of)) == 1


@pytest.mark.parametrize("has_read", [True, False])
def test_a_coach_who_is_taken_out_before_the_talk_is_called_if_she_read_the_case(
    who: Group, has_read: bool
) -> None:
    of = dialogue(who, is_heavy=True)
    if has_read:
        ReadCase.objects.create(case=of.case, reader=who.coaches[0])
    circles.remove(member=who.circle.members.get(person=who.coaches[0]), by=who.trainer)
    assert bool(aftercare.still_open(of)) is has_read


def test_who_is_taken_out_of_a_case_that_is_not_heavy_or_is_no_coach_gets_no_call(who: Group) -> None:
    light, heavy = (dialogue(who, phase=Phase.ROUND_ONE, is_heavy=is_heavy) for is_heavy in (False, True))
    circles.remove(member=who.circle.members.get(person=who.professionals[1]), by=who.trainer)
    assert aftercare.still_open(heavy) == []
    circles.remove(member=who.circle.members.get(person=who.coaches[0]), by=who.trainer)
    assert (len(aftercare.still_open(light)), len(aftercare.still_open(heavy))) == (0, 1)


def test_a_coach_asks_for_a_call_and_it_keeps_the_dialogue_open(who: Group) -> None:
    of = dialogue(who, phase=Phase.WHAT_I_DID)
    speaking.say_what_i_did(dialogue=of, text="Ik ging langs.", key=uuid4(), by=who.writer)
    calls = [aftercare.ask_for_call(dialogue=of, by=who.coaches[0]) for _time in range(2)]
    assert calls[0] == calls[1]
    with refused(Refusal.CARE_OPEN):
        dialogues.close(dialogue=of, by=who.trainer)


def test_it_closes_when_the_writer_told_or_eight_weeks_are_over(who: Group) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        of = dialogue(who, phase=Phase.WHAT_I_DID)
        with refused(Refusal.NOTHING_DONE_YET):
            dialogues.close(dialogue=of, by=who.trainer)
        clock.shift(timedelta(weeks=8))
        assert dialogues.close(dialogue=of, by=who.trainer).phase == Phase.CLOSED


def test_who_brought_the_case_is_asked_too_when_she_trains_here(who: Group) -> None:
    noon = timezone.localtime().replace(hour=12)
    trains = replace(who, professionals=[who.trainer, *who.professionals], trainer=second_trainer(who))
    with time_machine.travel(noon, tick=False) as clock:
        of = dialogue(trains, phase=Phase.WHAT_I_DID)
        assert first_for(state_of(of), trains.writer.pk) is First.TELL
        clock.shift(timedelta(weeks=4))
        dialogues.ask_what_was_done(timezone.now())
        asked = Letter.objects.filter(kind="dialogue_what_did_you_do").values_list("person", flat=True)
        assert set(asked) == {one.pk for one in trains.professionals}
        speaking.say_what_i_did(dialogue=of, text="Ik ging langs.", key=uuid4(), by=trains.writer)
        assert dialogues.close(dialogue=of, by=trains.trainer).phase == Phase.CLOSED


def test_who_brought_the_case_guides_no_coaches(who: Group) -> None:
    trains = replace(who, professionals=[who.trainer], trainer=second_trainer(who))
    brought = case(trains)
    with refused(Refusal.NO_FACILITATOR):
        dialogues.open_dialogue(circle=who.circle, case=brought, facilitator=trains.writer, by=trains.trainer)
    dialogues.open_dialogue(circle=who.circle, case=brought, facilitator=trains.guide, by=trains.trainer)


def test_who_leads_guides_no_coaches_and_another_trainer_does(who: Group) -> None:
    brought = case(who)
    with refused(Refusal.NO_FACILITATOR):
        dialogues.open_dialogue(circle=who.circle, case=brought, facilitator=who.trainer, by=who.trainer)
    of = dialogues.open_dialogue(circle=who.circle, case=brought, facilitator=who.guide, by=who.trainer)
    with refused(Refusal.NO_FACILITATOR):
        seats.change_guide(dialogue=of, guide=who.trainer, by=who.trainer)
    with refused(Refusal.NOT_FOR_YOU):
        dialogues.start_preparation(dialogue=of, by=who.guide)


def test_a_dialogue_in_which_both_are_one_from_before_goes_on(who: Group) -> None:
    of = dialogue(who)
    Dialogue.objects.update(facilitator=who.trainer)
    walk(replace(who, trainer=who.guide), of, Phase.ROUNDS)
    leaving.stop(dialogue=of, by=who.guide)
    assert dialogues.next_phase(dialogue=of, by=who.trainer).phase == Phase.RESEARCH


def test_coaches_hear_beforehand_who_reads_along_and_who_comes_later_hears_of_the_case(who: Group) -> None:
    of = dialogue(who, phase=Phase.OWN_GROUP)
    [body] = {letter.body.partition(",")[2] for letter in Letter.objects.filter(kind="dialogue_case_ready")}
    assert f"Alleen {who.guide.short_name} wel: die begeleidt jullie." in body
    late = coach()
    member = circles.invite(circle=who.circle, person=late, part=Part.COACH, by=who.trainer)
    circles.agree(member=member, by=late)
    [hers] = Letter.objects.filter(kind="dialogue_case_ready", person=late.pk)
    assert "Het gesprek is al begonnen." in hers.body
    # Nothing goes on before she is ready too.
    assert late.pk in state_of(of).coaches_not_ready


def test_people_are_asked_what_they_did_after_four_weeks_and_once(who: Group) -> None:
    noon = timezone.localtime().replace(hour=12)
    with time_machine.travel(noon, tick=False) as clock:
        of = dialogue(who, phase=Phase.WHAT_I_DID)
        assert dialogues.ask_what_was_done(timezone.now()) == 0
        clock.shift(timedelta(weeks=4))
        for _time in range(2):
            dialogues.ask_what_was_done(timezone.now())
        asked = Letter.objects.filter(kind="dialogue_what_did_you_do")
        assert sorted(asked.values_list("person", flat=True)) == sorted(one.pk for one in who.professionals)
        speaking.say_what_i_did(dialogue=of, text="Ik belde.", key=uuid4(), by=who.writer)
        told = Letter.objects.filter(kind="dialogue_coaches_hear")
        assert sorted(told.values_list("person", flat=True)) == sorted(one.pk for one in who.coaches)


def test_reading_a_case_is_written_down_once_a_day(who: Group) -> None:
    of = dialogue(who)
    for _time in range(3):
        assert reading.read_case(dialogue=of, by=who.coaches[0]).plain.startswith("Ik help een moeder.")
    assert ReadCase.objects.get().reader == who.coaches[0]
    assert AuditEvent.objects.filter(verb="dialogue.case_read", subject=subject_of(of.case)).count() == 1


def test_professionals_get_the_case_after_the_coaches(who: Group) -> None:
    from django.http import Http404

    of = dialogue(who, phase=Phase.OWN_GROUP)
    with pytest.raises(Http404):
        reading.read_case(dialogue=of, by=who.professionals[1])
    walk(who, of, Phase.ROUND_ONE)
    assert reading.read_case(dialogue=of, by=who.professionals[1]).title


def test_a_coach_speaks_under_the_name_that_she_chose(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    seats.choose_name(dialogue=of, name="  Merel ", by=who.coaches[0])
    say(of, who.coaches[0], "Ik ken dat.")
    assert reading.words_visible_to(who.writer, of)[0].shown_as == "Merel"
    with refused(Refusal.NOT_FOR_YOU):
        seats.choose_name(dialogue=of, name="Iemand anders", by=who.writer)


def test_shares_are_by_voice_and_leave_the_coaches_own_group_out(who: Group) -> None:
    of = dialogue(who, phase=Phase.OWN_GROUP)
    say(of, who.coaches[0], "een twee drie vier vijf zes zeven")
    walk(who, of, Phase.ROUND_ONE)
    say(of, who.coaches[0], "een twee drie")
    speaking.pass_turn(dialogue=of, by=who.coaches[1])
    say(of, who.writer, "een")
    assert reading.shares(of) == {Part.COACH: 75, Part.PROFESSIONAL: 25, Part.TRAINER: 0, Part.RESEARCHER: 0}


def test_words_are_read_with_as_many_queries_for_five_as_for_fifty(
    who: Group, django_assert_max_num_queries
) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    for number in range(25):
        say(of, who.people[number % 4], f"Woord {number}", heard="Dat wachten zwaar is.")
    with django_assert_max_num_queries(11):
        assert len(reading.words_visible_to(who.coaches[0], of)) == 27


def test_a_poll_costs_one_query(who: Group, django_assert_num_queries) -> None:
    from tegenstroom.dialogue.access import dialogues as access

    of = dialogue(who, phase=Phase.ROUNDS)
    with django_assert_num_queries(1):
        access.version_for(who.writer, of.pk)
