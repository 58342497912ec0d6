"""Other words on trust: who said yes to older ones says it anew, and is out meanwhile."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent, Letter
from tegenstroom.dialogue import clockwork, overview
from tegenstroom.dialogue.actions import asks, circles, contracts, drafts, leaving, second_readers
from tegenstroom.dialogue.models import CircleMember, Contract, Dialogue
from tegenstroom.dialogue.rules.drafts import Obstacle, UnfitError
from tegenstroom.dialogue.rules.first import Ask
from tegenstroom.dialogue.rules.phases import Phase, Refusal, RefusedError
from tegenstroom.dialogue.rules.waits import Wait
from tegenstroom.dialogue.tests import clients, pages
from tegenstroom.dialogue.tests.factories import Group, dialogue, draft, group, say

pytestmark = pytest.mark.django_db

PAGES, PARTS = ("room", "case"), ("room_news", "case_paper", "case_still_there")


def today() -> date:
    return timezone.localdate()


def publish(*, on: date | None = None, language: str = "nl") -> Contract:
    """The network has other words."""
    return Contract.objects.create(language=language, text="Voortaan ook dit.", valid_from=on or today())


def says_yes(who: Group, *people: object) -> None:
    for member in CircleMember.objects.filter(circle=who.circle, person__in=people):
        circles.agree(member=member, by=member.person)


@pytest.fixture
def who() -> Group:
    return group(coaches=3)


def test_from_that_day_on_nobody_reads_or_writes_before_her_new_yes(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    new = publish(on=today() + timedelta(days=1))
    for person in who.people:
        assert pages.status(person, "room", of.pk) == 200
    # Midnight comes; no job ran.
    Contract.objects.filter(pk=new.pk).update(valid_from=today())
    for person in who.people:
        assert {pages.status(person, name, of.pk) for name in PARTS} == {404}
        # An older link, or a letter, leads to the words.
        for name in PAGES:
            answer = pages.at(person).get(clients.at(name, of.pk))
            assert (answer.status_code, answer["Location"]) == (302, clients.at("circle_contract", who.circle.pk))
    assert pages.status(PersonFactory(), "room", of.pk) == 404
    for person in who.people:
        with pytest.raises(RefusedError, match=Refusal.NOT_AGREED):
            say(of, person, "Toch iets.", heard="Dat wachten zwaar is.")
        [asked] = asks.asked_of(person)
        assert asked.ask is Ask.AGREE
    page = clients.logged_in(who.writer).get(clients.at("circle", who.circle.pk), follow=True)
    assertContains(page, "Voortaan ook dit.")
    assertContains(page, "Daarom vragen we het opnieuw.")
    assertNotContains(page, who.coaches[0].short_name)


def test_it_stands_still_until_two_coaches_said_yes_and_says_why(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    publish()
    clockwork.ask_anew(timezone.now())
    assert Dialogue.objects.get(pk=of.pk).shown_phase is Phase.PAUSED
    says_yes(who, who.writer, who.coaches[0])
    room = pages.page(who.writer, "room", of.pk)
    assert "Twee coaches lezen het en zeggen ja." in room
    with pytest.raises(RefusedError, match=Refusal.PAUSED):
        say(of, who.writer, "Mag dit al?", heard="Dat wachten zwaar is.")
    says_yes(who, who.coaches[1])
    assert Dialogue.objects.get(pk=of.pk).shown_phase is Phase.ROUNDS
    say(of, who.writer, "Nu wel.", heard="Dat wachten zwaar is.")
    # The third keeps her seat.
    assert of.seats.get(person=who.coaches[2]).left_at is None
    steps = list(of.steps.values_list("phase", flat=True))
    assert steps[-2:] == [Phase.PAUSED, Phase.ROUNDS]


def test_the_desk_reads_that_coaches_have_something_to_read(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    publish()
    clockwork.ask_anew(timezone.now())
    desk = PersonFactory(roles=[COORDINATOR])
    assert [(line.dialogue, line.wait) for line in overview.running(desk)] == [(of, Wait.YES)]
    leaving_two = who.coaches[:2]
    for person in leaving_two:
        circles.remove(member=CircleMember.objects.get(circle=who.circle, person=person), by=who.trainer)
    assert [line.wait for line in overview.running(desk)] == [Wait.TWO_COACHES]


def test_each_is_asked_once_and_open_pages_hear_of_it(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    before = Dialogue.objects.get(pk=of.pk).version
    publish()
    for _time in range(2):
        clockwork.ask_anew(timezone.now())
    assert Letter.objects.filter(kind="dialogue_contract_changed").count() == len(who.people)
    assert Dialogue.objects.get(pk=of.pk).version == before + 1
    assert AuditEvent.objects.filter(verb="dialogue.ask_anew").count() == len(who.people)


def test_a_draft_goes_nowhere_before_her_new_yes_and_no_other_reads_it_along(who: Group) -> None:
    raw, other = draft(who), who.professionals[1]
    second_readers.ask(draft=raw, person=other, by=who.writer)
    assert pages.status(other, "second_reading", raw.pk) == 200
    publish()
    with pytest.raises(UnfitError, match=Obstacle.NOT_AGREED):
        drafts.confirm(draft=raw, by=who.writer)
    assert clients.at("circle_contract", who.circle.pk) in pages.page(who.writer, "draft_last", raw.pk)
    assert pages.status(other, "second_reading", raw.pk) == 404
    says_yes(who, who.writer, other)
    assert pages.status(other, "second_reading", raw.pk) == 200
    assert drafts.confirm(draft=raw, by=who.writer).pk == raw.pk


def test_who_stopped_does_not_come_back_with_her_new_yes(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    leaving.stop(dialogue=of, by=who.coaches[0])
    publish()
    says_yes(who, *who.people)
    assert {pages.status(who.coaches[0], name, of.pk) for name in PAGES} == {404}
    assert pages.status(who.coaches[1], "room", of.pk) == 200


def test_a_yes_to_older_words_is_no_yes(who: Group) -> None:
    older = contracts.newest("nl")
    publish()
    member = CircleMember.objects.get(circle=who.circle, person=who.writer)
    with pytest.raises(RefusedError, match=Refusal.NOT_AGREED):
        circles.agree(member=member, contract=older, by=who.writer)


def test_words_in_a_language_that_she_does_not_read_ask_nothing_of_her(who: Group) -> None:
    publish(language="fr")
    assert not CircleMember.objects.outdated().exists()
    # What is new in the language of the network holds for all: she reads it in Dutch until it is there in hers.
    CircleMember.objects.filter(person=who.writer).update(contract=contracts.newest("en"))
    new = publish()
    assert contracts.newest("en") == new
    assert CircleMember.objects.outdated().filter(person=who.writer).exists()
