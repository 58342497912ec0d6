"""What she told is hers: nobody reads it without her yes, and what she wipes is gone."""

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
from tegenstroom.coaches.actions import consent, stories, wordings
from tegenstroom.coaches.models import Consent, Copy, Story, Wording
from tegenstroom.coaches.rules.stories import Meant, NoConsentError, Read, UnfinishedError, Use, Way
from tegenstroom.coaches.tests.factories import coach, story
from tegenstroom.coaches.tests.walls import Wall, a_wall, back, hang, minutes_later, tick, yes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.fixture(autouse=True)
def _wordings(db: None) -> None:
    wordings.load_wordings()


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    return a_wall(monkeypatch)


def test_without_a_yes_nobody_gets_the_words() -> None:
    told = story()
    with pytest.raises(NoConsentError):
        consent.text_for(story=told, use=Use.LIBRARY)


def test_a_yes_to_one_use_is_no_yes_to_another() -> None:
    told = story(text="Mijn woorden.")
    yes(told, Use.THIS_GROUP)
    assert consent.text_for(story=told, use=Use.THIS_GROUP, place="hall") == "Mijn woorden."
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
            story=given.story,
            use=given.use,
            group=given.group,
            wording=given.wording,
            read=Read.HERSELF,
            until=given.until,
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


def test_a_story_told_aloud_is_kept_with_what_she_said_yes_to() -> None:
    who, desk, key = coach(), PersonFactory(roles=[COORDINATOR]), uuid4()
    for _again in range(2):
        told = stories.enter(
            coach=who,
            title="De school",
            by_name="An",
            text="Ik vertelde.",
            uses=[Meant(Use.LIBRARY)],
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
