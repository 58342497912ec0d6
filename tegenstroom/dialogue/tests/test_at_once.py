"""Everybody at one moment: nothing is lost, nothing stands twice, no order breaks, and nobody waits for ever."""

from uuid import uuid4

import pytest
from django.db import connection

from tegenstroom.base.tests.helpers import together
from tegenstroom.dialogue.actions import circles, leaving, speaking
from tegenstroom.dialogue.models import Dialogue, Word
from tegenstroom.dialogue.rules.phases import Phase
from tegenstroom.dialogue.tests.factories import dialogue, edition_group, group, say

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]

ROUNDS = 6


def test_all_write_at_once_and_each_gets_a_number_of_her_own() -> None:
    who = group()
    of = dialogue(who, phase=Phase.ROUNDS)
    before = of.words.count()
    for number in range(ROUNDS):
        acts = [
            lambda one=one, n=number: say(of, one, f"{n}", heard="Dat wachten zwaar is.") for one in who.people
        ]
        assert together(*acts) == []
    numbers = list(of.words.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, before + ROUNDS * len(who.people) + 1))


def test_one_form_sent_five_times_at_once_is_one_contribution() -> None:
    who = group()
    of = dialogue(who, phase=Phase.ROUNDS)
    before = of.words.count()
    for _round in range(ROUNDS):
        key = uuid4()
        acts = [
            lambda key=key: speaking.write(
                dialogue=of, text="Eén.", heard="Dat wachten zwaar is.", key=key, by=who.writer
            )
        ] * 5
        assert together(*acts) == []
    assert of.words.count() == before + ROUNDS


def test_the_own_group_ends_once_whichever_coach_is_last() -> None:
    for _round in range(ROUNDS):
        who = group()
        of = dialogue(who, phase=Phase.OWN_GROUP)
        acts = [lambda one=one, of=of: speaking.say_ready(dialogue=of, by=one) for one in who.coaches]
        assert together(*acts) == []
        assert Dialogue.objects.get(pk=of.pk).phase == Phase.ROUND_ONE
        assert of.steps.filter(phase=Phase.ROUND_ONE).count() == 1


def test_no_word_survives_a_veto_that_crosses_it() -> None:
    for _round in range(ROUNDS):
        who = group()
        of = dialogue(who, phase=Phase.ROUNDS)
        acts = [
            lambda one=one, of=of: say(of, one, "Kruist.", heard="Dat wachten zwaar is.") for one in who.people
        ]
        wrong = together(*acts, lambda who=who, of=of: leaving.veto(dialogue=of, by=who.coaches[0]))
        assert set(wrong) <= {"RefusedError"}
        assert not Word.objects.filter(dialogue=of).exclude(sealed_text=b"").exists()


def test_lists_yeses_and_words_wait_for_one_another_in_one_order() -> None:
    """A circle is gathered, agreed to and spoken in at the same moment: no two of these lock crosswise."""
    who = edition_group()
    of = dialogue(who, phase=Phase.ROUNDS)
    edition = who.circle.edition
    member = who.circle.members.get(person=who.writer)
    for _round in range(ROUNDS):
        wrong = together(
            lambda: circles.gather(circle=who.circle, by=None),
            lambda: circles.of_edition(edition=edition, by=who.trainer),
            lambda: circles.agree(member=member, by=who.writer),
            lambda: say(of, who.writer, "Tegelijk.", heard="Dat wachten zwaar is."),
            lambda: say(of, who.coaches[0], "Tegelijk.", heard="Dat wachten zwaar is."),
        )
        assert wrong == []
