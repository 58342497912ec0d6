"""Who is asked how it was, when, and how she answers: one question a page, or on paper."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent, Letter
from tegenstroom.training.actions import evaluation as actions
from tegenstroom.training.actions.attendance import mark
from tegenstroom.training.addresses import evaluation_token
from tegenstroom.training.models import EvaluationInvitation, EvaluationResponse, Question
from tegenstroom.training.rules.evaluation import Wave
from tegenstroom.training.tests.evaluations import a_group_on_its_last_day, asked, go_to, link
from tegenstroom.training.tests.groups import (
    at,
    everyone_came,
    hands_in,
    logged_in,
    of_the_tandem,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.fixture
def edition():
    yield from a_group_on_its_last_day()


def test_loading_the_questions_twice_adds_nothing_and_changes_none() -> None:
    assert actions.load_questions() == 14
    Question.objects.filter(key="last-day-better").update(text="Wat zou jij anders doen?")
    call_command("load_questions")
    assert Question.objects.count() == 14
    assert Question.objects.get(key="last-day-better").text == "Wat zou jij anders doen?"


def test_six_weeks_later_we_ask_what_you_did_differently() -> None:
    actions.load_questions()
    assert actions.questions_of(Wave.SIX_WEEKS)[0].text == "Wat deed je anders?"


def test_each_wave_is_asked_once_at_its_moment(edition) -> None:
    edition.clock.move_to(at(2026, 12, 10, 15, 59))
    assert actions.invite_due(timezone.now()) == 0
    for days, letters in ((0, 6), (0, 0), (41, 0), (42, 6), (43, 0), (91, 6), (92, 0)):
        go_to(edition, days=days)
        assert actions.invite_due(timezone.now()) == letters, days
    assert Letter.objects.filter(kind="evaluation").count() == 18


def test_only_who_came_is_asked_and_everyone_where_nothing_was_marked(edition) -> None:
    here, away = edition.enrolments.all()[:2]
    mark(session=edition.sessions.get(), enrolment=here, mark="present", by=None)
    mark(session=edition.sessions.get(), enrolment=away, mark="absent", by=None)
    assert [invitation.enrolment for invitation in asked(edition)] == [here]


def test_the_letter_holds_a_link_that_opens_the_questions(edition) -> None:
    invitation = asked(edition)[0]
    letter = Letter.objects.filter(person=invitation.enrolment.person_id).get()
    path = letter.body.split("http://127.0.0.1:8000")[1].split()[0]
    assertContains(Client().get(path), "6 korte vragen")


def test_who_gets_paper_finds_the_questions_in_the_letter(edition) -> None:
    person = edition.enrolments.first().person
    person.email = None
    person.save()
    asked(edition)
    body = Letter.objects.get(person=person.pk).body
    assert "- Wat kan beter?" in body
    assert "/kaart/" in body


def test_one_reminder_a_wave_and_none_for_who_answered(edition) -> None:
    first = asked(edition)[0]
    hands_in(first)
    go_to(edition, days=8)
    assert actions.remind_due(timezone.now()) == 5
    for days in (8, 15, 30):
        go_to(edition, days=days)
        assert actions.remind_due(timezone.now()) == 0


def test_someone_who_was_away_for_long_gets_no_late_reminder(edition) -> None:
    asked(edition)
    go_to(edition, days=60)
    assert actions.remind_due(timezone.now()) == 0


def test_one_question_a_page_kept_at_every_step_with_back_and_stop(edition) -> None:
    invitation, visitor = asked(edition)[0], Client()
    assertContains(visitor.get(link(invitation, 1)), "Vraag 1 van 6")
    response = visitor.post(link(invitation, 1), {"answer": "4", "go": "on"})
    assertRedirects(response, link(invitation, 2))
    assert EvaluationResponse.objects.get().answers == {"last-day-worth": 4}
    assertRedirects(visitor.post(link(invitation, 2), {"answer": "2", "go": "back"}), link(invitation, 1))
    assertContains(visitor.get(link(invitation, 1)), "checked", count=1)
    stopped = visitor.post(link(invitation, 5), {"answer": "Rust.", "go": "stop"})
    assertContains(visitor.get(stopped.url), "bewaard")
    assert EvaluationResponse.objects.get().answers == {
        "last-day-worth": 4,
        "last-day-room": 2,
        "last-day-from-coaches": "Rust.",
    }
    assertContains(visitor.get(link(invitation)), "Ik ga verder")


def test_a_question_may_be_passed_and_an_answer_taken_back(edition) -> None:
    invitation, visitor = asked(edition)[0], Client()
    visitor.post(link(invitation, 1), {"answer": "4"})
    visitor.post(link(invitation, 1), {})
    assert EvaluationResponse.objects.get().answers == {}


def test_answers_wait_for_months_if_need_be(edition) -> None:
    invitation, visitor = asked(edition)[0], Client()
    visitor.post(link(invitation, 1), {"answer": "4"})
    go_to(edition, days=300)
    assertContains(visitor.get(link(invitation, 1)), "checked", count=1)


def test_a_value_outside_the_scale_gets_a_sentence(edition) -> None:
    invitation = asked(edition)[0]
    assertContains(Client().post(link(invitation, 1), {"answer": "9"}), "Kies een van de vijf")
    assert Client().get(link(invitation, 7)).status_code == 404
    assert Client().get("/terugblik/verzonnen/").status_code == 404


def test_handing_in_asks_whether_the_coaches_may_read_and_then_changes_no_more(edition) -> None:
    invitation, visitor = asked(edition)[0], Client()
    visitor.post(link(invitation, 6), {"answer": "Meer tijd."})
    token = evaluation_token(invitation)
    url = reverse("training:evaluation_finish", args=[token])
    assertContains(visitor.get(url), "De coaches mogen mijn woorden lezen")
    visitor.post(url, {"share_with_coaches": "on"})
    response = EvaluationResponse.objects.get()
    assert (response.finished, response.share_with_coaches) == (True, True)
    assertContains(visitor.get(link(invitation)), "Dank je")
    visitor.post(link(invitation, 6), {"answer": "Iets anders."})
    assert EvaluationResponse.objects.get().answers == {"last-day-better": "Meer tijd."}
    with pytest.raises(actions.AlreadyFinishedError):
        actions.finish(invitation=invitation, share_with_coaches=False)


def test_an_edition_that_was_called_off_asks_nobody_anything(edition) -> None:
    edition.state = "cancelled"
    edition.save()
    everyone_came(edition)
    assert asked(edition) == []


def on_paper(invitation: EvaluationInvitation) -> EvaluationInvitation:
    person = invitation.enrolment.person
    person.email, person.reached_by = None, Letter.Channel.PAPER
    person.save()
    return invitation


def test_what_someone_wrote_on_paper_is_typed_over_and_counts_like_any_other(edition) -> None:
    on_paper_one, *others = asked(edition)
    desk = logged_in(PersonFactory(roles=[COORDINATOR]))
    address = reverse("training:evaluation_paper", args=[on_paper(on_paper_one).pk])
    name = on_paper_one.enrolment.person.name
    choice = reverse("training:evaluation_papers", args=[edition.pk])
    assertContains(desk.get(reverse("training:evaluation_results", args=[edition.pk])), choice)
    assertContains(desk.get(choice), name)
    assertNotContains(desk.get(choice), others[0].enrolment.person.name)
    assertContains(desk.get(address), "Terwijl je typt, zie jij wat")
    typed = {"last-day-worth": "4", "last-day-better": "Meer koffie.", "share_with_coaches": "on"}
    assertRedirects(desk.post(address, typed), choice)
    response = EvaluationResponse.objects.get()
    assert response.pseudonym == actions.pseudonym(on_paper_one.enrolment)
    assert response.answers == {"last-day-worth": 4, "last-day-better": "Meer koffie."}
    assert (response.finished, response.share_with_coaches, response.released_on) == (True, True, None)
    event = AuditEvent.objects.get(verb="training.enter_paper")
    assert (event.subject, event.details) == (f"training.edition:{edition.pk}", {"wave": "last_day"})
    assertNotContains(desk.get(choice), name + "</a>")
    for invitation in others:
        hands_in(invitation)
    assert actions.release_due(timezone.now()) == 1


def test_an_empty_sheet_is_not_handed_in_and_typing_twice_changes_nothing(edition) -> None:
    invitation = on_paper(asked(edition)[0])
    desk = logged_in(PersonFactory(roles=[COORDINATOR]))
    address = reverse("training:evaluation_paper", args=[invitation.pk])
    assertContains(desk.post(address, {}), "Vul minstens één antwoord in.")
    wrong = desk.post(address, {"last-day-worth": "9", "last-day-better": "Soep"})
    assertContains(wrong, "Kies een van de vijf")
    assertContains(wrong, "Soep")
    assert not EvaluationResponse.objects.exists()
    desk.post(address, {"last-day-worth": "2"})
    assertContains(desk.post(address, {"last-day-worth": "5"}, follow=True), "antwoordde al")
    assert EvaluationResponse.objects.get().answers == {"last-day-worth": 2}


def test_what_she_began_on_her_card_is_hers_to_read_and_stays(edition) -> None:
    invitation = on_paper(asked(edition)[0])
    actions.answer(invitation=invitation, question=Question.objects.get(key="last-day-better"), value="Geheim.")
    desk = logged_in(PersonFactory(roles=[COORDINATOR]))
    address = reverse("training:evaluation_paper", args=[invitation.pk])
    assertNotContains(desk.get(address), "Geheim.")
    desk.post(address, {"last-day-worth": "3"})
    assert EvaluationResponse.objects.get().answers == {"last-day-better": "Geheim.", "last-day-worth": 3}


def test_only_the_coordinator_types_over_and_only_for_who_got_paper(edition) -> None:
    by_mail, other = asked(edition)[:2]
    by_paper = on_paper(other)
    address = reverse("training:evaluation_paper", args=[by_paper.pk])
    assert logged_in(of_the_tandem(edition, "trainer")).get(address).status_code == 404
    desk = logged_in(PersonFactory(roles=[COORDINATOR]))
    assert desk.get(reverse("training:evaluation_paper", args=[by_mail.pk])).status_code == 404
