"""A coach under another name: nothing on a page ties that name to hers, and she hears what cannot be hidden."""

import re
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import export
from tegenstroom.base.models import Letter
from tegenstroom.dialogue.actions import circles, dialogues, leaving, lessons, seats
from tegenstroom.dialogue.actions.speaking import Spoken
from tegenstroom.dialogue.models import Circle, CircleMember, Dialogue, Recording, Seat
from tegenstroom.dialogue.rules.phases import Field, Part, Phase, Refusal, RefusedError
from tegenstroom.dialogue.tests import pages
from tegenstroom.dialogue.tests.factories import Group, dialogue, group, say, walk
from tegenstroom.dialogue.tests.pages import at

pytestmark = pytest.mark.django_db

ALIAS = "Merelvink"
SOUND = b"OggS" + b"\0" * 20 + b"OpusHead" + b"x" * 200
# Of rows; what an icon measures is shorter, see `far_apart`.
NUMBERS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{6,}")
SAID = {"aria-label", "title", "alt", "value", "download"}
EMPTY = {"br", "hr", "img", "input", "link", "meta", "path", "source", "use", "col", "wbr"}


class Marks(HTMLParser):
    """Every number in an attribute, in the smallest part of a page in which a piece of text stands."""

    PARTS = frozenset({"li", "tr", "figure", "section", "form", "p", "article", "label", "option"})

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.wanted = wanted.lower()
        self.open: list[tuple[str, set[str], list[str]]] = [("page", set(), [])]
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = [value for name, value in attrs if value and name not in {"datetime", "d", "viewbox", "content"}]
        numbers = {number for value in values for number in NUMBERS.findall(value)}
        texts = [value for name, value in attrs if value and name in SAID]
        if tag in EMPTY:
            self.open[-1][1].update(numbers)
            self.open[-1][2].extend(texts)
        else:
            self.open.append((tag, numbers, texts))

    def handle_data(self, data: str) -> None:
        self.open[-1][2].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in EMPTY or not any(one[0] == tag for one in self.open):
            return
        while (ended := self.open.pop())[0] != tag:
            self._into_the_outer(ended)
        if self.wanted in " ".join(ended[2]).lower() and tag in self.PARTS:
            self.found |= ended[1]
        else:
            self._into_the_outer(ended)

    def _into_the_outer(self, ended: tuple[str, set[str], list[str]]) -> None:
        self.open[-1][1].update(ended[1])
        self.open[-1][2].extend(ended[2])


def marks(html: str, wanted: str) -> set[str]:
    reader = Marks(wanted)
    reader.feed(html)
    return reader.found


def far_apart() -> None:
    """Rows get long numbers, each kind its own: what stands on a page by chance is none of them."""
    for start, model in enumerate((Person, Seat, CircleMember, Circle, Dialogue), start=4):
        table, number = model._meta.db_table, start * 100_000
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, number])
                continue
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])


@pytest.fixture
def who() -> Group:
    far_apart()
    return group(coaches=3)


@pytest.fixture
def of(who: Group) -> Dialogue:
    """The first coach has another name; she spoke, recorded, harvested, and stands in a lesson."""
    made = dialogue(who, phase=Phase.OWN_GROUP)
    she = who.coaches[0]
    seats.choose_name(dialogue=made, name=ALIAS, by=she)
    say(made, she, "Onder ons.", spoken=Spoken(SOUND, 5))
    Dialogue.objects.filter(pk=made.pk).update(own_group_from=None)
    walk(who, made, Phase.ROUNDS)
    say(made, she, "Ik hoor dat.", heard="Dat wachten zwaar is.", spoken=Spoken(SOUND, 5))
    walk_on(who, made)
    words = [
        say(made, person, "Ik neem dit mee.", field=Field.TAKE_ALONG)
        for person in (she, who.writer, who.researcher)
    ]
    lesson = lessons.propose(dialogue=made, title="Een les", words=words, by=she)
    lessons.say_yes(voice=lesson.voices.get(speaker=who.writer), by_name="", by=who.writer)
    return made


def walk_on(who: Group, made: Dialogue) -> None:
    dialogues.next_phase(dialogue=made, by=who.trainer)
    say(made, who.researcher, "Wie vaak weg moest, belt minder.", heard="Dat wachten zwaar is.")
    dialogues.next_phase(dialogue=made, by=who.trainer)


def seen_by(person: Person, who: Group, of: Dialogue) -> dict[str, str]:
    """Every page about this group that she can open, as it comes."""
    lesson = of.insights.get()
    of_dialogue = (
        *("room", "room_news", "room_screen", "own_group", "own_group_news", "room_signals"),
        *("case", "case_whole", "course", "lessons", "lesson_proposal"),
    )
    of_circle = ("circle", "circle_people", "circle_contract", "circle_leaving")
    asked: list[tuple[str, object]] = [
        *((name, of.pk) for name in of_dialogue),
        *((name, who.circle.pk) for name in of_circle),
        *(("word_veto", word.pk) for word in of.words.filter(phase=Phase.HARVEST)),
        *(("line_veto", line.pk) for line in lesson.voices.all()),
        ("lesson", lesson.pk),
        ("lesson_veto", lesson.pk),
    ]
    her = at(person)
    answers = {f"{name} {key}": her.get(reverse(f"dialogue:{name}", args=[key])) for name, key in asked}
    answers["mine"] = her.get(reverse("dialogue:circles"))
    return {name: one.content.decode() for name, one in answers.items() if one.status_code == 200}


def others(who: Group, of: Dialogue) -> list[Person]:
    return [person for person in who.people if person not in (who.coaches[0],)]


