"""Over three rounds she reads her own line with what chance can do, and nobody else reads it."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tegenstroom.engines.questionnaires import Norm
from tegenstroom.measurement.actions import registry
from tegenstroom.measurement.doors import own_token, paper_token, result_token
from tegenstroom.measurement.models import Invitation
from tegenstroom.measurement.own_line import HEIGHT, MARGIN, drawn_track, track
from tegenstroom.measurement.rules.results import Score, Verdict, band, verdict
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.scoring.kinds import psychometrics
from tegenstroom.measurement.tests.factories import answered, invited, measured, project, questionnaire
from tegenstroom.measurement.tests.test_answering import fresh, with_open_round

NORM = Norm("kracht", {"nl": "iedereen", "fr": "tous"}, 200, 3.0, 0.8, retest=0.8, source="een artikel")
ROUNDS = ({"vrij": 2, "sterk": 2, "moe": 4}, {"vrij": 4, "sterk": 4, "moe": 2}, {"vrij": 4, "sterk": 3, "moe": 2})


def on_five(value: float) -> Score:
    return Score(value, 1, 5)


@pytest.mark.parametrize(
    ("before", "now", "limit", "said"),
    [
        (2, 3.5, 1.0, Verdict.UP),
        (3.5, 2, 1.0, Verdict.DOWN),
        (2, 2.9, 1.0, Verdict.WITHIN),
        (2, 3, None, Verdict.HIGHER),
        (3, 2, None, Verdict.LOWER),
        (3, 3.2, None, Verdict.SAME),
    ],
)
def test_a_step_is_more_than_chance_only_where_someone_measured_chance(
    before: float, now: float, limit: float | None, said: Verdict
) -> None:
    assert verdict(on_five(before), on_five(now), limit) is said


def test_bands_and_steps_are_those_of_the_engine() -> None:
    values, sd, trust = [2.0, 4.0, 3.4], 0.8, 0.8
    source = psychometrics.Reliability(trust, psychometrics.Source.RETEST)
    expected = psychometrics.trajectory([0.0, 1.0, 2.0], values, sd=sd, reliability=source)
    limit = expected.limits.detectable
    found = track(["a", "b", "c"], [on_five(each) for each in values], limit)
    assert found
    for mine, other in zip(found.bands, expected.moments, strict=True):
        assert mine.low == pytest.approx((max(other.low, 1) - 1) / 4)
        assert mine.high == pytest.approx((min(other.high, 5) - 1) / 4)
    names = {"up": Verdict.UP, "same": Verdict.WITHIN, "down": Verdict.DOWN}
    assert list(found.from_first) == [names[str(each.from_first)] for each in expected.moments[1:]]
    assert found.last == names[str(expected.moments[-1].from_previous)]


def test_two_rounds_are_no_line_and_a_score_at_the_end_stays_on_the_drawing() -> None:
    assert track(["a", "b"], [on_five(2)] * 2, 1.0) is None
    found = track(["a", "b", "c"], [on_five(1), on_five(5), on_five(3)], 9.0)
    assert found
    hers: dict[str, str] = {}
    drawn_track(found, 0, hers)
    assert hers["y_0_0"] == str(HEIGHT - MARGIN)
    assert hers["y_0_1"] == str(MARGIN)
    assert all(MARGIN <= int(each) <= HEIGHT - MARGIN for each in hers.values())
    assert band(on_five(3), None).low == band(on_five(3), None).high == 0.5


def answered_in_all(*norms: Norm) -> list[Invitation]:
    """Someone alone in a project, who answers before the start, at the end and months later."""
    asked = replace(questionnaire("eigen"), norms=norms)
    [first] = invited(measured(project(1), of=registry.add_version(questionnaire=asked, by=None)))
    found, rows = first.wave.measurement, [first]
    answered(first, ROUNDS[0])
    for moment, answers in zip((Moment.END, Moment.LATER), ROUNDS[1:], strict=True):
        [row] = invited(found, moment)
        with_open_round(found, moment)
        answered(fresh(row), answers)
        rows.append(row)
    return rows


def said_to(client: Client, invitation: Invitation) -> str:
    page = client.get(reverse("measurement:result", args=[own_token(invitation)]))
    return re.sub(r"\s+", " ", page.content.decode())


@pytest.mark.django_db
def test_she_reads_her_line_in_words_and_as_a_picture(client: Client) -> None:
    [_first, second, last] = answered_in_all(NORM)
    said = said_to(client, last)
    assert "Jouw lijn" in said
    assert said.count("<circle") == 3
    assert "Op het einde: hoger dan de eerste keer, en meer dan toeval meestal maakt." in said
    assert "De laatste stap is klein. Dat kan toeval zijn." in said
    assert "Zo weinig keren tonen nog geen richting." in said
    assert "Dat is hoger dan de eerste keer." not in said
    assert "Jouw lijn" not in said_to(client, second)


@pytest.mark.django_db
def test_where_nobody_measured_chance_it_says_so_and_draws_no_band(client: Client) -> None:
    said = said_to(client, answered_in_all()[-1])
    assert "Hoeveel toeval kan schelen, weten we van deze vragen niet." in said
    assert 'class="axis chance"' not in said


@pytest.mark.django_db
def test_from_paper_and_at_the_desk_nobody_sees_it(desk: Client) -> None:
    last = answered_in_all(NORM)[-1]
    page = desk.get(reverse("measurement:result", args=[result_token(last)]))
    assertContains(page, "Jouw resultaat")
    assertNotContains(page, "Jouw lijn")
    assert desk.get(reverse("measurement:result", args=[paper_token(last)])).status_code == 404
