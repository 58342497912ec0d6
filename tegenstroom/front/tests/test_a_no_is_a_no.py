"""Others cannot tell *nee* from *liever niet dit thema*: not on a page, not in a letter, not by asking once more.

What cannot be hidden: after *liever niet* she is never asked for that theme again. Whoever asks her later, for
another group with the same theme, hears that she is not available: as with a full month, someone of her list, or
hours that are taken (docs/adr/0014-a-no-is-a-no.md).
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import ADMINISTRATOR, COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent, Letter
from tegenstroom.coaches.actions import assignments, silence
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.tests.factories import coach, know
from tegenstroom.library.tests.factories import ThemeFactory
from tegenstroom.training.actions import coach_days
from tegenstroom.training.models import Edition
from tegenstroom.training.tests.factories import EditionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures"), pytest.mark.slow]

NOW = "2030-01-02 09:00+01:00"
LINK = re.compile(r"https?://[^/\s]+(/coach/(?:vraag|vragen/samen)/[^\s]+)")
TOKEN = re.compile(r'(csrfmiddlewaretoken" value="|nonce="|name="once" value=")[^"]+')


@pytest.fixture(autouse=True)
def _january() -> Iterator[None]:
    know(2030)
    with time_machine.travel(NOW, tick=False):
        yield


def logged_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


class World:
    """A coach who is asked for two of three days of one group and for both of another, on the same theme."""

    def __init__(self) -> None:
        self.desk = PersonFactory(roles=[COORDINATOR, ADMINISTRATOR])
        self.she: Person = coach(person__given_name="An", person__family_name="Peeters")
        theme = ThemeFactory(name="Schulden")
        self.here, self.there = EditionFactory(days=(20, 30, 40)), EditionFactory(days=(25, 35))
        for edition in (self.here, self.there):
            edition.version.themes.set([theme])
        for session in self.here.sessions.all()[:2]:
            coach_days.ask(edition=self.here, coach=self.she, sessions=[session.pk], by=self.desk)
        coach_days.ask(edition=self.there, coach=self.she, by=self.desk)
        self.first = Assignment.objects.of(self.she).order_by("starts_at").first()
        self.office: Client = logged_in(self.desk)

    def seen(self) -> list[str]:
        """All that the desk can look at: pages, letters, and what the audit holds."""
        pages = [
            reverse("training:desk"),
            reverse("front:letters"),
            reverse("coaches:desk_coaches"),
            reverse("coaches:desk_coach", args=[self.she.pk]),
            reverse("coaches:desk_money", args=[self.she.pk]),
            reverse("training:desk_moment", args=[self.she.pk]),
            *(reverse("coaches:desk_assignment", args=[row.pk]) for row in Assignment.objects.order_by("pk")),
            *(reverse(f"training:{name}", args=[edition.pk]) for name in ON_EDITIONS for edition in self.both),
        ]
        found = [self._bare(self.office.get(page)) for page in pages]
        acts = AuditEvent.objects.order_by("pk").values_list("at", "verb", "actor", "subject", "details")
        letters = Letter.objects.order_by("pk").values_list("kind", "person", "subject", "body", "queued_at")
        return [*found, *(str(row) for row in acts), *(str(row) for row in letters)]

    @property
    def both(self) -> tuple[Edition, Edition]:
        return self.here, self.there

    def asks_once_more(self) -> list[str]:
        """For each day of both groups, for a moment of the first, and her page by post: in all ways there are."""
        said = []
        for edition in self.both:
            for session in edition.sessions.all():
                typed = {"coach": self.she.pk, "days": [str(session.pk)], "moment-count": "2"}
                said.append(self._post(reverse("training:desk_coaches", args=[edition.pk]), typed))
        day = timezone.localdate() + timedelta(days=50)
        typed = {"kind": "supervision", "title": "Hoe ging het?", "edition": self.here.pk, "date": day.isoformat()}
        hours = {"start": "14:00", "end": "16:00", "place": ""}
        said.append(self._post(reverse("training:desk_moment", args=[self.she.pk]), typed | hours))
        said.append(self._post(reverse("front:coach_letter_by_post", args=[self.she.pk]), {}))
        return [*said, *self.seen()]

    def calls_off(self) -> list[str]:
        """And asks anew, as for a day that was called off for her."""
        there = reverse("coaches:desk_assignment_call_off", args=[self.first.pk])
        return [self._post(there, {}), *self.asks_once_more()]

    def opens_her_letters(self) -> list[str]:
        """The desk prints letters, and so has the links in them; and says no once more for her, in each way."""
        letters = Letter.objects.filter(person=self.she.pk, kind="coach_question").order_by("pk")
        # The first of them is about the day to which she said no.
        links = [link for body in letters.values_list("body", flat=True) for link in LINK.findall(body)]
        said = [self._bare(Client().get(link)) for link in links]
        said.append(self._bare(Client().post(links[0], {"answer": "no"}, follow=True)))
        said.append(self._post(reverse("coaches:desk_assignment_answer", args=[self.first.pk]), {"answer": "no"}))
        return [*said, *self.seen()]

    def phones(self) -> list[str]:
        """She phones that she comes all the same, and that she does not."""
        there = reverse("coaches:desk_assignment_answer", args=[self.first.pk])
        said = [self._post(there, {"answer": word}) for word in ("yes", "no")]
        return [*said, *self.seen()]

    def _post(self, page: str, typed: dict[str, Any]) -> str:
        return self._bare(self.office.post(page, typed, follow=True))

    @staticmethod
    def _bare(response: Any) -> str:
        assert response.status_code == 200
        return TOKEN.sub(r"\1", response.text)


ON_EDITIONS = ("desk_edition", "desk_coaches")


def _number_on() -> None:
    """PostgreSQL does not take back numbers of rows: both worlds count on from what stands."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
            cursor.execute(statement)


