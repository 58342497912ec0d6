"""What she reads of herself: words for both ends, care about chance, and no promise where there is no result."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tegenstroom.base.models import Letter
from tegenstroom.engines.questionnaires import Norm, Questionnaire
from tegenstroom.measurement.actions import registry
from tegenstroom.measurement.actions.answering import finish
from tegenstroom.measurement.doors import own_token, paper_token
from tegenstroom.measurement.ends import Ends, ends_of
from tegenstroom.measurement.models import Invitation
from tegenstroom.measurement.rules.results import Chance, Score, Side, chance, side
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.scoring.personal import detectable
from tegenstroom.measurement.tests.factories import (
    answered,
    begun,
    invited,
    measured,
    measurement,
    project,
    questionnaire,
)
from tegenstroom.measurement.tests.test_answering import fresh, with_open_round

pytestmark = pytest.mark.django_db

ASKED = questionnaire("eigen")
[KRACHT] = ASKED.scales


def at(name: str, token: str, *more: object) -> str:
    return reverse(f"measurement:{name}", args=[token, *more])


def asked_of_one(asked: Questionnaire) -> Invitation:
    [found] = invited(measured(project(1), of=registry.add_version(questionnaire=asked, by=None)))
    return found


class TestWithoutAScale:
    @pytest.fixture
    def invitation(self) -> Invitation:
        return asked_of_one(replace(ASKED, scales=()))

    def test_her_letter_promises_no_result(self, invitation: Invitation) -> None:
        body = Letter.objects.get(kind="measurement").body
        assert "Een eigen resultaat krijg je hier niet te zien." in body
        assert "Je ziet je eigen resultaat eerst." not in body
        assert "Zo zie je wat er voor jou verandert." not in body

    def test_no_page_promises_one_and_the_last_one_says_that_there_is_none(
        self, client: Client, invitation: Invitation
    ) -> None:
        token = own_token(invitation)
        page = client.get(at("begin", token))
        assertContains(page, "Je krijgt zelf geen resultaat te zien.")
        assertNotContains(page, "Je ziet zelf eerst je resultaat.")
        sheet = begun(invitation)
        assertContains(client.get(at("finish", token)), "Een resultaat hoort er niet bij.")
        finish(sheet=sheet, questionnaire=invitation.wave.measurement.version.questionnaire, invitation=invitation)
        last = client.get(at("result", token))
        assertContains(last, "Bij deze vragen hoort geen resultaat")
        assertNotContains(last, "Jouw resultaat")
        assertContains(client.get(at("begin", paper_token(invitation))), "Bij deze vragen hoort geen resultaat.")
        client.force_login(invitation.participant.person)
        own = client.get(reverse("measurement:mine"))
        assertContains(own, "Ook afgegeven, zonder resultaat")
        assertNotContains(own, "Mijn resultaten")


class TestWordsForTheEnds:
    def test_the_answers_name_the_ends_and_a_sentence_says_of_what(self) -> None:
        assert ends_of(KRACHT, ASKED, "nl") == Ends("nooit", "altijd", "Ik voel me vrij.", turned=True)
        assert ends_of(KRACHT, ASKED, "fr").high == "altijd (fr)"

    def test_where_every_sentence_is_turned_the_lowest_answer_is_the_high_end(self) -> None:
        assert ends_of(replace(KRACHT, reverse=KRACHT.items), ASKED, "nl") == Ends(
            "altijd", "nooit", "Ik voel me vrij.", turned=False
        )

    def test_questions_with_other_words_have_none(self) -> None:
        [past] = ASKED.formats
        other = replace(past, key="anders", choices=(replace(past.choices[0], label={"nl": "niet", "fr": "pas"}),))
        other = replace(other, choices=(*other.choices, *past.choices[1:]))
        items = tuple(replace(each, format="anders") if each.key == "sterk" else each for each in ASKED.items)
        found = ends_of(KRACHT, replace(ASKED, formats=(past, other), items=items), "nl")
        assert (found.low, found.high) == ("", "")

    @pytest.mark.parametrize(
        ("value", "where"), [(1, Side.LOW), (2.5, Side.LOW), (3, Side.MIDDLE), (3.7, Side.HIGH), (5, Side.HIGH)]
    )
    def test_a_score_lies_on_a_side_or_in_the_middle(self, value: float, where: Side) -> None:
        assert side(Score(value, 1, 5)) == where

    def test_her_page_says_in_words_where_she_is_and_what_is_left_and_right(self, client: Client) -> None:
        [invitation] = invited(measurement(1))
        answered(invitation, {"vrij": 2, "sterk": 2, "moe": 4})
        page = client.get(at("result", own_token(invitation)))
        assertContains(page, "Je zit op 2,0. De lijn gaat van 1 tot 5. Dat is dichter bij “nooit”.")
        assertContains(page, "Hoe verder naar rechts, hoe meer je zei: “altijd”.")
        assertContains(page, "Zo’n zin is: “Ik voel me vrij.”")
        assertContains(page, "Dan draaiden we je antwoord om.")
        assertContains(page, "<span>nooit (1)</span> <span>altijd (5)</span>")


class TestChance:
    def norm(self, **known: float) -> Questionnaire:
        norm = Norm("kracht", {"nl": "iedereen", "fr": "tous"}, 200, 3.0, 0.8, source="een artikel", **known)
        return replace(ASKED, key="met-norm", norms=(norm,))

    def test_without_a_norm_there_is_no_limit(self) -> None:
        assert detectable(ASKED, KRACHT) is None
        assert detectable(self.norm(), KRACHT) is None

    @pytest.mark.parametrize(
        ("now", "limit", "said"),
        [
            (3.0, 0.9, Chance.BEYOND),
            (1.0, 0.9, Chance.BEYOND),
            (2.8, 0.9, Chance.WITHIN),
            (5.0, None, Chance.UNKNOWN),
        ],
    )
    def test_a_step_passes_it_or_not(self, now: float, limit: float | None, said: Chance) -> None:
        assert chance(Score(2.0, 1, 5), Score(now, 1, 5), limit) == said

    @pytest.mark.parametrize(
        ("known", "answers", "sentence"),
        [
            ({}, {"vrij": 4, "sterk": 4, "moe": 2}, "Een klein verschil zegt weinig: het kan toeval zijn."),
            (
                {"retest": 0.8},
                {"vrij": 3, "sterk": 3, "moe": 4},
                "Het verschil is kleiner dan 1,0. Dan kan het toeval zijn.",
            ),
            (
                {"retest": 0.8},
                {"vrij": 4, "sterk": 4, "moe": 2},
                "Dat verschil is groter dan wat toeval meestal maakt.",
            ),
        ],
        ids=["no norm", "within", "beyond"],
    )
    def test_higher_than_the_first_time_comes_with_what_chance_can_do(
        self, client: Client, known: dict[str, float], answers: dict[str, int], sentence: str
    ) -> None:
        first = asked_of_one(self.norm(**known))
        found = first.wave.measurement
        answered(first, {"vrij": 2, "sterk": 2, "moe": 4})
        [later] = invited(found, Moment.END)
        with_open_round(found, Moment.END)
        answered(fresh(later), answers)
        said = re.sub(r"\s+", " ", client.get(at("result", own_token(later))).content.decode())
        assert f"Dat is hoger dan de eerste keer. {sentence}" in said
