"""What she told is hers: nobody reads it without her yes, and what she takes back goes everywhere."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent, Letter
from tegenstroom.coaches import clockwork
from tegenstroom.coaches.actions import consent, copies, stories, wordings
from tegenstroom.coaches.models import Consent, Copy, Story, Wording
from tegenstroom.coaches.rules.stories import NoConsentError, Read, UnfinishedError, Use, Way
from tegenstroom.coaches.tests.factories import at, coach, story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

WALL = "wall"


class Wall:
    """A place where copies hang, that can be out of reach."""

    def __init__(self) -> None:
        self.hangs: set[int] = set()
        self.problem: Exception | None = None
        self.busy = False

    def take_away(self, copy: Copy) -> bool:
        if self.problem:
            raise self.problem
        if self.busy:
            return False
        self.hangs.discard(copy.pk)
        return True


@pytest.fixture(autouse=True)
def _wordings(db: None) -> None:
    wordings.load_wordings()


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    """A kind of copy for two uses, taken away at once."""
    monkeypatch.setattr(copies, "HANDLERS", {})
    made = Wall()
    copies.declare_use_handler(WALL, uses={Use.THIS_GROUP, Use.LIBRARY}, take_away=made.take_away)
    return made


def yes(told: Story, use: Use = Use.THIS_GROUP, **more: object) -> Consent:
    return consent.give(story=told, use=use, read=Read.HERSELF, by=told.coach, **more)


def hang(wall: Wall, told: Story, use: Use = Use.THIS_GROUP, subject: str = "hall") -> Copy:
    copy = consent.record_copy(story=told, use=use, kind=WALL, subject=subject, where="de gang", by=told.coach)
    wall.hangs.add(copy.pk)
    return copy


def back(given: Consent) -> Consent:
    return consent.withdraw(consent=given, by=given.story.coach, how=Way.BUTTON)


def minutes_later(minutes: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False)


def tick() -> None:
    clockwork.take_stories_away(timezone.now())
    clockwork.tell_of_stories_that_stay(timezone.now())


def test_without_a_yes_nobody_gets_the_words() -> None:
    told = story()
    with pytest.raises(NoConsentError):
        consent.text_for(story=told, use=Use.LIBRARY)


def test_a_yes_to_one_use_is_no_yes_to_another() -> None:
    told = story(text="Mijn woorden.")
    yes(told, Use.THIS_GROUP)
    assert consent.text_for(story=told, use=Use.THIS_GROUP) == "Mijn woorden."
    with pytest.raises(NoConsentError):
        consent.text_for(story=told, use=Use.ALL_TRAININGS)


def test_the_words_stand_nowhere_in_the_database_as_they_are() -> None:
    told = story(text="Dit staat nergens leesbaar.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_text FROM coaches_story")
        assert b"leesbaar" not in bytes(cursor.fetchone()[0])
    assert stories.text_of(told) == "Dit staat nergens leesbaar."


def test_a_story_without_words_cannot_be_said_yes_to() -> None:
    who = coach()
    begun = stories.begin(coach=who, title="De school", key=uuid4(), by=who)
    with pytest.raises(UnfinishedError):
        yes(begun)


def test_the_same_form_sent_twice_tells_one_story() -> None:
    who, key = coach(), uuid4()
    for _again in range(2):
        stories.begin(coach=who, title="De school", key=key, by=who)
    assert Story.objects.of(who).count() == 1


def test_she_agrees_with_the_newest_words_in_her_language() -> None:
    told = story(coach(person__language="fr"))
    newer = Wording.objects.create(
        use=Use.LIBRARY, language="fr", text="Autrement.", valid_from=timezone.localdate()
    )
    Wording.objects.create(
        use=Use.LIBRARY, language="fr", text="Plus tard.", valid_from=timezone.localdate() + timedelta(days=1)
    )
    assert yes(told, Use.LIBRARY).wording == newer
    assert yes(told, Use.MAGAZINE).wording.language == "fr"


def test_who_reads_another_language_agrees_with_the_dutch_words() -> None:
    assert yes(story(coach(person__language="ar"))).wording.language == "nl"


def test_every_use_has_words_in_every_language_of_the_house(settings) -> None:
    there = set(Wording.objects.values_list("use", "language"))
    assert there == {(use.value, language) for use in Use for language, _name in settings.LANGUAGES}


def test_loading_the_wordings_again_adds_and_changes_nothing() -> None:
    Wording.objects.filter(use=Use.LIBRARY, language="nl").update(text="Anders.")
    before = Wording.objects.count()
    call_command("load_wordings")
    assert Wording.objects.count() == before
    assert Wording.objects.get(use=Use.LIBRARY, language="nl").text == "Anders."


def test_a_yes_never_lasts_longer_than_two_years() -> None:
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=timezone.get_current_timezone()), tick=False):
        told = story()
        assert yes(told, until=date(2031, 1, 1)).until == date(2028, 3, 1)
        assert yes(told, until=date(2026, 6, 1)).until == date(2026, 6, 1)


def test_the_database_itself_refuses_a_second_standing_yes() -> None:
    given = yes(story())
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(
            story=given.story, use=given.use, wording=given.wording, read=Read.HERSELF, until=given.until
        )


def test_a_new_yes_takes_over_where_the_story_is(wall: Wall) -> None:
    told = story()
    first = yes(told)
    copy = hang(wall, told)
    second = yes(told)
    first.refresh_from_db()
    copy.refresh_from_db()
    assert (first.withdrawn_how, copy.consent, copy.gone_at) == (Way.RENEWED, second, None)
    back(second)
    assert not wall.hangs


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


def test_a_kind_is_declared_once(wall: Wall) -> None:
    with pytest.raises(ValueError, match=WALL):
        copies.declare_use_handler(WALL, uses=set(), take_away=wall.take_away)


def test_only_uses_that_something_makes_are_offered(wall: Wall) -> None:
    assert copies.offered_uses() == [Use.THIS_GROUP, Use.LIBRARY]


def test_taking_back_takes_every_copy_away_at_once_and_leaves_other_uses(wall: Wall) -> None:
    told = story(text="Van mij.")
    given = yes(told)
    yes(told, Use.LIBRARY)
    hang(wall, told, subject="hall")
    hang(wall, told, subject="kitchen")
    stays = hang(wall, told, Use.LIBRARY)
    back(given)
    assert wall.hangs == {stays.pk}
    assert list(Copy.objects.still_there()) == [stays]
    assert consent.text_for(story=told, use=Use.LIBRARY) == "Van mij."
    with pytest.raises(NoConsentError):
        consent.text_for(story=told, use=Use.THIS_GROUP)


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
        consent.text_for(story=told, use=Use.THIS_GROUP)
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
        assert consent.text_for(story=told, use=Use.THIS_GROUP)
    with minutes_later(11 * 24 * 60):
        # Before the clock came by.
        with pytest.raises(NoConsentError):
            consent.text_for(story=told, use=Use.THIS_GROUP)
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


def test_a_story_told_aloud_is_kept_with_what_she_said_yes_to() -> None:
    who, desk, key = coach(), PersonFactory(roles=[COORDINATOR]), uuid4()
    for _again in range(2):
        told = stories.enter(
            coach=who,
            title="De school",
            by_name="An",
            text="Ik vertelde.",
            uses=[Use.LIBRARY],
            key=key,
            by=desk,
        )
    given = Consent.objects.get()
    assert (given.story, given.use, given.read) == (told, Use.LIBRARY, Read.ALOUD)
    letter = Letter.objects.get(kind="story_written")
    assert letter.person == who.pk
    assert "Ik vertelde" not in letter.body


def test_what_she_changes_is_what_readers_get(wall: Wall) -> None:
    told = story(text="Eerst zo.")
    yes(told)
    copy = hang(wall, told)
    stories.change(story=told, text="Nu zo.", by_name="Iemand", by=told.coach)
    [shown] = consent.told([copy])
    assert (shown.words, shown.by_name) == ("Nu zo.", "Iemand")


@pytest.mark.parametrize("empty", ["title", "by_name", "text"])
def test_a_story_is_never_emptied_by_a_change(empty: str) -> None:
    told = story()
    with pytest.raises(ValueError, match=str(told.pk)):
        stories.change(story=told, by=told.coach, **{empty: ""})


def test_a_wiped_story_leaves_nothing_behind(wall: Wall) -> None:
    told = story()
    yes(told)
    hang(wall, told)
    assert stories.erase(story=told, by=told.coach)
    assert not wall.hangs
    assert not Story.objects.exists()
    assert not Consent.objects.exists()
    assert not Copy.objects.exists()


def test_a_wiped_story_has_no_words_left_while_a_copy_is_on_its_way_out(wall: Wall) -> None:
    told = story(title="De brieven")
    yes(told)
    hang(wall, told)
    wall.busy = True
    assert not stories.erase(story=told, by=told.coach)
    left = Story.objects.get()
    assert (left.title, left.by_name, bytes(left.sealed_text)) == ("", "", b"")
    assert not Story.objects.of(told.coach).exists()
    tick()
    assert Story.objects.exists()
    wall.busy = False
    tick()
    assert not Story.objects.exists()


def test_a_reading_is_written_down_once_a_day_a_reader_without_a_word_of_it(wall: Wall) -> None:
    told, reader = story(text="Van mij.", title="De brieven"), PersonFactory()
    yes(told)
    copy = hang(wall, told)
    assert consent.note_read(copy, reader=reader)
    assert not consent.note_read(copy, reader=reader)
    assert consent.note_read(copy, reader=PersonFactory())
    with minutes_later(24 * 60):
        assert consent.note_read(copy, reader=reader)


def test_no_audit_row_holds_a_word_or_a_title(wall: Wall) -> None:
    told = story(text="Van mij.", title="De brieven")
    given = yes(told)
    hang(wall, told)
    consent.note_read(Copy.objects.get(), reader=PersonFactory())
    back(given)
    stories.erase(story=told, by=told.coach)
    rows = AuditEvent.objects.filter(verb__startswith="coaches.")
    assert {row.verb for row in rows} == {
        "coaches.story_begin",
        "coaches.story_change",
        "coaches.consent_give",
        "coaches.copy_made",
        "coaches.story_read",
        "coaches.consent_end",
        "coaches.copy_gone",
        "coaches.story_erase",
    }
    assert not [row for row in rows if "Van mij" in str(row.details) or "brieven" in str(row.details)]
