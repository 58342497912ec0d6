"""A second reader's no binds for a day, whatever becomes of the draft: until words change and someone says yes."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.dialogue import clockwork, draft_readers
from tegenstroom.dialogue.actions import draft_contents, drafts, second_readers
from tegenstroom.dialogue.models import RawDraft, Recognised
from tegenstroom.dialogue.rules.drafts import Obstacle, UnfitError
from tegenstroom.dialogue.tests.factories import Group, draft, group
from tegenstroom.dialogue.tests.nowhere import places_of

pytestmark = pytest.mark.django_db

TEXT = "Ze belde elke dag naar Kwartelbos, en niemand nam op."


@pytest.fixture
def who() -> Group:
    return group()


@pytest.fixture
def refused(who: Group) -> RawDraft:
    """A draft that could go, but for the no of the trainer."""
    return told(who, says=False)


def told(who: Group, *, text: str = TEXT, says: bool | None = None, by: Person | None = None) -> RawDraft:
    """A draft in which nothing is left to decide; read along by the trainer, or by someone else."""
    made = draft(who, text=text)
    if says is not None:
        said(who, made, says=says, by=by)
    return made


def said(who: Group, made: RawDraft, *, says: bool, by: Person | None = None) -> None:
    asked = second_readers.ask(draft=made, person=by or who.trainer, by=who.writer)
    second_readers.say(reading=asked, agrees=says, by=by or who.trainer)


def in_the_way(made: RawDraft) -> tuple[Obstacle, ...]:
    return drafts.against_confirming(made)


def test_who_throws_a_draft_away_and_tells_it_again_meets_the_same_no(who: Group, refused: RawDraft) -> None:
    drafts.discard(draft=refused, by=who.writer)
    again = told(who)
    assert in_the_way(again) == (Obstacle.RECOGNISED,)
    with pytest.raises(UnfitError, match=Obstacle.RECOGNISED):
        second_readers.ask(draft=again, person=who.guide, by=who.writer)
    assert draft_readers.recognised(again) == f"{who.trainer.name} las het na en herkende iemand."


def test_other_words_in_a_new_draft_go_with_a_yes_to_those(who: Group, refused: RawDraft) -> None:
    drafts.discard(draft=refused, by=who.writer)
    again = told(who, text=f"{TEXT} Ze huilde.")
    assert in_the_way(again) == (Obstacle.SECOND_READER,)
    assert (
        draft_readers.recognised(again) == f"{who.trainer.name} las een vorig klad van je na en herkende iemand."
    )
    said(who, again, says=True)
    assert drafts.confirm(draft=again, by=who.writer)


def test_a_draft_beside_it_meets_the_no_in_the_same_words_alone(who: Group) -> None:
    beside, other = told(who), told(who, text="Een ander verhaal.")
    told(who, says=False)
    assert in_the_way(beside) == (Obstacle.RECOGNISED,)
    assert in_the_way(other) == ()


def test_once_a_case_came_of_it_other_stories_go_without_a_reader(who: Group, refused: RawDraft) -> None:
    drafts.write(draft=refused, text=f"{TEXT} Ze huilde.", by=who.writer)
    drafts_look(refused, who)
    said(who, refused, says=True)
    drafts.confirm(draft=refused, by=who.writer)
    assert in_the_way(told(who, text="Een ander verhaal.")) == ()
    assert in_the_way(told(who)) == (Obstacle.RECOGNISED,)


def drafts_look(made: RawDraft, who: Group) -> None:
    """Nothing is found in it."""
    RawDraft.objects.filter(pk=made.pk).update(looked_at=True)
    made.refresh_from_db()


def test_another_writer_and_another_group_are_not_bound(who: Group, refused: RawDraft) -> None:
    elsewhere = group()
    assert in_the_way(told(elsewhere)) == ()


def test_it_lasts_a_day_and_then_nothing_of_it_is_left(who: Group) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        drafts.discard(draft=told(who, says=False), by=who.writer)
        clock.shift(timedelta(hours=23))
        again = told(who)
        clock.shift(timedelta(hours=1))
        # Another draft begins without it; the one that began in time is held as long as it lives.
        clockwork.wipe_old_drafts(timezone.now())
        assert in_the_way(again) == (Obstacle.RECOGNISED,)
        assert in_the_way(told(who)) == ()
        clock.shift(timedelta(hours=23))
        clockwork.wipe_old_drafts(timezone.now())
        assert not Recognised.objects.exists()


def test_who_said_no_takes_it_back_in_the_draft_in_which_she_said_it(who: Group, refused: RawDraft) -> None:
    second_readers.say(reading=refused.second_reader, agrees=True, by=who.trainer)
    assert not Recognised.objects.exists()


def test_no_word_of_it_is_kept_and_only_our_key_makes_the_same_print(
    who: Group, refused: RawDraft, settings
) -> None:
    kept = Recognised.objects.get()
    print_now = draft_contents.wording_of(refused)
    assert kept.wording == print_now
    settings.SECRET_KEY = f"not {settings.SECRET_KEY}"
    assert draft_contents.wording_of(refused) != print_now
    drafts.discard(draft=refused, by=who.writer)
    assert places_of("Kwartelbos", people=who.people) == []
