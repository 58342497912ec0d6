"""What a coach is asked, what she answers, and what follows from it by itself."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from tegenstroom.accounts.actions import end_role
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH, COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.figures import NoFigureError
from tegenstroom.base.models import AuditEvent, Letter
from tegenstroom.base.tests.helpers import letters_to
from tegenstroom.billing.actions import ledger, payruns
from tegenstroom.billing.tests.factories import account
from tegenstroom.coaches.actions import assignments, company, money
from tegenstroom.coaches.actions.dependencies import add
from tegenstroom.coaches.models import Agreement, Allowance, Assignment, AvoidedTheme, Correction
from tegenstroom.coaches.rules.assignments import Kind, Obstacle, RefusedError, State
from tegenstroom.coaches.rules.dependencies import Depended, Group
from tegenstroom.coaches.rules.dependencies import Kind as Whom
from tegenstroom.coaches.rules.profiles import Terms
from tegenstroom.coaches.tests.factories import ProfileFactory, at, coach, know

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

TODAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = date(2026, 3, 20)
GRIEF = {"slug": "kwetsuren", "name": "Kwetsuren"}


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(TODAY, tick=False):
        yield


def ask(person: Person, day: date = DAY, **wishes: Any) -> Assignment:
    wanted = {
        "kind": Kind.TRAINING,
        "title": "Opvoeden",
        "starts_at": at(day, 9, 30),
        "ends_at": at(day, 16, 30),
        "group": Group(),
        "by": None,
        **wishes,
    }
    return assignments.ask(coach=person, **wanted)


def answer(assignment: Assignment, said: State, by: Person | None = None) -> Assignment:
    return assignments.answer(assignment=assignment, answer=said, by=by or assignment.coach)


def refused(verb: Any) -> tuple[Obstacle, ...]:
    with pytest.raises(RefusedError) as error:
        verb()
    return error.value.obstacles


def test_a_question_comes_in_a_letter_with_what_she_gets_and_when() -> None:
    her = coach()
    ask(her)
    [letter] = letters_to(her.email)
    for said in ("vrijdag 20 maart", "€\xa040,00", "rond woensdag 25 maart", "€\xa01.760,83", "/coach/vraag/"):
        assert said in letter.body


def test_nobody_is_asked_without_a_profile_or_an_agreement_that_runs_that_day() -> None:
    assert refused(lambda: ask(PersonFactory())) == (Obstacle.NO_PROFILE,)
    assert refused(lambda: ask(ProfileFactory().person)) == (Obstacle.NO_AGREEMENT,)
    her = coach()
    Agreement.objects.filter(coach=her).update(ended_on=DAY - timedelta(days=1))
    assert refused(lambda: ask(her)) == (Obstacle.NO_AGREEMENT,)
    assert not Assignment.objects.exists()
    assert not Letter.objects.exists()


def test_who_stopped_being_a_coach_is_asked_no_more_though_her_agreement_was_never_ended() -> None:
    her = coach()
    end_role(person=her, role=COACH, by=None)
    assert refused(lambda: ask(Person.objects.get(pk=her.pk))) == (Obstacle.NO_PROFILE,)
    gone = coach(person__is_active=False)
    assert refused(lambda: ask(gone)) == (Obstacle.NO_PROFILE,)


def test_nobody_is_asked_for_what_is_past_or_twice_for_the_same() -> None:
    her = coach()
    assert refused(lambda: ask(her, date(2026, 3, 1))) == (Obstacle.IN_THE_PAST,)
    ask(her)
    assert refused(lambda: ask(her)) == (Obstacle.ALREADY_ASKED,)
    # Looking back on the same day is something else.
    ask(her, kind=Kind.DEBRIEF, starts_at=at(DAY, 16, 30), ends_at=at(DAY, 17, 30))


def test_who_she_meets_is_known_before_she_is_asked_for_anything_but_a_meeting_of_coaches() -> None:
    for kind in set(Kind) - {Kind.MEETING}:
        assert refused(lambda kind=kind: ask(coach(), kind=kind, group=None)) == (Obstacle.NO_GROUP,)
    assert not Assignment.objects.exists()
    assert ask(coach(), kind=Kind.MEETING, group=None).state == State.ASKED


def test_what_is_hers_gives_the_same_no_whatever_it_is() -> None:
    depends, avoids, is_full = coach(), coach(), coach(heavy_a_month=0)
    add(coach=depends, depended=Depended(Whom.PERSON, "An Peeters"), by=depends)
    AvoidedTheme.objects.create(coach=avoids, slug="kwetsuren", name="Kwetsuren")
    group = Group(people=["Peeters An"])
    for person in (depends, avoids, is_full):
        found = refused(lambda who=person: ask(who, themes=[GRIEF], is_heavy=True, group=group))
        assert found == (Obstacle.NOT_AVAILABLE,)


def test_a_year_without_ceilings_stops_the_question_and_leaves_nothing() -> None:
    her = coach()
    with pytest.raises(NoFigureError, match="8 januari 2027"):
        ask(her, date(2027, 1, 8))
    assert not Assignment.objects.exists()
    know(2027)
    assert ask(her, date(2027, 1, 8)).state == State.ASKED


def test_her_yes_makes_the_allowance_and_a_letter_says_when_it_is_paid() -> None:
    her = coach()
    asked = answer(ask(her), State.YES)
    assert asked.state == State.YES
    allowance = Allowance.objects.get(assignment=asked)
    assert (allowance.due.amount, allowance.due.day, allowance.rate) == (40, DAY, 40)
    assert "Je krijgt €\xa040,00. We betalen rond woensdag 25 maart." in letters_to(her.email)[-1].body
    assert ledger.check() == []


def test_preparing_and_looking_back_are_paid_too_as_far_as_the_day_leaves_room() -> None:
    her = coach()
    answer(ask(her), State.YES)
    after = ask(her, kind=Kind.DEBRIEF, starts_at=at(DAY, 17), ends_at=at(DAY, 18))
    answer(after, State.YES)
    # 44,02 a day, of which 40 went to the training.
    assert money.amount_of(after) == Decimal("4.02")
    assert Allowance.objects.get(assignment=after).rate == 22


def test_who_is_employed_is_asked_and_gets_no_allowance_here() -> None:
    her = coach(terms=Terms.PAID)
    asked = answer(ask(her), State.YES)
    assert not Allowance.objects.exists()
    assert "€" not in letters_to(her.email)[0].body
    assert asked.state == State.YES


def test_the_same_answer_twice_is_one_answer() -> None:
    her = coach()
    asked = ask(her)
    answer(asked, State.YES)
    answer(asked, State.YES)
    assert len(letters_to(her.email)) == 2
    assert money.amount_of(asked) == 40


def test_her_no_after_a_yes_takes_the_allowance_away_and_tells_the_desk_without_why() -> None:
    desk, her = PersonFactory(roles=[COORDINATOR]), coach()
    asked = answer(ask(her, themes=[GRIEF]), State.YES)
    answer(asked, State.RATHER_NOT)
    assert money.amount_of(asked) == 0
    assert ledger.check() == []
    [letter] = letters_to(desk.email)
    assert her.name in letter.body
    assert "Kwetsuren" not in letter.body
    said = AuditEvent.objects.filter(verb="coaches.answer").order_by("pk").last()
    assert said is not None
    assert said.details["answer"] == State.NO


def test_rather_not_this_theme_holds_from_then_on_until_she_changes_her_mind() -> None:
    her = coach()
    asked = answer(ask(her, themes=[GRIEF]), State.RATHER_NOT)
    assert [row.name for row in AvoidedTheme.objects.filter(coach=her)] == ["Kwetsuren"]
    assert refused(lambda: ask(her, DAY + timedelta(days=1), themes=[GRIEF])) == (Obstacle.NOT_AVAILABLE,)
    answer(asked, State.YES)
    assert not AvoidedTheme.objects.exists()


def test_a_theme_stays_avoided_while_another_answer_of_hers_still_says_so() -> None:
    her = coach()
    first, second = (ask(her, DAY + timedelta(days=days), themes=[GRIEF]) for days in (0, 1))
    answer(first, State.NO)
    answer(second, State.RATHER_NOT)
    answer(answer(first, State.RATHER_NOT), State.YES)
    assert [row.name for row in AvoidedTheme.objects.filter(coach=her)] == ["Kwetsuren"]
    answer(second, State.YES)
    assert not AvoidedTheme.objects.exists()


@pytest.mark.parametrize("said", [State.NO, State.RATHER_NOT])
def test_who_said_no_is_not_asked_twice_for_the_same_and_hers_may_be_either_no(said: State) -> None:
    her = coach()
    asked = answer(ask(her, themes=[GRIEF]), said)
    assert refused(lambda: ask(her, themes=[GRIEF])) == (Obstacle.SAID_NO,)
    answer(asked, State.YES)
    assert refused(lambda: ask(her, themes=[GRIEF])) == (Obstacle.ALREADY_ASKED,)


def test_a_theme_that_she_put_on_her_list_herself_stays_there_whatever_she_answers() -> None:
    her = coach()
    asked = ask(her, themes=[GRIEF])
    AvoidedTheme.objects.create(coach=her, slug="kwetsuren", name="Kwetsuren", since=TODAY - timedelta(days=90))
    answer(asked, State.RATHER_NOT)
    answer(asked, State.YES)
    assert AvoidedTheme.objects.filter(coach=her).exists()


def test_without_a_theme_there_is_none_to_avoid() -> None:
    with pytest.raises(ValueError, match="rather_not"):
        answer(ask(coach()), State.RATHER_NOT)


def test_she_may_change_her_mind_until_it_begins_and_the_desk_notes_who_came_all_the_same() -> None:
    asked, desk = ask(coach()), PersonFactory()
    with time_machine.travel(at(DAY, 9, 29)):
        answer(asked, State.NO)
    with time_machine.travel(at(DAY, 12)):
        assert refused(lambda: answer(asked, State.YES)) == (Obstacle.IN_THE_PAST,)
        assert refused(lambda: answer(ask_state(asked, State.YES), State.NO, desk)) == (Obstacle.IN_THE_PAST,)
        ask_state(asked, State.NO)
        assert answer(asked, State.YES, desk).state == State.YES
    assert money.amount_of(asked) == 40


def ask_state(assignment: Assignment, state: State) -> Assignment:
    Assignment.objects.filter(pk=assignment.pk).update(state=state)
    return assignment


def test_called_off_in_time_it_lapses_and_called_off_late_it_stays() -> None:
    for days_before, kept in ((8, Decimal(0)), (7, Decimal(40))):
        her = coach()
        asked = answer(ask(her), State.YES)
        with time_machine.travel(at(DAY - timedelta(days=days_before), 12)):
            assignments.call_off(assignment=asked, by=None)
            assignments.call_off(assignment=asked, by=None)
        assert money.amount_of(asked) == kept
        assert ("Daarom krijg je toch" in letters_to(her.email)[-1].body) is bool(kept)
        assert len(letters_to(her.email)) == 3
    assert ledger.check() == []


def test_what_is_called_off_before_she_answered_brings_nothing() -> None:
    her = coach()
    asked = ask(her)
    with time_machine.travel(at(DAY, 8)):
        assignments.call_off(assignment=asked, by=None)
    assert not Allowance.objects.exists()
    # There was no money yet: the letter does not speak of it.
    assert "geld" not in letters_to(her.email)[-1].body
    assert refused(lambda: answer(asked, State.YES)) == (Obstacle.WRONG_STATE,)


def move(assignment: Assignment, day: date, hour: int = 9, **other: Any) -> Assignment:
    return assignments.move(
        assignment=assignment, starts_at=at(day, hour, 30), ends_at=at(day, 16, 30), by=None, **other
    )


def test_another_day_asks_again_and_pays_only_the_day_that_she_gives() -> None:
    her = coach()
    asked = answer(ask(her), State.YES)
    moved = move(asked, date(2026, 4, 10))
    assert moved.state == State.ASKED
    assert "Er verandert iets" in letters_to(her.email)[-1].subject
    assert money.amount_of(asked) == 0
    answer(moved, State.YES)
    assert money.due_by_day(asked) == {date(2026, 4, 10): 40}


def test_another_room_asks_nothing() -> None:
    asked = answer(ask(coach(), room="1"), State.YES)
    assert move(asked, DAY, room="2").state == State.YES
    assert Assignment.objects.get().room == "2"


def test_nothing_moves_to_the_past_or_after_it_is_over() -> None:
    asked = answer(ask(coach()), State.YES)
    assert refused(lambda: move(asked, date(2026, 3, 1))) == (Obstacle.IN_THE_PAST,)
    ask_state(asked, State.DONE)
    assert refused(lambda: move(asked, date(2026, 4, 10))) == (Obstacle.WRONG_STATE,)
    assert refused(lambda: assignments.call_off(assignment=asked, by=None)) == (Obstacle.IS_OVER,)


def test_the_clock_marks_as_done_what_she_said_yes_to_once_it_is_over() -> None:
    yes, no = answer(ask(coach()), State.YES), answer(ask(coach()), State.NO)
    assert assignments.mark_done(at(DAY, 16, 29)) == 0
    assert assignments.mark_done(at(DAY, 16, 30)) == 1
    assert assignments.mark_done(at(DAY, 16, 30)) == 0
    states = dict(Assignment.objects.values_list("pk", "state"))
    assert states == {yes.pk: State.DONE, no.pk: State.NO}


def test_a_no_for_someone_on_her_list_cannot_be_told_from_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, her, other = PersonFactory(roles=[COORDINATOR]), coach(), coach()
    asked, others = answer(ask(her), State.YES), answer(ask(other), State.YES)
    monkeypatch.setattr(assignments, "GROUPS", [lambda rows: {row.pk: Group(people=["Jan Smet"]) for row in rows}])
    add(coach=her, depended=Depended(Whom.PERSON, "Smet Jan"), by=her)
    answer(asked, State.NO)
    answer(others, State.NO)
    # Money that stayed would tell the desk who is on her list.
    assert (money.amount_of(asked), money.amount_of(others)) == (0, 0)
    ours, theirs = letters_to(desk.email)
    # The desk reads the same of both.
    assert ours.body.replace(her.name, other.name).splitlines()[2:] == theirs.body.splitlines()[2:]


def test_with_whom_leaves_herself_out_and_names_nobody_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    her, trainer = coach(), PersonFactory()
    monkeypatch.setattr(company, "COMPANY", [lambda _row: [her, trainer], lambda _row: [trainer]])
    assert company.company_of(ask(her)) == [trainer]


def test_her_no_after_it_was_paid_is_taken_off_the_next_payment() -> None:
    her = coach()
    account(her)
    asked = answer(ask(her), State.YES)
    with time_machine.travel(at(DAY, 8)):
        run = payruns.make(pay_on=DAY, once_key="een", by=her)
        answer(asked, State.NO)
        assert (run.payouts.get().amount, money.amount_of(asked)) == (40, 0)
        # And once more yes: what was taken back comes again.
        answer(asked, State.YES)
    assert money.amount_of(asked) == 40
    assert ledger.check() == []
    assert timezone.localdate() == TODAY.date()


def test_why_an_amount_changed_is_kept_in_her_language_whoever_makes_it_change() -> None:
    her = coach(person__language="en")
    account(her)
    asked = answer(ask(her), State.YES)
    with time_machine.travel(at(DAY, 8)):
        payruns.make(pay_on=DAY, once_key="een", by=her)
        answer(asked, State.NO, PersonFactory())
        for kind, hour in ((Kind.DEBRIEF, 17), (Kind.SUPERVISION, 18)):
            answer(ask(her, kind=kind, starts_at=at(DAY, hour), ends_at=at(DAY, hour + 1)), State.YES)
        # What was taken back is in a run too: saying yes once more comes beside it.
        payruns.make(pay_on=DAY, once_key="twee", by=her)
        answer(asked, State.YES, PersonFactory())
    kept = dict(Correction.objects.values_list("reason", "due__label"))
    assert kept.keys() == {"This did not go ahead.", "You said yes again."}
    assert "This did not go ahead" in kept["This did not go ahead."]
