"""Once *liever niet dit thema* is enough: other questions on it are answered for her, and not at that second."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base.hours import FIRST_HOUR, LAST_HOUR
from tegenstroom.base.models import AuditEvent
from tegenstroom.base.tests.helpers import letters_to
from tegenstroom.coaches.actions import profiles, silence
from tegenstroom.coaches.models import Assignment, AvoidedTheme
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.tests.factories import coach
from tegenstroom.coaches.tests.test_assignments import GRIEF, answer, ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures"), pytest.mark.slow]

DAY = date(2026, 3, 20)
WORK = {"slug": "werk", "name": "Werk"}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        yield


def days(number: int) -> date:
    return DAY + timedelta(days=number)


def through(hours: int) -> list[datetime]:
    """At which hours, from now, the clock said no for somebody."""
    now, found = timezone.now(), []
    for number in range(hours):
        at = now + number * timedelta(hours=1)
        with time_machine.travel(at, tick=False):
            found += [at] * silence.say_no(at)
    return found


def page(her: Person, name: str, *args: object) -> str:
    client = Client()
    client.force_login(her, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client.get(reverse(f"coaches:{name}", args=args), follow=True).text


def test_her_other_questions_on_that_theme_get_their_no_and_no_others() -> None:
    her = coach()
    first, same, third = (ask(her, days(number), themes=[GRIEF]) for number in range(3))
    work = ask(her, days(8), themes=[WORK])
    agreed = answer(ask(her, days(9), themes=[GRIEF]), State.YES)
    answer(first, State.RATHER_NOT)
    # Others see it of one only, as of any no.
    assert set(Assignment.objects.exclude(state=State.ASKED)) == {first, agreed}
    said = through(60)
    assert len(set(said)) == 2
    assert dict(Assignment.objects.values_list("pk", "state")) == {
        first.pk: State.RATHER_NOT,
        same.pk: State.RATHER_NOT,
        third.pk: State.RATHER_NOT,
        work.pk: State.ASKED,
        agreed.pk: State.YES,
    }
    told = AuditEvent.objects.filter(verb="coaches.answer").exclude(details__answer="yes")
    assert {event.details["answer"] for event in told} == {State.NO}
    assert len(letters_to(her.email)) == 6


def test_no_answer_comes_at_night() -> None:
    her = coach()
    rows = [ask(her, days(number), themes=[GRIEF]) for number in range(8)]
    answer(rows[0], State.RATHER_NOT)
    said = through(168)
    # One at a time, also in the morning.
    assert len(said) == len(set(said)) == 7
    assert all(FIRST_HOUR <= timezone.localtime(at).hour < LAST_HOUR for at in said)


def test_on_her_own_pages_it_is_answered_at_once() -> None:
    her = coach()
    first, same = ask(her, themes=[GRIEF]), ask(her, days(7), title="Een andere dag", themes=[GRIEF])
    answer(first, State.RATHER_NOT)
    assert silence.still_asks(her) == []
    assert "Ik antwoord" not in page(her, "questions")
    assert page(her, "questions").count("liever niet dit thema") == 2
    assert "We zeggen hier nee voor jou." in page(her, "question", same.pk)
    assert "Een andere dag" in page(her, "questions_together")
    assert "Dit is mijn antwoord" not in page(her, "questions_together")


def test_when_she_changes_her_mind_she_is_asked_again_by_what_was_still_open() -> None:
    her = coach()
    first, same = ask(her, themes=[GRIEF]), ask(her, days(7), themes=[GRIEF])
    answer(first, State.RATHER_NOT)
    profiles.stop_avoiding(avoided=AvoidedTheme.objects.get(), by=her)
    assert silence.still_asks(her) == [same]
    assert through(60) == []


def test_to_one_of_them_she_may_still_say_yes_herself() -> None:
    her = coach()
    first, same = ask(her, themes=[GRIEF]), ask(her, days(7), themes=[GRIEF])
    answer(first, State.RATHER_NOT)
    answer(same, State.YES)
    assert through(60) == []
    same.refresh_from_db()
    assert same.state == State.YES


def test_what_she_is_asked_after_that_is_hers_to_answer() -> None:
    """A day to which she had said yes and that gets other hours, is asked anew: she knows the theme of it."""
    her = coach()
    first, same = ask(her, themes=[GRIEF]), ask(her, days(7), themes=[GRIEF])
    answer(first, State.RATHER_NOT)
    Assignment.objects.filter(pk=same.pk).update(asked_at=timezone.now() + timedelta(hours=1))
    assert silence.still_asks(her) == [same]
    assert through(60) == []
