"""What is shown of evaluations: to whom, never of few, and never whose."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import stamps
from tegenstroom.base.models import AuditEvent
from tegenstroom.training.actions import evaluation as actions
from tegenstroom.training.addresses import evaluation_token
from tegenstroom.training.models import Edition, EvaluationResponse
from tegenstroom.training.results import results
from tegenstroom.training.rules.evaluation import Wave
from tegenstroom.training.tests.evaluations import a_group_on_its_last_day, asked, go_to, link
from tegenstroom.training.tests.factories import EnrolmentFactory
from tegenstroom.training.tests.groups import (
    another,
    hands_in,
    logged_in,
    of_the_tandem,
    queries_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

TOO_FEW = "Nog te weinig antwoorden om te tonen: zo blijft ieders antwoord van haarzelf."


@pytest.fixture
def edition():
    yield from a_group_on_its_last_day()


def test_no_table_ties_answers_to_a_person(edition) -> None:
    invitation = asked(edition)[0]
    before = AuditEvent.objects.count()
    hands_in(invitation, words="Mijn woorden.")
    response = EvaluationResponse.objects.get()
    fields = {field.name for field in EvaluationResponse._meta.get_fields()}
    assert not fields & {"person", "enrolment", "invitation"}
    assert AuditEvent.objects.count() == before
    assert str(invitation.enrolment_id) not in response.pseudonym[:8]
    assert response.pseudonym == actions.pseudonym(invitation.enrolment)
    assert response.pk.version == 4


def test_one_persons_waves_bear_one_pseudonym_and_another_edition_another(edition) -> None:
    first, second = edition.enrolments.all()[:2]
    assert actions.pseudonym(first) == actions.pseudonym(first)
    assert actions.pseudonym(first) != actions.pseudonym(second)
    first.edition_id += 1
    assert actions.pseudonym(first) != actions.pseudonym(type(first).objects.get(pk=first.pk))


def test_nothing_is_shown_until_the_group_is_large_enough_and_then_all_at_once(edition) -> None:
    invitations = asked(edition)
    for invitation in invitations[:5]:
        hands_in(invitation)
    actions.release_due(timezone.now())
    assert results(edition, for_coaches=False).waves[0].shown == 0
    hands_in(invitations[5])
    actions.release_due(timezone.now())
    wave = results(edition, for_coaches=False).waves[0]
    assert wave.shown == 6
    assert wave.scales[0].tally.counts == (0, 0, 0, 6, 0)


def test_when_the_time_to_answer_is_over_five_are_enough_and_the_sixth_waits(edition) -> None:
    invitations = asked(edition)
    for invitation in invitations[:5]:
        hands_in(invitation)
    go_to(edition, days=22)
    assert actions.release_due(timezone.now()) == 1
    hands_in(invitations[5], scale=1)
    assert actions.release_due(timezone.now()) == 0
    wave = results(edition, for_coaches=False).waves[0]
    assert (wave.shown, wave.answered) == (5, 6)


def test_who_alone_answers_a_question_in_a_later_release_does_not_stand_out(edition) -> None:
    for _number in range(4):
        EnrolmentFactory(edition=edition)
    invitations = asked(edition)
    for invitation in invitations[:5]:
        hands_in(invitation, scale=4)
    go_to(edition, days=22)
    assert actions.release_due(timezone.now()) == 1
    hands_in(invitations[5], scale=1)
    for invitation in invitations[6:]:
        actions.finish(invitation=invitation, share_with_coaches=False)
    assert actions.release_due(timezone.now()) == 0
    go_to(edition, days=23)
    assert actions.release_due(timezone.now()) == 1
    wave = results(edition, for_coaches=False).waves[0]
    assert wave.shown == 10
    assert wave.scales[0].tally.counts == (0, 0, 0, 5, 0)


def test_handing_in_twice_at_once_is_handing_in_once(edition, monkeypatch) -> None:
    invitation, visitor = asked(edition)[0], Client()
    unfinished = EvaluationResponse(
        edition=edition, wave=invitation.wave, pseudonym=actions.pseudonym(invitation.enrolment)
    )
    hands_in(invitation)
    monkeypatch.setattr(actions, "response_to", lambda _invitation: unfinished)
    token = evaluation_token(invitation)
    finish = visitor.post(reverse("training:evaluation_finish", args=[token]), {"share_with_coaches": "on"})
    assert finish.status_code == 302
    assert visitor.post(link(invitation, 1), {"answer": "1"}).status_code == 302
    kept = EvaluationResponse.objects.get()
    assert (kept.share_with_coaches, kept.answers["last-day-worth"]) == (False, 4)


def test_four_people_are_never_shown(edition) -> None:
    for invitation in asked(edition)[:4]:
        hands_in(invitation, words="Geheim.")
    go_to(edition, days=100)
    actions.release_due(timezone.now())
    desk = logged_in(PersonFactory(roles=[COORDINATOR]))
    page = desk.get(reverse("training:evaluation_results", args=[edition.pk]))
    assertContains(page, TOO_FEW)
    assertNotContains(page, "Geheim.")


def test_change_between_waves_counts_the_same_people_only(edition) -> None:
    for number, invitation in enumerate(asked(edition)):
        hands_in(invitation, scale=2 if number else 5)
    actions.release_due(timezone.now())
    go_to(edition, days=42)
    for invitation in asked(edition, Wave.SIX_WEEKS):
        hands_in(invitation, scale=4)
    actions.release_due(timezone.now())
    changes = results(edition, for_coaches=False).changes
    assert [(row.change.higher, row.change.same, row.change.lower) for row in changes] == [(5, 0, 1)] * 2


def test_too_few_pairs_show_no_change(edition) -> None:
    for invitation in asked(edition):
        hands_in(invitation)
    go_to(edition, days=42)
    for invitation in asked(edition, Wave.SIX_WEEKS)[:4]:
        hands_in(invitation)
    go_to(edition, days=90)
    actions.release_due(timezone.now())
    assert results(edition, for_coaches=False).changes == []


def test_coaches_read_only_the_words_that_were_shared_with_them(edition) -> None:
    for number, invitation in enumerate(asked(edition)):
        hands_in(invitation, words=f"Woorden {number}.", share=number == 0)
    actions.release_due(timezone.now())
    coach = logged_in(of_the_tandem(edition, "coach"))
    feedback = coach.get(reverse("training:coach_feedback", args=[edition.pk]))
    assertContains(feedback, "Woorden 0.")
    assertNotContains(feedback, "Woorden 1.")
    assertContains(feedback, "6 van 6 mensen kozen 4 of 5.")
    trainer = logged_in(of_the_tandem(edition, "trainer"))
    assertContains(trainer.get(reverse("training:evaluation_results", args=[edition.pk])), "Woorden 1.")


def test_words_stand_in_the_order_of_the_alphabet_so_that_nobodys_stand_together(edition) -> None:
    for words, invitation in zip("fedcba", asked(edition), strict=True):
        hands_in(invitation, words=words)
    actions.release_due(timezone.now())
    assert results(edition, for_coaches=False).waves[0].words[0].texts == list("abcdef")


def test_what_is_released_is_shown_at_once_on_pages_that_are_kept(edition) -> None:
    for invitation in asked(edition):
        hands_in(invitation)
    before = stamps.current(stamps.UNSEEN)
    assert actions.release_due(timezone.now()) == 1
    released = stamps.current(stamps.UNSEEN)
    assert released > before
    assert actions.release_due(timezone.now()) == 0
    assert stamps.current(stamps.UNSEEN) == released


def test_own_words_are_never_markup(edition) -> None:
    for invitation in asked(edition):
        hands_in(invitation, words="<script>alert(1)</script>")
    actions.release_due(timezone.now())
    desk = logged_in(PersonFactory(roles=[COORDINATOR]))
    page = desk.get(reverse("training:evaluation_results", args=[edition.pk]))
    assertNotContains(page, "<script>alert")


def test_results_are_for_the_own_tandem_and_the_coordinator(edition) -> None:
    desk = reverse("training:evaluation_results", args=[edition.pk])
    feedback = reverse("training:coach_feedback", args=[edition.pk])
    participant = edition.enrolments.first().person
    expected = {
        (PersonFactory(roles=[COORDINATOR]), desk): 200,
        (of_the_tandem(edition, "trainer"), desk): 200,
        (of_the_tandem(edition, "coach"), feedback): 200,
        (of_the_tandem(edition, "coach"), desk): 404,
        (of_the_tandem(edition, "trainer"), feedback): 404,
        (another("trainer"), desk): 404,
        (another("coach"), feedback): 404,
        (participant, desk): 404,
        (participant, feedback): 404,
    }
    for (person, url), status in expected.items():
        assert logged_in(person).get(url).status_code == status, (person, url)


@pytest.mark.parametrize(("part", "name"), [("trainer", "evaluation_results"), ("coach", "coach_feedback")])
def test_results_are_for_who_said_yes_and_stay_when_it_is_closed(edition, part: str, name: str) -> None:
    me, url = logged_in(of_the_tandem(edition, part)), reverse(f"training:{name}", args=[edition.pk])
    Edition.objects.filter(pk=edition.pk).update(state="closed")
    assert me.get(url).status_code == 200
    edition.tandem.update(answer="asked")
    assert me.get(url).status_code == 404


def test_from_her_own_page_she_opens_her_own_questions_only(edition) -> None:
    mine, other = asked(edition)[:2]
    me = logged_in(mine.enrolment.person)
    assert me.get(reverse("training:my_evaluation", args=[mine.pk]), follow=True).status_code == 200
    assert me.get(reverse("training:my_evaluation", args=[other.pk])).status_code == 404


def test_the_page_of_results_costs_the_same_however_many_answered(edition) -> None:
    desk = logged_in(PersonFactory(roles=[COORDINATOR]))
    url = reverse("training:evaluation_results", args=[edition.pk])
    invitations = asked(edition)
    empty = queries_of(desk, url)
    for invitation in invitations:
        hands_in(invitation)
    actions.release_due(timezone.now())
    assert queries_of(desk, url) == empty
