"""Past the last minute nobody reads it, whether or not the clock came by: on both sides of that minute."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone
from time_machine import Traveller

from tegenstroom.base import export
from tegenstroom.dialogue.actions import expiring, leaving, lessons, own, second_readers
from tegenstroom.dialogue.actions.running import state_of
from tegenstroom.dialogue.actions.speaking import Spoken
from tegenstroom.dialogue.models import Case, Dialogue, RawDraft, SecondReader
from tegenstroom.dialogue.rules.drafts import Obstacle, UnfitError
from tegenstroom.dialogue.rules.harvest import Snag, SnagError
from tegenstroom.dialogue.rules.phases import Field, Phase, Refusal, RefusedError
from tegenstroom.dialogue.tests import pages
from tegenstroom.dialogue.tests.factories import Group, dialogue, draft, group, say
from tegenstroom.dialogue.tests.pages import at

pytestmark = pytest.mark.django_db

MARKER, SOUND = "kwartelvijver", b"OggS" + b"\0" * 20 + b"OpusHead" + b"x" * 200
TITLE = "Bellen aan een deur"


@pytest.fixture
def who() -> Group:
    return group()


@pytest.fixture
def of(who: Group) -> Dialogue:
    """Tonight is the last day of its case; in the case, in what was said, and in a lesson stands the same word."""
    text = f"Ik zag een moeder bij de {MARKER}."
    made = dialogue(who, phase=Phase.ROUND_ONE, text=text, plain=f"Ik zag een moeder. Ze zat bij de {MARKER}.")
    say(made, who.coaches[0], f"Ook ik zat bij de {MARKER}.", spoken=Spoken(SOUND, 12))
    Case.objects.update(expires_on=timezone.localdate())
    return made


@pytest.fixture
def clock() -> Iterator[Traveller]:
    with time_machine.travel(timezone.now(), tick=False) as travel:
        yield travel


def midnight() -> datetime:
    tomorrow = timezone.localdate() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time.min))


def address(name: str, *args: object) -> str:
    return pages.reverse(f"dialogue:{name}", args=args)


def roads(who: Group, of: Dialogue) -> dict[str, Callable[[], str]]:
    """Every way to what was written and said; each gives what its reader gets."""
    coach, writer = who.coaches[1], who.writer
    word = of.words.latest("number")
    ways = {
        "case": (coach, "case", of.pk),
        "whole": (coach, "case_whole", of.pk),
        "own case": (writer, "own_case", of.case_id),
        "room": (coach, "room", of.pk),
        "own words": (who.coaches[0], "word_back", word.pk),
        "poll": (coach, "room_news", of.pk),
        "screen": (who.trainer, "room_screen", of.pk),
        "screen poll": (who.trainer, "room_screen_news", of.pk),
    }

    def read(person: object, name: str, *args: object) -> Callable[[], str]:
        return lambda: at(person).get(address(name, *args)).content.decode(errors="ignore")

    found = {way: read(*asked) for way, asked in ways.items()}
    for person in (writer, who.coaches[0]):
        found[f"export of {person.pk}"] = lambda person=person: str(export.as_json(person))
    return found


def test_the_case_and_what_was_said_are_read_until_midnight_and_not_after(
    who: Group, of: Dialogue, clock: Traveller
) -> None:
    last = midnight()
    clock.move_to(last - timedelta(seconds=1))
    assert [way for way, read in roads(who, of).items() if MARKER not in read()] == []
    clock.move_to(last)
    assert Case.objects.get(pk=of.case_id).gone_at is None
    assert [way for way, read in roads(who, of).items() if MARKER in read()] == []


def test_paper_and_sound_end_at_midnight_too(who: Group, of: Dialogue, clock: Traveller) -> None:
    sound = of.words.latest("number").recording
    addresses = [address("case_paper", of.pk), address("recording", sound.pk)]
    last = midnight()
    clock.move_to(last - timedelta(seconds=1))
    assert [at(who.coaches[1]).get(one).status_code for one in addresses] == [200, 200]
    clock.move_to(last)
    assert [at(who.coaches[1]).get(one).status_code for one in addresses] == [410, 404]


def test_an_open_page_hears_of_it(who: Group, of: Dialogue, clock: Traveller) -> None:
    """Nothing moved the number of the dialogue; the slip of the page says nothing of the day."""
    her, last = at(who.coaches[1]), midnight()
    clock.move_to(last - timedelta(seconds=1))
    mark = her.get(address("room", of.pk)).context["holding"]
    polled = {"HTTP_IF_NONE_MATCH": f'"{mark}"'}
    assert her.get(address("room_news", of.pk), **polled).status_code == 204
    assert her.get(address("case_still_there", of.pk)).status_code == 204
    assert at(who.writer).get(address("own_case_still_there", of.case_id)).status_code == 204
    clock.move_to(last)
    news = her.get(address("room_news", of.pk), **polled)
    assert news.status_code == 200
    assert MARKER not in news.content.decode()
    assert her.get(address("case_still_there", of.pk)).status_code == 205
    assert at(who.writer).get(address("own_case_still_there", of.case_id)).status_code == 205


def test_nothing_is_written_after_it(who: Group, of: Dialogue, clock: Traveller) -> None:
    clock.move_to(midnight())
    with pytest.raises(RefusedError, match=Refusal.OVER):
        say(of, who.coaches[0], "Nog iets.")
    assert not Dialogue.objects.running().filter(pk=of.pk).exists()
    assert own.own_in(who.coaches[0], of).words == []


def test_a_proposed_lesson_ends_with_its_case_and_one_that_was_handed_over_stays(
    who: Group, clock: Traveller
) -> None:
    of = dialogue(who, phase=Phase.HARVEST)
    people = (who.coaches[0], who.writer, who.researcher)
    words = [say(of, person, f"Bij de {MARKER}.", field=Field.TAKE_ALONG) for person in people]
    made = [lessons.propose(dialogue=of, title=TITLE, words=words, by=who.trainer) for _one in range(2)]
    for insight in made:
        for line in insight.voices.all():
            lessons.say_yes(voice=line, by=line.speaker)
    lessons.hand_over(insight=made[0], by=who.trainer)
    Case.objects.update(expires_on=timezone.localdate())
    last, line = midnight(), made[1].voices.get(speaker=who.coaches[0])
    asked = [("lesson", made[0].pk), ("lesson", made[1].pk), ("line", line.pk), ("line_back", line.pk)]
    clock.move_to(last - timedelta(seconds=1))
    assert [pages.status(who.coaches[0], *one) for one in asked] == [200, 200, 200, 200]
    clock.move_to(last)
    assert [pages.status(who.coaches[0], *one) for one in asked] == [200, 404, 404, 404]
    assert pages.page(who.trainer, "lessons", of.pk).count(TITLE) == 1
    with pytest.raises(SnagError, match=Snag.OVER):
        lessons.hand_over(insight=made[1], by=who.trainer)
    with pytest.raises(SnagError, match=Snag.OVER):
        lessons.rewrite(voice=line, text="Anders.", by=who.coaches[0])
    hers = export.as_json(who.coaches[0])
    assert len(hers["dialogue.InsightVoice"]) == 1


def test_a_draft_is_read_until_its_last_minute_and_not_after(who: Group, clock: Traveller) -> None:
    raw = draft(who, text=f"Ik zag een moeder bij de {MARKER}.")
    other = who.professionals[1]
    second_readers.ask(draft=raw, person=other, by=who.writer)
    until = RawDraft.objects.get(pk=raw.pk).until
    asked = [
        (who.writer, "draft_story", raw.pk),
        (who.writer, "draft_names", raw.pk),
        (who.writer, "draft_last", raw.pk),
        (other, "second_reading", raw.pk),
    ]

    def found() -> list[bool]:
        seen = [at(person).get(address(name, key)).status_code == 200 for person, name, key in asked]
        return [*seen, MARKER in str(export.as_json(who.writer))]

    clock.move_to(until - timedelta(seconds=1))
    assert found() == [True] * 5
    clock.move_to(until)
    assert RawDraft.objects.filter(pk=raw.pk).exists()
    assert found() == [False] * 5
    with pytest.raises(UnfitError, match=Obstacle.GONE):
        second_readers.say(reading=SecondReader.objects.get(draft=raw), agrees=True, by=other)


def test_a_dialogue_that_stood_still_is_over_and_waits_for_no_coach(
    who: Group, of: Dialogue, clock: Traveller
) -> None:
    leaving.stop(dialogue=of, by=who.coaches[0])
    assert Dialogue.objects.get().shown_phase is Phase.PAUSED
    clock.move_to(midnight())
    assert expiring.expire_cases(timezone.now()) == 1
    assert Dialogue.objects.get().shown_phase is state_of(of).shown_phase is Phase.ROUND_ONE