def after_each(world: World, look: Callable[[State], list[str]]) -> tuple[list[str], list[str]]:
    """What is seen after a no, and after a no to the theme, in a world that is otherwise the same."""
    seen = []
    for said in (State.NO, State.RATHER_NOT):
        cache.clear()
        _number_on()
        back = transaction.savepoint_create()
        assignments.answer(assignment=world.first, answer=said, by=world.she)
        seen.append(look(said))
        transaction.savepoint_rollback(back)
    cache.clear()
    plain, rather_not = seen
    return plain, rather_not


def test_the_desk_sees_the_same_after_either_no() -> None:
    world = World()
    before = world.seen()
    plain, rather_not = after_each(world, lambda _said: world.seen())
    assert plain == rather_not
    assert plain != before


def test_asking_once_more_in_any_way_finds_out_nothing() -> None:
    world = World()
    plain, rather_not = after_each(world, lambda _said: world.asks_once_more())
    assert plain == rather_not


def test_her_letter_does_not_tell_whoever_opens_its_link() -> None:
    world = World()
    plain, rather_not = after_each(world, lambda _said: later(world.opens_her_letters))
    assert plain == rather_not


def later(look: Callable[[], list[str]]) -> list[str]:
    """An hour after she answered: what is said once more must not become newer."""
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
        return look()


def test_on_her_own_page_nothing_waits_any_more_and_she_reads_which_no_it_was() -> None:
    world = World()
    assignments.answer(assignment=world.first, answer=State.NO, by=world.she)
    mine = logged_in(world.she)
    assert "3 vragen voor jou" in mine.get("/mijn/").text
    assignments.answer(assignment=world.first, answer=State.RATHER_NOT, by=world.she)
    assert "vragen voor jou" not in logged_in(world.she).get("/coach/vragen/").text
    assert "We vragen je niet meer voor Schulden." in mine.get(f"/coach/vragen/{world.first.pk}/").text
    assert silence.still_asks(world.she) == []


def test_calling_off_what_she_said_no_to_does_not_open_it_again() -> None:
    world = World()
    plain, rather_not = after_each(world, lambda _said: world.calls_off())
    assert plain == rather_not
    assert "Ze zei nee, en dat blijft zo." in plain[0]


def test_a_no_stands_and_is_said_so() -> None:
    world = World()
    assignments.answer(assignment=world.first, answer=State.NO, by=world.she)
    said = world.asks_once_more()
    assert any("Ze zei nee, en dat blijft zo." in text for text in said)
    assert Assignment.objects.of(world.she).count() == 4


def test_she_may_phone_that_she_comes_after_either() -> None:
    world = World()
    plain, rather_not = after_each(world, lambda _said: world.phones())
    assert plain == rather_not


def test_what_we_say_for_her_later_looks_like_someone_who_answers_letter_after_letter() -> None:
    world, said = World(), []
    back = transaction.savepoint_create()
    assignments.answer(assignment=world.first, answer=State.RATHER_NOT, by=world.she)
    now = timezone.now()
    for number in range(4 * 24 * 3):
        with time_machine.travel(at := now + number * timedelta(minutes=15), tick=False):
            open_before = set(Assignment.objects.filter(state=State.ASKED).values_list("pk", flat=True))
            if silence.say_no(at):
                still = Assignment.objects.filter(state=State.ASKED).values_list("pk", flat=True)
                said.append((at, *open_before.difference(still)))
    of_the_theme = world.seen()
    transaction.savepoint_rollback(back)
    cache.clear()
    # The same, by who answers each of her letters with a plain no.
    assignments.answer(assignment=world.first, answer=State.NO, by=world.she)
    for at, number in said:
        with time_machine.travel(at, tick=False):
            assignments.answer(assignment=Assignment.objects.get(pk=number), answer=State.NO, by=None)
    assert world.seen() == of_the_theme
    assert len(said) == 3
    assert min(said)[0] >= now + timedelta(hours=4)
