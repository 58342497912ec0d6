import pytest
import time_machine

from tegenstroom.base import clock
from tegenstroom.base.models import Figure, Letter
from tegenstroom.coaches.models import Assignment
from tegenstroom.training.actions import reminders as actions
from tegenstroom.training.actions.attendance import mark
from tegenstroom.training.figures import PRACTICAL_DAYS
from tegenstroom.training.models import CoachDay, Edition
from tegenstroom.training.rules.places import EnrolmentState
from tegenstroom.training.tests.factories import EnrolmentFactory
from tegenstroom.training.tests.groups import at, group, moved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.fixture
def edition() -> Edition:
    """Two people and a tandem of three, on 4 January and 29 March 2027: after new year, after a short night."""
    edition = group(people=2)
    moved(edition, at(2027, 1, 4), at(2027, 3, 29))
    return edition


def letters(kind: str) -> int:
    return Letter.objects.filter(kind=kind).count()


def test_everyone_is_reminded_once_a_week_before_also_over_new_year(edition) -> None:
    assert actions.remind(at(2026, 12, 27)) == 0
    assert actions.remind(at(2026, 12, 28)) == 5
    assert actions.remind(at(2026, 12, 28, 10)) == 0
    assert actions.remind(at(2027, 1, 3)) == 0
    assert letters("session_reminder") == 5


def test_each_part_has_its_own_reminder_also_after_the_night_that_lost_an_hour(edition) -> None:
    actions.remind(at(2026, 12, 28))
    assert actions.remind(at(2027, 3, 21, 19, 30)) == 0
    assert actions.remind(at(2027, 3, 22)) == 5
    assert actions.remind(at(2027, 3, 28, 9)) == 0
    body = Letter.objects.filter(kind="session_reminder").last().body
    assert "maandag 29 maart" in body
    assert "9.30\N{NO-BREAK SPACE}u. tot 16.30\N{NO-BREAK SPACE}u." in body


def test_no_letter_goes_out_at_night(edition) -> None:
    for hour in (0, 3, 8, 20, 23):
        assert actions.remind(at(2026, 12, 28, hour)) == 0
        assert actions.send_practical(at(2026, 12, 20, hour)) == 0
        assert actions.send_afterwards(at(2027, 3, 30, hour)) == 0


def test_a_part_that_moves_to_another_day_is_reminded_of_again(edition) -> None:
    actions.remind(at(2026, 12, 28))
    moved(edition, at(2027, 1, 5), at(2027, 3, 29))
    assert actions.remind(at(2026, 12, 29)) == 5


def test_who_comes_late_to_the_group_is_reminded_too_and_who_left_is_not(edition) -> None:
    actions.remind(at(2026, 12, 28))
    EnrolmentFactory(edition=edition)
    EnrolmentFactory(edition=edition, state=EnrolmentState.WAITING)
    EnrolmentFactory(edition=edition, state=EnrolmentState.CANCELLED)
    assert actions.remind(at(2026, 12, 30)) == 1


def test_a_coach_is_reminded_of_a_day_on_which_she_comes_and_of_no_other(edition) -> None:
    first, second = edition.tandem.filter(part="coach")
    Assignment.objects.filter(coach=first.person).update(state="no")
    away = CoachDay.objects.filter(member=second).exclude(session=edition.sessions.first())
    Assignment.objects.filter(pk__in=away.values("assignment")).update(state="no")
    assert actions.remind(at(2026, 12, 28)) == 4
    reminded = Letter.objects.filter(kind="session_reminder").values_list("person", flat=True)
    assert second.person_id in reminded
    assert first.person_id not in reminded


@pytest.mark.parametrize("state", ["draft", "open", "cancelled", "closed"])
def test_nobody_is_reminded_of_what_is_not_sure(edition, state) -> None:
    edition.state = state
    edition.save()
    assert actions.remind(at(2026, 12, 28)) == 0
    assert actions.send_practical(at(2026, 12, 20)) == 0


def test_the_practical_letter_says_how_to_get_in_and_who_is_there(edition) -> None:
    place = edition.place
    place.directions, place.hearing_loop = "Tram 4 tot Harmonie.", True
    place.save()
    assert actions.send_practical(at(2026, 12, 13)) == 0
    assert actions.send_practical(at(2026, 12, 14)) == 2
    assert actions.send_practical(at(2026, 12, 15)) == 0
    body = Letter.objects.filter(kind="practical").first().body
    coach = edition.tandem.filter(part="coach").first().person
    for words in ("Tram 4", "zonder trappen", "ringleiding", f"{coach.short_name}, coach", "4 januari"):
        assert words in body
    assert coach.family_name not in body


def test_the_practical_letter_names_nobody_who_did_not_say_yes(edition) -> None:
    coach, trainer = edition.tandem.filter(part="coach").first(), edition.tandem.get(part="trainer")
    for member, said in ((coach, "no"), (trainer, "asked")):
        member.answer = said
        member.save()
    actions.send_practical(at(2026, 12, 14))
    body = Letter.objects.filter(kind="practical").first().body
    assert f"{coach.person.short_name}, coach" not in body
    assert ", trainer" not in body


def test_who_came_is_thanked_the_day_after_once(edition) -> None:
    here, away = edition.enrolments.all()
    with time_machine.travel(at(2027, 3, 29, 18), tick=False):
        mark(session=edition.sessions.last(), enrolment=here, mark="present", by=None)
        mark(session=edition.sessions.last(), enrolment=away, mark="absent", by=None)
    assert actions.send_afterwards(at(2027, 3, 29, 18)) == 0
    assert actions.send_afterwards(at(2027, 3, 30)) == 1
    assert actions.send_afterwards(at(2027, 3, 31)) == 0
    assert Letter.objects.get(kind="afterwards").person == here.person_id


def test_a_clock_that_runs_twice_writes_every_letter_once(edition) -> None:
    for moment in (at(2026, 12, 20), at(2026, 12, 28), at(2027, 3, 30)):
        with time_machine.travel(moment, tick=False):
            assert clock.tick(everything=True) == 0
            written = Letter.objects.count()
            assert clock.tick(everything=True) == 0
            assert Letter.objects.count() == written > 0


def test_a_number_that_nobody_entered_stops_the_one_letter_that_needs_it(edition) -> None:
    Figure.objects.filter(key=PRACTICAL_DAYS.key).delete()
    with time_machine.travel(at(2026, 12, 28), tick=False):
        assert clock.tick(everything=True) == 1
    assert Letter.objects.filter(kind="session_reminder").exists()


def test_letters_speak_the_language_of_who_reads_them_and_paper_needs_no_mail(edition) -> None:
    person = edition.enrolments.first().person
    person.email = None
    person.save()
    actions.remind(at(2026, 12, 28))
    assert Letter.objects.get(kind="session_reminder", person=person.pk).channel == "paper"
