"""What the pages about words that somebody else types say: to who spoke, to who types, and to who leads."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tegenstroom.dialogue.actions import dictation, speaking
from tegenstroom.dialogue.models import Dialogue, Dictation, Word
from tegenstroom.dialogue.rules.dictation import Stage
from tegenstroom.dialogue.rules.phases import Phase
from tegenstroom.dialogue.tests.dictating import SAID, refused, spoken, typed
from tegenstroom.dialogue.tests.factories import Group, dialogue, group
from tegenstroom.dialogue.tests.pages import page, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> Group:
    return group()


@pytest.fixture
def of(who: Group) -> Dialogue:
    return dialogue(who, phase=Phase.ROUND_ONE)


def test_each_is_told_what_was_heard_in_words_for_who_types(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    assert "Zeg dan eerst wat je van een ander hoorde." in page(who.coaches[0], "room", of.pk)
    row = spoken(who, of)
    theirs, hers = (
        [send(person, name, row.pk, text=SAID, heard=heard).content.decode() for heard in ("", "x")]
        for person, name in ((who.trainer, "to_type"), (who.coaches[0], "dictation_self"))
    )
    assert "Schrijf eerst wat ze van een ander hoorde." in theirs[0]
    assert "Typ wat ze van een ander hoorde. Gebruik minstens drie verschillende woorden." in theirs[1]
    assert "Schrijf eerst wat je gehoord hebt." in hers[0]
    assert "Zeg wat je gehoord hebt. Gebruik minstens drie verschillende woorden." in hers[1]


def test_before_the_rounds_nothing_is_asked_of_what_she_heard(who: Group, of: Dialogue) -> None:
    assert "Zeg dan eerst wat je van een ander hoorde." not in page(who.coaches[0], "room", of.pk)


def test_she_sees_what_could_lead_to_someone_before_her_yes_and_nothing_stops_her(
    who: Group, of: Dialogue
) -> None:
    row = dictation.keep_text(dictation=spoken(who, of), text="Bel 0470 12 34 56.", by=who.trainer)
    read = page(who.coaches[0], "dictation", row.pk)
    assert "Dit kan iemand herkenbaar maken: 0470 12 34 56. Na je ja lezen de anderen dat ook." in read
    assert send(who.coaches[0], "dictation", row.pk, times=1).status_code == 302
    assert Word.objects.filter(pk=row.pk).exists()


def test_she_reads_who_typed_and_no_warning_where_nothing_leads_to_someone(who: Group, of: Dialogue) -> None:
    read = page(who.coaches[0], "dictation", typed(who, of).pk)
    assert f"{who.trainer.short_name} typte wat je zei." in read
    assert "Na je ja lezen de anderen dat ook." not in read
    assert "1 kB, 12 seconden" in read


def test_who_closes_is_told_that_something_waits_and_not_whose(who: Group, of: Dialogue) -> None:
    row = typed(who, of)
    Dialogue.objects.filter(pk=of.pk).update(phase=Phase.WHAT_I_DID)
    speaking.say_what_i_did(dialogue=of, text="Ik ging langs.", key=uuid4(), by=who.writer)
    read = page(who.trainer, "room", of.pk)
    assert "Er wacht nog een opname op tekst of op een ja." in read
    assert str(row.pk) not in read
    dictation.take_back(dictation=row, by=who.coaches[0])
    assert "Er wacht nog een opname" not in page(who.trainer, "room", of.pk)


def test_a_number_that_leads_to_someone_comes_back_once_to_who_types(who: Group, of: Dialogue) -> None:
    row = spoken(who, of)
    answer = send(who.trainer, "to_type", row.pk, text="Bel 0470 12 34 56.").content.decode()
    assert "Dit kan iemand herkenbaar maken" in answer
    assert f"Zo zei {row.seat.shown_as} het" in answer
    assert "Toch zo zeggen" not in answer
    assert Dictation.objects.get().stage == Stage.TO_TYPE


def test_her_room_says_that_she_spoke_and_asks_her_no_more_to_begin(who: Group, of: Dialogue) -> None:
    coach = who.coaches[0]
    assert "Jij spreekt nu." in page(coach, "room", of.pk)
    row = spoken(who, of)
    for _stage in range(2):
        read = page(coach, "room", of.pk)
        assert ("Je sprak het in." in read, "Ik zeg nog iets" in read) == (True, True)
        assert ("Jij spreekt nu." in read, "Ik luister liever" in read) == (False, True)
        dictation.keep_text(dictation=row, text=SAID, by=who.trainer)
    assert "Jij spreekt nu." in page(who.coaches[1], "room", of.pk)


def test_what_was_said_among_the_coaches_leads_back_to_their_own_page_by_its_name(who: Group) -> None:
    of = dialogue(who, phase=Phase.OWN_GROUP)
    row, back = spoken(who, of), reverse("dialogue:own_group", args=[of.pk])
    for person, name in ((who.coaches[0], "dictation"), (who.guide, "to_type")):
        crumbs = page(person, name, row.pk).partition('class="crumbs"')[2].partition("</nav>")[0]
        assert (back in crumbs, "De coaches onder elkaar" in crumbs) == (True, True)


def test_she_can_take_it_back_without_saying_that_it_is_wrong(who: Group, of: Dialogue) -> None:
    row = typed(who, of)
    read = page(who.coaches[0], "dictation", row.pk)
    assert reverse("dialogue:dictation_back", args=[row.pk]) in read.partition("</details>")[2]
    assert ("De eerste ronde wacht op jou." in read, "Duurt het lang?" in read) == (True, False)


def test_what_she_sent_back_says_that_it_is_typed_anew(who: Group, of: Dialogue) -> None:
    row = refused(typed(who, of))
    assert "Je zei: dat klopt niet." in page(who.coaches[0], "dictation", row.pk)
