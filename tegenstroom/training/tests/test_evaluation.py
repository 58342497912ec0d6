from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import stamps
from tegenstroom.base.models import AuditEvent, Letter
from tegenstroom.training.actions import evaluation as actions
from tegenstroom.training.actions.attendance import mark
from tegenstroom.training.addresses import evaluation_token
from tegenstroom.training.models import Edition, EvaluationInvitation, EvaluationResponse, Question
from tegenstroom.training.results import results
from tegenstroom.training.rules.evaluation import Wave
from tegenstroom.training.tests.factories import EnrolmentFactory
from tegenstroom.training.tests.groups import (
    another,
    at,
    everyone_came,
    group,
    hands_in,
    logged_in,
    moved,
    of_the_tandem,
    queries_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

LAST_DAY = at(2026, 12, 10)
TOO_FEW = "Nog te weinig antwoorden om te tonen: zo blijft ieders antwoord van haarzelf."


@pytest.fixture
def edition():
    """Six people whose last day is 10 December 2026, from 9.30 to 16.30 h."""
    with time_machine.travel(at(2026, 12, 10, 16, 10), tick=False) as clock:
        actions.load_questions()
        edition = group(days=(0,))
        moved(edition, LAST_DAY)
        edition.clock = clock
        yield edition


def go_to(edition: Edition, **passed: int) -> None:
    edition.clock.move_to(at(2026, 12, 10, 16, 10) + timedelta(**passed))


def asked(edition: Edition, wave: str = Wave.LAST_DAY) -> list[EvaluationInvitation]:
    actions.invite_due(timezone.now())
    return list(EvaluationInvitation.objects.filter(enrolment__edition=edition, wave=wave).order_by("pk"))


def link(invitation: EvaluationInvitation, *more: object) -> str:
    name = "evaluation_question" if more else "evaluation"
    return reverse(f"training:{name}", args=[evaluation_token(invitation), *more])


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
