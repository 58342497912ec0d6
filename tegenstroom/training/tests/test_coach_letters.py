"""What a coach hears of an edition: one letter for what one act changes for her, and one page to answer on."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Letter
from tegenstroom.base.tests.helpers import letters_to
from tegenstroom.coaches.actions import assignments
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.assignments import Kind, State
from tegenstroom.coaches.tests.factories import coach, know
from tegenstroom.training.actions import coach_days, editions, tandem
from tegenstroom.training.actions.coach_days import Moment
from tegenstroom.training.actions.editions import Terms
from tegenstroom.training.models import Edition, TandemMember
from tegenstroom.training.rules.editions import Day, RefusedError
from tegenstroom.training.tests.factories import EditionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.fixture(autouse=True)
def _january() -> Any:
    """Four days, preparing and looking back all fall in one year."""
    know(2030)
    with time_machine.travel("2030-01-07 09:00+01:00", tick=False):
        yield


@pytest.fixture
def desk() -> Person:
    return PersonFactory(roles=[COORDINATOR])


def four_days() -> Edition:
    return EditionFactory(days=(14, 21, 28, 35))


def asked(edition: Edition, who: Person, desk: Person) -> TandemMember:
    """For its four days, for preparing before them, and for looking back on the evening of the last."""
    begins, ends = edition.sessions.first().starts_at, edition.sessions.last().ends_at
    before = Moment(Kind.PREPARATION, begins - timedelta(days=4), begins - timedelta(days=4) + timedelta(hours=2))
    after = Moment(Kind.DEBRIEF, ends, ends + timedelta(hours=1))
    return coach_days.ask(edition=edition, coach=who, moments=[before, after], by=desk).member


def changed(edition: Edition, *days: Day, desk: Person) -> None:
    terms = Terms(place=edition.place, minimum=edition.minimum, maximum=edition.maximum)
    editions.change(edition=edition, days=days, terms=terms, by=desk)


def days_of(edition: Edition) -> list[Day]:
    return [Day(row.starts_at, row.ends_at, row.pk) for row in edition.sessions.all()]


def later(day: Day, days: int = 1) -> Day:
    return Day(day.starts_at + timedelta(days=days), day.ends_at + timedelta(days=days), day.session)


def kinds(who: Person) -> list[str]:
    return list(Letter.objects.filter(person=who.pk).order_by("pk").values_list("kind", flat=True))


def test_six_moments_come_in_one_letter_each_with_its_line_and_one_link(desk: Person) -> None:
    who = coach()
    asked(four_days(), who, desk)
    [letter] = letters_to(who.email)
    assert letter.subject == "Kom je mee? 6 momenten vanaf donderdag 17 januari"
    assert letter.body.count("(vorming)") == 4
    assert letter.body.count("(samen voorbereiden)") == letter.body.count("(samen terugkijken)") == 1
    for day in ("17 januari", "21 januari", "28 januari", "4 februari", "11 februari"):
        assert day in letter.body
    assert (letter.body.count("Je krijgt €\xa040,00."), letter.body.count("Je krijgt €\xa022,00.")) == (4, 2)
    assert letter.body.count("/coach/vragen/samen/") == 1
    # The other address is her own page, behind her login.
    assert letter.body.count("http") == 2
    # They stand in the order of the days, whatever the order in which they were made.
    moments = [letter.body.index(said) for said in ("17 januari,", "21 januari,", "4 februari,", "17.30")]
    assert moments == sorted(moments)


def test_what_all_bring_together_is_said_when_the_ceilings_leave_less(desk: Person) -> None:
    who = coach()
    asked(four_days(), who, desk)
    body = letters_to(who.email)[0].body
    # The last day has room for 44,02: for the training, and a part of looking back.
    assert "Dan krijg je samen €\xa0186,02. Meer mag niet van de wet." in body
    assert "In 2030 mag je nog €\xa01.760,83 krijgen." in body
    member = TandemMember.objects.get(person=who)
    tandem.answer(member=member, answer="yes", by=desk)
    total = sum(assignments.money.amount_of(row) for row in Assignment.objects.of(who))
    assert f"{total:.2f}" == "186.02"


def test_who_has_no_mail_gets_one_sheet_to_tick_and_an_address_that_can_be_typed(desk: Person) -> None:
    who = coach(person__email=None)
    asked(four_days(), who, desk)
    letter = Letter.objects.get(person=who.pk)
    assert letter.channel == Letter.Channel.PAPER
    assert letter.body.count("[   ] Ik kom    [   ] Ik kom niet") == 6
    assert "Kruis het aan en stuur dit blad terug." in letter.body
    assert letter.body.count("/coach/vragen/\n") == 2
    assert "/samen/" not in letter.body


def test_one_moment_keeps_its_own_page(desk: Person) -> None:
    edition, who = EditionFactory(days=(14, 21)), coach()
    coach_days.ask(edition=edition, coach=who, sessions=[edition.sessions.first().pk], by=desk)
    [letter] = letters_to(who.email)
    assert letter.subject.startswith("Kom je mee? ")
    assert "/coach/vraag/" in letter.body
    assert "samen" not in letter.body


def test_a_yes_to_all_by_phone_is_thanked_once_and_a_no_afterwards_reaches_the_desk_once(desk: Person) -> None:
    who = coach()
    member = asked(four_days(), who, desk)
    tandem.answer(member=member, answer="yes", by=desk)
    assert kinds(who) == ["coach_question", "coach_confirmed"]
    assert letters_to(who.email)[-1].body.count("Je krijgt €") == 6
    tandem.answer(member=member, answer="no", by=desk)
    [told] = letters_to(desk.email)
    assert told.subject == f"{who.name} komt 6 keer niet, vanaf donderdag 17 januari"
    assert told.body.count(" januari,") + told.body.count(" februari,") == 6


def test_days_that_move_together_are_one_letter(desk: Person) -> None:
    edition, who = four_days(), coach()
    asked(edition, who, desk)
    first, *others = days_of(edition)
    changed(edition, first, *map(later, others), desk=desk)
    assert kinds(who) == ["coach_question", "coach_moved"]
    assert letters_to(who.email)[-1].body.count("(vorming)") == 3


def test_a_day_less_a_day_moved_and_a_day_more_are_one_letter_with_three_parts(desk: Person) -> None:
    edition, who, other = four_days(), coach(), coach()
    for person in (who, other):
        tandem.answer(member=asked(edition, person, desk), answer="yes", by=desk)
    first, second, third, _fourth = days_of(edition)
    more = Day(third.starts_at + timedelta(days=20), third.ends_at + timedelta(days=20))
    changed(edition, first, later(second), third, more, desk=desk)
    for person in (who, other):
        assert kinds(person)[2:] == ["coach_changed"]
    body = letters_to(who.email)[-1].body
    gone, moved, new = map(
        body.index, ("Dit gaat niet door:", "Dit verandert.", "Dit komt erbij. Kom je ook dan?")
    )
    assert gone < body.index("11 februari") < moved < body.index("29 januari") < new < body.index("24 februari")
    # Only what is asked again can be answered.
    assert "Dan krijg je samen €\xa080,00." in body


def test_an_edition_that_is_not_given_is_one_letter_with_the_reason_and_the_money(desk: Person) -> None:
    edition, who = four_days(), coach()
    member = asked(edition, who, desk)
    tandem.answer(member=member, answer="yes", by=desk)
    with time_machine.travel("2030-01-16 09:00+01:00", tick=False):
        editions.call_off(edition=edition, reason="Het dak lekt.", by=desk)
    assert kinds(who)[2:] == ["coach_called_off"]
    letter = letters_to(who.email)[-1]
    assert letter.subject == "Je hoeft 6 keer niet te komen, vanaf donderdag 17 januari"
    assert "Het dak lekt." in letter.body
    # Told a day before preparing and five days before the first day; the others are still far away.
    assert letter.body.count("Daarom krijg je toch") == 2
    assert letter.body.count("Je krijgt hiervoor dus geen geld.") == 4


def test_who_gave_her_days_already_reads_why_the_rest_is_not_given(desk: Person) -> None:
    edition = EditionFactory(days=(-3, 30), tandem_says="yes")
    one = edition.tandem.filter(part="coach").first()
    Assignment.objects.filter(coach=one.person, starts_at__gt=timezone.now()).update(state=State.NO)
    editions.call_off(edition=edition, reason="De trainer is ziek.", by=desk)
    assert kinds(one.person) == ["edition_called_off"]


def test_asking_twice_writes_once_and_what_fails_writes_nothing(desk: Person) -> None:
    edition, who = four_days(), coach()
    asked(edition, who, desk)
    with pytest.raises(RefusedError):
        coach_days.ask(edition=edition, coach=who, by=desk)

    def break_off() -> None:
        with transaction.atomic(), assignments.in_one_letter():
            assignments.call_off(assignment=Assignment.objects.of(who).first(), by=desk)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert kinds(who) == ["coach_question"]
    # What is left of a broken act is told by no later one.
    assignments.call_off(assignment=Assignment.objects.of(who).last(), by=desk)
    assert letters_to(who.email)[-1].subject.startswith("Je hoeft niet te komen op ")