def test_no_number_stands_near_the_alias_and_near_the_name(who: Group, of: Dialogue) -> None:
    she = who.coaches[0]
    assert she.short_name != ALIAS
    for person in others(who, of):
        found = seen_by(person, who, of)
        near_alias = set().union(*(marks(html, ALIAS) for html in found.values()))
        near_name = set().union(*(marks(html, she.short_name) for html in found.values()))
        assert near_alias, "the alias was looked for where it does not stand"
        assert near_alias & near_name - {str(of.pk), str(who.circle.pk)} == set()
        assert not near_alias & {str(she.pk), str(of.seats.get(person=she).pk)}


def test_who_is_on_the_same_page_is_found_by_this_test(who: Group, of: Dialogue) -> None:
    """The negative control: a number of hers beside each of her names is seen."""
    name, number = who.coaches[0].short_name, str(who.coaches[0].pk)
    html = f'<ul><li data-p="{number}">{ALIAS}</li></ul><form><input value="{number}">{name}</form>'
    assert marks(html, ALIAS) & marks(html, name) == {number}


def test_no_page_on_which_the_alias_stands_has_the_name(who: Group, of: Dialogue) -> None:
    """Who leads sees all names on pages of her own; in the room, the lesson and the harvest nobody does."""
    name = who.coaches[0].name
    for person in others(who, of):
        assert [page for page, html in seen_by(person, who, of).items() if ALIAS in html and name in html] == []


def test_sound_comes_without_a_name(who: Group, of: Dialogue) -> None:
    for recording in Recording.objects.all():
        played = at(who.coaches[1]).get(reverse("dialogue:recording", args=[recording.pk]))
        assert "filename" not in played["Content-Disposition"]
        assert played["Content-Type"].startswith("audio/")


def test_letters_and_what_others_take_along_hold_one_of_the_two(who: Group, of: Dialogue) -> None:
    name = who.coaches[0].short_name
    for letter in Letter.objects.exclude(person=who.coaches[0].pk):
        assert not (ALIAS in letter.body and name in letter.body)
    for person in others(who, of):
        assert ALIAS not in str(export.as_json(person))


def test_before_she_records_under_another_name_she_hears_that_her_voice_is_known(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    warned = "Je stem blijft wel dezelfde."
    assert warned not in pages.page(who.coaches[0], "room", of.pk)
    seats.choose_name(dialogue=of, name=ALIAS, by=who.coaches[0])
    page = pages.page(who.coaches[0], "room", of.pk)
    assert warned in page
    assert "Anders stuur je alleen tekst." in page
    # The form that comes back says so too; others read nothing of it.
    again = pages.say(who.coaches[0], of, "round_one", "", key=uuid4()).content.decode()
    assert warned in again
    assert warned not in pages.page(who.coaches[1], "room", of.pk)


def test_a_name_chosen_late_hides_little_and_she_hears_it(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    known = "Dan kunnen ze weten dat jij het bent."
    assert known not in pages.page(who.coaches[0], "case_name", of.pk)
    say(of, who.coaches[0], "Gezegd.")
    assert known in pages.page(who.coaches[0], "case_name", of.pk)


@pytest.mark.parametrize(("coaches", "warned"), [(2, True), (3, False)])
def test_among_few_coaches_another_name_hides_little_and_she_hears_it_before_she_chooses(
    coaches: int, warned: bool
) -> None:
    who = group(coaches=coaches)
    of = dialogue(who)
    page = pages.page(who.coaches[0], "case_name", of.pk)
    assert ("Dan kunnen de anderen toch raden wie je bent." in page) is warned


def test_when_one_of_three_coaches_stops_the_name_of_the_others_hides_little(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    leaving.stop(dialogue=of, by=who.coaches[2])
    assert "toch raden" in pages.page(who.coaches[0], "case_name", of.pk)


def test_nobody_takes_the_name_of_another(who: Group) -> None:
    """What one of them says would be laid to the other."""
    of = dialogue(who, phase=Phase.ROUND_ONE)
    seats.choose_name(dialogue=of, name=ALIAS, by=who.coaches[0])
    for taken in (ALIAS.lower(), f" {ALIAS} ", who.writer.short_name, who.coaches[0].short_name):
        answer = pages.send(who.coaches[1], "case_name", of.pk, which="other", other=taken)
        assert "Zo heet hier al iemand anders." in answer.content.decode()
    assert pages.send(who.coaches[1], "case_name", of.pk, which="own").status_code == 302


def test_who_comes_later_and_bears_that_name_by_birth_gets_a_letter_more(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    seats.choose_name(dialogue=of, name="Noor", by=who.coaches[0])
    noor = PersonFactory(given_name="Noor", family_name="Nieuwkomers")
    circles.invite(circle=who.circle, person=noor, part=Part.PROFESSIONAL, by=who.trainer)
    circles.agree(member=CircleMember.objects.get(circle=who.circle, person=noor), by=noor)
    assert of.seats.get(person=noor).shown_as == "Noor N."
    seats.choose_name(dialogue=of, name="Mus", by=who.coaches[0])
    with pytest.raises(RefusedError, match=Refusal.NAME_TAKEN):
        seats.choose_name(dialogue=of, name="NOOR", by=who.coaches[1])


def test_another_name_under_a_lesson_is_said_to_tell_who_she_is(who: Group, of: Dialogue) -> None:
    line = of.insights.get().voices.get(speaker=who.coaches[0])
    assert f"wie {ALIAS} is." in pages.page(who.coaches[0], "line", line.pk)
    other = of.insights.get().voices.get(speaker=who.writer)
    assert ALIAS not in pages.page(who.writer, "line", other.pk)
