"""A copy hangs only where she said yes, and what she takes back goes everywhere within the hour."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent, Letter
from tegenstroom.coaches import clockwork
from tegenstroom.coaches.actions import consent, copies, wordings
from tegenstroom.coaches.models import Consent, Copy, Wording
from tegenstroom.coaches.rules.stories import HerGroup, NoConsentError, NoGroupError, Read, Use, Way
from tegenstroom.coaches.tests.factories import an_older_yes, at, story
from tegenstroom.coaches.tests.walls import (
    HALL,
    KITCHEN,
    WALL,
    Wall,
    a_wall,
    back,
    hang,
    minutes_later,
    tick,
    yes,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.fixture(autouse=True)
def _wordings(db: None) -> None:
    wordings.load_wordings()


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    return a_wall(monkeypatch)


def test_no_copy_is_made_without_a_yes(wall: Wall) -> None:
    told = story()
    with pytest.raises(NoConsentError):
        hang(wall, told)
    back(yes(told))
    with pytest.raises(NoConsentError):
        hang(wall, told)


@pytest.mark.parametrize(("kind", "use"), [("poster", Use.THIS_GROUP), (WALL, Use.MAGAZINE)])
def test_what_nobody_can_take_away_is_not_handed_out(wall: Wall, kind: str, use: Use) -> None:
    told = story()
    yes(told, use)
    with pytest.raises(ValueError, match=kind):
        consent.record_copy(story=told, use=use, kind=kind, subject="hall", where="de gang", by=told.coach)
    assert not Copy.objects.exists()


def test_a_yes_to_one_group_lets_no_copy_hang_in_another(wall: Wall) -> None:
    told = story()
    yes(told, group=HALL)
    with pytest.raises(NoConsentError):
        hang(wall, told, subject="kitchen")
    assert not wall.hangs
    with pytest.raises(NoConsentError):
        consent.text_for(story=told, use=Use.THIS_GROUP, place="kitchen")


def test_a_copy_that_came_under_the_yes_of_another_group_is_not_read(wall: Wall) -> None:
    told = story()
    copy = Copy.objects.create(consent=yes(told, group=HALL), kind=WALL, subject="kitchen", where="de keuken")
    assert consent.told([copy]) == []


@pytest.mark.parametrize(("use", "group"), [(Use.THIS_GROUP, None), (Use.LIBRARY, HALL)])
def test_a_yes_to_one_group_says_which_and_any_other_names_none(use: Use, group: HerGroup | None) -> None:
    told = story()
    with pytest.raises(NoGroupError):
        consent.give(story=told, use=use, group=group, read=Read.HERSELF, by=told.coach)


def test_the_database_itself_lets_no_other_use_name_a_group() -> None:
    given = yes(story(), Use.LIBRARY)
    given.group = "hall"
    with pytest.raises(IntegrityError), transaction.atomic():
        given.save()


def test_one_button_takes_back_every_group(wall: Wall) -> None:
    told = story()
    for group in (HALL, KITCHEN):
        yes(told, group=group)
        hang(wall, told, subject=group.subject)
    assert consent.withdraw_all(story=told, by=told.coach, how=Way.BUTTON) == 2
    assert not wall.hangs


def test_what_she_said_of_every_group_holds_for_each_until_it_ends(wall: Wall) -> None:
    told = story(text="Van mij.")
    older = an_older_yes(told)
    for subject in ("hall", "kitchen"):
        hang(wall, told, subject=subject)
    assert {shown.words for shown in consent.told(Copy.objects.all())} == {"Van mij."}
    back(older)
    assert not wall.hangs


def test_a_yes_to_one_group_keeps_the_story_there_when_the_wider_one_is_taken_back(wall: Wall) -> None:
    told = story()
    older = an_older_yes(told)
    stays = hang(wall, told, subject="hall")
    hang(wall, told, subject="kitchen")
    yes(told, group=HALL)
    back(older)
    assert wall.hangs == {stays.pk}


def test_a_kind_is_declared_once(wall: Wall) -> None:
    with pytest.raises(ValueError, match=WALL):
        copies.declare_use_handler(WALL, uses=set(), take_away=wall.take_away)


def test_only_uses_that_something_makes_are_offered(wall: Wall) -> None:
    assert copies.offered_uses() == [Use.THIS_GROUP, Use.LIBRARY]


def test_taking_back_takes_every_copy_away_at_once_and_leaves_other_uses(wall: Wall) -> None:
    told = story(text="Van mij.")
    given = yes(told, Use.LIBRARY)
    yes(told)
    hang(wall, told, Use.LIBRARY, subject="hall")
    hang(wall, told, Use.LIBRARY, subject="kitchen")
    stays = hang(wall, told)
    back(given)
    assert wall.hangs == {stays.pk}
    assert list(Copy.objects.still_there()) == [stays]
    assert consent.text_for(story=told, use=Use.THIS_GROUP, place="hall") == "Van mij."
    with pytest.raises(NoConsentError):
        consent.text_for(story=told, use=Use.LIBRARY)


def test_twice_on_the_button_is_once(wall: Wall) -> None:
    given = yes(story())
    first = back(given)
    again = back(given)
    assert first.withdrawn_at == again.withdrawn_at
    assert AuditEvent.objects.filter(verb="coaches.consent_end").count() == 1


def test_a_place_out_of_reach_holds_up_neither_her_nor_the_others(wall: Wall) -> None:
    told = story(text="Van mij.")
    given = yes(told)
    copy = hang(wall, told)
    wall.problem = OSError("Van mij.")
    back(given)
    copy.refresh_from_db()
    assert (copy.gone_at, copy.tries) == (None, 1)
    with pytest.raises(NoConsentError):
        consent.text_for(story=told, use=Use.THIS_GROUP, place="hall")
    assert consent.told([copy]) == []
    tick()
    wall.problem = None
    tick()
    copy.refresh_from_db()
    assert copy.gone_at is not None
    assert copy.tries == 3
    assert not wall.hangs


def test_the_log_says_what_failed_without_her_words(wall: Wall, caplog: pytest.LogCaptureFixture) -> None:
    told = story(text="Van mij.")
    given = yes(told)
    hang(wall, told)
    wall.problem = OSError("Van mij.")
    back(given)
    assert "OSError" in caplog.text
    assert "Van mij" not in caplog.text


def test_a_handler_that_breaks_the_transaction_does_not_undo_her_withdrawal(wall: Wall) -> None:
    told = story()
    given = yes(told)
    copy = hang(wall, told)

    def breaks(_copy: Copy) -> bool:
        Wording.objects.create(use=Use.LIBRARY, language="nl", text="Half werk.", valid_from=date(2020, 1, 1))
        Wording.objects.create(use=Use.LIBRARY, language="nl", text="Half werk.", valid_from=date(2020, 1, 1))
        return True

    copies.HANDLERS[WALL] = copies.UseHandler(WALL, frozenset(Use), breaks, at_once=True)
    back(given)
    copy.refresh_from_db()
    given.refresh_from_db()
    assert given.withdrawn_at is not None
    assert copy.gone_at is None
    assert not Wording.objects.filter(text="Half werk.").exists()


def test_a_slow_place_is_left_to_the_clock(wall: Wall) -> None:
    told = story()
    given = yes(told)
    copy = hang(wall, told)
    copies.HANDLERS[WALL] = copies.UseHandler(WALL, frozenset(Use), wall.take_away, at_once=False)
    back(given)
    copy.refresh_from_db()
    assert (copy.gone_at, copy.tries) == (None, 0)
    tick()
    copy.refresh_from_db()
    assert copy.gone_at is not None


def test_after_the_hour_every_coordinator_hears_once_of_what_stays(wall: Wall) -> None:
    coordinators = [PersonFactory(roles=[COORDINATOR]), PersonFactory(roles=[COORDINATOR])]
    told = story(title="De brieven")
    given = yes(told)
    hang(wall, told)
    wall.busy = True
    back(given)
    with minutes_later(59):
        tick()
        assert not copies.overdue().exists()
        assert not Letter.objects.filter(kind="story_still_there").exists()
    for minutes in (61, 62):
        with minutes_later(minutes):
            tick()
            assert copies.overdue().count() == 1
    written = Letter.objects.filter(kind="story_still_there")
    assert {letter.person for letter in written} == {person.pk for person in coordinators}
    assert written.count() == 2
    assert not [letter for letter in written if "De brieven" in letter.subject + letter.body]


def test_a_coordinator_can_say_that_she_took_it_away_by_hand(wall: Wall) -> None:
    told, desk = story(), PersonFactory(roles=[COORDINATOR])
    given = yes(told)
    copy = hang(wall, told)
    assert not copies.gone_by_hand(copy=copy, by=desk), "her yes stands: it need not go"
    wall.busy = True
    back(given)
    assert copies.gone_by_hand(copy=copy, by=desk)
    assert not copies.gone_by_hand(copy=copy, by=desk)
    assert not copies.overdue(timezone.now() + timedelta(days=1)).exists()


def test_after_its_last_day_a_yes_ends_by_itself(wall: Wall) -> None:
    told = story()
    given = yes(told, until=timezone.localdate() + timedelta(days=10))
    copy = hang(wall, told)
    with minutes_later(10 * 24 * 60):
        tick()
        assert consent.text_for(story=told, use=Use.THIS_GROUP, place="hall")
    with minutes_later(11 * 24 * 60):
        # Before the clock came by.
        with pytest.raises(NoConsentError):
            consent.text_for(story=told, use=Use.THIS_GROUP, place="hall")
        assert consent.told([copy]) == []
        tick()
    given.refresh_from_db()
    copy.refresh_from_db()
    assert given.withdrawn_how == Way.ENDED
    assert copy.gone_at is not None


def test_she_is_asked_once_before_a_yes_ends() -> None:
    told = story(title="De brieven")
    given = yes(told)
    for days, hour in ((31, 12), (30, 3)):
        clockwork.ask_again_for_stories(at(given.until - timedelta(days=days), hour))
        assert not Letter.objects.filter(kind="story_again").exists(), "too early, or at night"
    for days in (30, 29):
        clockwork.ask_again_for_stories(at(given.until - timedelta(days=days), 12))
    letter = Letter.objects.get(kind="story_again")
    assert letter.person == told.coach_id
    assert f"/coach/verhalen/{told.pk}/" in letter.body


def test_taken_back_on_the_phone_she_gets_a_letter_that_says_where_it_is_gone(wall: Wall) -> None:
    told, desk = story(title="De brieven"), PersonFactory(roles=[COORDINATOR])
    given = yes(told)
    hang(wall, told)
    consent.withdraw(consent=given, by=desk, how=Way.PHONE)
    letter = Letter.objects.get(kind="story_taken_back")
    assert letter.person == told.coach_id
    assert "Weg uit: de gang" in letter.body
    back(yes(told))
    assert Letter.objects.filter(kind="story_taken_back").count() == 1, "her own button needs no letter"


def test_everything_at_once_takes_back_every_use(wall: Wall) -> None:
    told = story()
    yes(told)
    yes(told, Use.LIBRARY)
    hang(wall, told)
    hang(wall, told, Use.LIBRARY)
    assert consent.withdraw_all(story=told, by=told.coach, how=Way.BUTTON) == 2
    assert not wall.hangs
    assert not Consent.objects.standing().exists()
