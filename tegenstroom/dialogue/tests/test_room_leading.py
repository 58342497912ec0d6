"""What leads straight to someone comes back once to who wrote it: she takes it out, or leaves it so."""

import re
from uuid import uuid4

import pytest
from django.http import HttpResponse

from tegenstroom.accounts.models import Person
from tegenstroom.base.models import AuditEvent
from tegenstroom.dialogue.actions import lessons
from tegenstroom.dialogue.actions.looking import leading_to_someone
from tegenstroom.dialogue.rules.phases import Field, Phase
from tegenstroom.dialogue.tests import factories, pages
from tegenstroom.dialogue.tests.factories import Group, dialogue, group
from tegenstroom.dialogue.tests.pages import send

pytestmark = pytest.mark.django_db

CALL = "Bel haar op 0470 12 34 56."
WHY = "Dit kan iemand herkenbaar maken: 0470 12 34 56."


@pytest.fixture
def who() -> Group:
    return group()


def asked(answer: HttpResponse) -> str:
    """What the page that came back sends along."""
    read = answer.content.decode()
    assert WHY in read
    assert CALL in read
    assert "Ik pas het aan" in read
    assert "Toch zo zeggen" in read
    found = re.search(r'name="asked_about" value="([^"]+)"', read)
    assert found
    return found[1]


def test_words_come_back_once_and_are_said_when_she_leaves_them_so(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    answer = pages.say(who.coaches[0], of, "round_one", CALL)
    seen = asked(answer)
    assert "Ik zeg dit" not in answer.content.decode(), "two buttons that do the same"
    assert of.words.count() == 0
    assert pages.say(who.coaches[0], of, "round_one", CALL, asked_about=seen).status_code == 302
    assert of.words.count() == 1


def test_who_takes_it_out_is_asked_nothing_and_another_number_is_asked_anew(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    seen = asked(pages.say(who.coaches[0], of, "round_one", CALL))
    other = pages.say(who.coaches[0], of, "round_one", "Of op 0471 65 43 21.", asked_about=seen).content.decode()
    assert "Dit kan iemand herkenbaar maken: 0471 65 43 21." in other
    assert pages.say(who.coaches[0], of, "round_one", "Bel haar.", asked_about=seen).status_code == 302


def test_coaches_among_themselves_are_asked_too(who: Group) -> None:
    of = dialogue(who, phase=Phase.OWN_GROUP)
    asked(pages.say(who.coaches[0], of, "own_group", CALL))
    assert of.words.count() == 0


def test_what_she_heard_is_looked_at_as_well(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    read = pages.say(who.writer, of, "rounds", "Ik denk het.", heard=CALL).content.decode()
    assert WHY in read
    assert 'href="#id_heard"' in read


def test_the_harvest_is_asked_and_goes_on(who: Group) -> None:
    of = dialogue(who, phase=Phase.HARVEST)
    given = {"key": uuid4(), "text": CALL}
    seen = asked(send(who.writer, "harvest", of.pk, "meenemen", **given))
    before = of.words.count()
    answer = send(who.writer, "harvest", of.pk, "meenemen", asked_about=seen, **given)
    assert answer.headers["Location"].endswith("/doen/")
    assert of.words.count() == before + 1


def test_what_she_did_is_asked(who: Group) -> None:
    of = dialogue(who, phase=Phase.WHAT_I_DID)
    given = {"key": uuid4(), "text": CALL}
    before = of.words.count()
    seen = asked(send(who.writer, "done", of.pk, **given))
    assert of.words.count() == before
    assert send(who.writer, "done", of.pk, asked_about=seen, **given).status_code == 302


def test_a_line_of_a_lesson_is_asked(who: Group) -> None:
    of = dialogue(who, phase=Phase.HARVEST)
    word = factories.say(of, who.writer, "Een les.", field=Field.TAKE_ALONG)
    made = lessons.propose(dialogue=of, title="Bel eerst", words=[word], by=who.trainer)
    line = made.voices.get()
    seen = asked(send(who.writer, "line", line.pk, text=CALL, by_name="", answer="yes"))
    assert not made.voices.exclude(said_yes_at=None).exists()
    send(who.writer, "line", line.pk, text=CALL, by_name="", asked_about=seen)
    assert made.voices.exclude(said_yes_at=None).exists()


def test_formats_are_found_and_ordinary_numbers_are_not() -> None:
    text = "Mail an@peeters.be, 85.07.30-033.28, of stort op BE71 0961 2345 6769."
    assert list(leading_to_someone(text)) == ["an@peeters.be", "85.07.30-033.28", "BE71 0961 2345 6769"]
    for plain in (
        "Tussen 2019 en 2024 kwam ze 3 keer.",
        "Om 10.30 uur, op 12/05/2024, voor 1.250,50 euro.",
        "Mevrouw uit Gent zei: 1, 2, 3.",
    ):
        assert leading_to_someone(plain) == {}


NAME = "Ik zag Wannes Verzinstra gisteren."


def test_a_whole_name_is_asked_about_once_with_the_name_itself(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    read = pages.say(who.coaches[0], of, "round_one", NAME).content.decode()
    assert "Staat hier de naam van iemand? Wannes Verzinstra." in read
    assert NAME in read
    assert of.words.count() == 0
    assert pages.say(who.coaches[0], of, "round_one", NAME, asked_about="Wannes Verzinstra").status_code == 302


def test_a_street_with_its_number_and_a_named_school_are_asked_about(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    text = "Ze woont in de Kerkstraat 12. Haar zoon zit op basisschool De Regenboog."
    read = pages.say(who.coaches[0], of, "round_one", text).content.decode()
    assert "Staat hier waar iemand woont? Kerkstraat 12." in read
    assert "Staat hier de naam van een school of een dienst? basisschool De Regenboog." in read
    assert read.count("Toch zo zeggen") == 1


def test_names_of_who_is_there_are_no_news(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    Person.objects.filter(pk=who.writer.pk).update(given_name="Wannes", family_name="Verzinstra")
    of.seats.filter(person=who.writer).update(shown_as="Wannes")
    assert pages.say(who.coaches[0], of, "round_one", NAME).status_code == 302


def test_the_own_name_of_who_speaks_under_another_is_asked_about_like_a_stranger(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    Person.objects.filter(pk=who.coaches[1].pk).update(given_name="Wannes", family_name="Verzinstra")
    of.seats.filter(person=who.coaches[1]).update(shown_as="Vlinder")
    assert "Wannes Verzinstra." in pages.say(who.coaches[0], of, "round_one", NAME).content.decode()


def test_what_was_asked_about_is_in_no_log(who: Group, caplog: pytest.LogCaptureFixture) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    with caplog.at_level("DEBUG"):
        pages.say(who.coaches[0], of, "round_one", NAME)
        pages.say(who.coaches[0], of, "round_one", NAME, asked_about="Wannes Verzinstra")
    assert "Verzinstra" not in caplog.text
    assert "Verzinstra" not in str(list(AuditEvent.objects.values()))
