"""The room: one thing first, who may write when, and nothing that someone wrote is lost."""

from uuid import uuid4

import pytest

from tegenstroom.dialogue.actions import leaving, speaking
from tegenstroom.dialogue.models import Dialogue
from tegenstroom.dialogue.rules.phases import Field, Phase
from tegenstroom.dialogue.tests import factories, pages
from tegenstroom.dialogue.tests.factories import Group, dialogue, group, walk
from tegenstroom.dialogue.tests.pages import page, send

pytestmark = pytest.mark.django_db

HERE = '<li class="here" aria-current="step"><span>{}</span>'


@pytest.fixture
def who() -> Group:
    return group()


@pytest.mark.parametrize(
    ("phase", "coach", "professional"),
    [
        (Phase.PREPARATION, "Lees de casus.", "De coaches lezen eerst."),
        (Phase.OWN_GROUP, "Naar de coaches", "Je hoeft nu niets te doen."),
        (Phase.ROUND_ONE, "Jij spreekt nu.", "Nu luister je."),
        (Phase.ROUNDS, "Begin met wat je gehoord hebt.", "Begin met wat je gehoord hebt."),
        (Phase.RESEARCH, "Nu spreekt onderzoek.", "Daarna mag iedereen antwoorden."),
        (Phase.HARVEST, "Vier korte vragen.", "Vier korte vragen."),
        (Phase.WHAT_I_DID, "Nu is het aan de anderen.", "Ik vertel wat ik deed"),
        (Phase.CLOSED, "Dit gesprek is afgerond.", "Dit gesprek is afgerond."),
    ],
)
def test_one_thing_comes_first(who: Group, phase: Phase, coach: str, professional: str) -> None:
    of = dialogue(who, phase=phase)
    assert coach in page(who.coaches[0], "room", of.pk)
    assert professional in page(who.professionals[1], "room", of.pk)


def test_the_case_is_in_plain_words_for_coaches_and_not_yet_for_others(who: Group) -> None:
    of = dialogue(who)
    assert "Ik help een moeder." in page(who.coaches[0], "room", of.pk)
    assert factories.TITLE not in page(who.professionals[1], "room", of.pk)
    walk(who, of, Phase.ROUND_ONE)
    assert factories.TITLE in page(who.professionals[1], "room", of.pk)


def test_professionals_have_no_form_before_the_coaches_had_their_turn(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    assert "<textarea" not in page(who.writer, "room", of.pk)
    factories.say(of, who.coaches[0], "Ze schaamt zich.")
    assert "<textarea" not in page(who.writer, "room", of.pk)
    send(who.coaches[1], "room_turn", of.pk, phase="round_one")
    assert "<textarea" in page(who.writer, "room", of.pk)


def test_a_word_sent_too_early_comes_back_with_all_that_was_written(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    answer = pages.say(who.writer, of, "round_one", "Maar de regels dan?").content.decode()
    assert "De coaches spreken eerst." in answer
    assert "Maar de regels dan?" in answer
    assert of.words.count() == 0


def test_a_reply_without_what_was_heard_says_so_at_the_field_and_loses_nothing(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    answer = pages.say(who.writer, of, "rounds", "Ik denk dat het anders zit.").content.decode()
    assert 'id="id_heard_error"' in answer
    assert "Schrijf eerst wat je gehoord hebt." in answer
    assert "Ik denk dat het anders zit." in answer


def test_the_same_form_five_times_is_one_word(who: Group) -> None:
    of, key = dialogue(who, phase=Phase.ROUND_ONE), uuid4()
    for _time in range(5):
        answer = pages.say(who.coaches[0], of, "round_one", "Eén keer.", key=key)
        assert answer.headers["Location"].endswith(f"/gesprekken/{of.pk}/#w-{key}")
    assert of.words.count() == 1


def test_a_form_sent_again_after_the_phase_changed_is_still_that_one_word(who: Group) -> None:
    of, key = dialogue(who, phase=Phase.ROUND_ONE), uuid4()
    pages.say(who.coaches[0], of, "round_one", "Eén keer.", key=key)
    walk(who, of, Phase.ROUNDS)
    before = of.words.count()
    assert pages.say(who.coaches[0], of, "round_one", "Eén keer.", key=key).status_code == 302
    assert of.words.count() == before


def test_a_word_for_a_phase_that_is_over_comes_back_filled_in(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    answer = pages.say(who.coaches[0], of, "round_one", "Dit schreef ik net.").content.decode()
    assert "Het gesprek ging net verder." in answer
    assert "Dit schreef ik net." in answer
    assert '<input type="hidden" name="phase" value="rounds"' in answer
    assert not of.words.filter(phase=Phase.ROUNDS).exists()


def test_her_words_stay_to_be_read_where_nobody_can_write_any_more(who: Group) -> None:
    of = dialogue(who, phase=Phase.HARVEST)
    answer = pages.say(
        who.coaches[0], of, "rounds", "Te laat geschreven.", heard="Dat wachten zwaar is."
    ).content.decode()
    assert "Te laat geschreven." in answer
    assert "readonly" in answer


def test_what_everybody_said_stands_in_order_under_sign_and_word(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    pages.say(who.coaches[0], of, "round_one", "Eerst ik.")
    pages.say(who.coaches[1], of, "round_one", "Dan ik.")
    pages.say(who.writer, of, "round_one", "Nu ik.")
    read = page(who.professionals[1], "room", of.pk)
    places = [read.index(words) for words in ("Eerst ik.", "Dan ik.", "Nu ik.")]
    assert places == sorted(places)
    assert "turn--lived" in read
    assert "turn--practice" in read


def test_shares_are_said_by_voice_in_words_a_picture_and_a_table(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    pages.say(who.coaches[0], of, "round_one", "een twee drie")
    send(who.coaches[1], "room_turn", of.pk, phase="round_one")
    pages.say(who.trainer, of, "round_one", "een")
    read = page(who.writer, "room", of.pk)
    assert "Van honderd woorden kwamen er 75 uit ervaring. Praktijk had er 25, onderzoek 0." in read
    assert 'aria-label="Wie sprak, in volgorde: ervaring 75 %, praktijk 25 %"' in read
    assert "De tabel achter dit beeld" in read


def test_to_listen_rather_than_speak_is_one_button(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    assert "Ik luister liever" in page(who.coaches[0], "room", of.pk)
    send(who.coaches[0], "room_turn", of.pk, phase="round_one")
    read = page(who.coaches[0], "room", of.pk)
    assert "Ik luister liever" not in read
    assert "Dat mag nog altijd." in read


def test_a_turn_of_a_phase_that_is_over_lets_no_other_turn_go_by(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    send(who.coaches[0], "room_turn", of.pk, phase="own_group")
    assert "Jij spreekt nu." in page(who.coaches[0], "room", of.pk)


def test_she_takes_her_own_words_back_and_only_the_place_stays(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    word = factories.say(of, who.coaches[0], "Dit was te veel.")
    assert "Ik neem dit terug" in page(who.coaches[0], "room", of.pk)
    assert "Ik neem dit terug" not in page(who.coaches[1], "room", of.pk)
    assert "Dit was te veel." in page(who.coaches[0], "word_back", word.pk)
    assert pages.status(who.coaches[1], "word_back", word.pk) == 404
    send(who.coaches[0], "word_back", word.pk)
    for person in who.people:
        read = page(person, "room", of.pk)
        assert "Dit was te veel." not in read
        assert "Hier stonden woorden. Ze zijn teruggenomen." in read


def test_a_vetoed_line_is_read_by_its_speaker_alone(who: Group) -> None:
    of = dialogue(who, phase=Phase.HARVEST)
    word = factories.say(of, who.writer, "Dat gezin moet anders.", field=Field.CHANGE)
    assert "Dit gaat niet verder" in page(who.coaches[0], "room", of.pk)
    assert pages.status(who.professionals[1], "word_veto", word.pk) == 404
    send(who.coaches[0], "word_veto", word.pk)
    assert "Dat gezin moet anders." in page(who.writer, "room", of.pk)
    for person in (*who.coaches, who.professionals[1], who.trainer, who.researcher):
        assert "Dat gezin moet anders." not in page(person, "room", of.pk)
    assert "Dat gezin" not in page(who.trainer, "room_screen", of.pk)


def test_stopping_asks_once_and_no_reason(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    asked = page(who.coaches[0], "room_stop", of.pk)
    assert "Je hoeft niet te zeggen waarom." in asked
    assert "<textarea" not in asked
    send(who.coaches[0], "room_stop", of.pk)
    assert pages.status(who.coaches[0], "room", of.pk) == 404
    assert "Het gesprek staat stil." in page(who.writer, "room", of.pk)


def test_a_veto_takes_everything_away_and_names_nobody(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    for person in (who.professionals[1], who.trainer, who.researcher):
        assert pages.status(person, "room_veto", of.pk) == 404
        assert send(person, "room_veto", of.pk).status_code == 404
    assert page(who.coaches[0], "room_veto", of.pk)
    send(who.coaches[0], "room_veto", of.pk)
    for person in who.people:
        read = page(person, "room", of.pk)
        assert "Deze casus is teruggenomen." in read
        assert "Ik voelde me toen ook alleen." not in read
        assert who.coaches[0].short_name not in read or person == who.coaches[0]


def test_who_leads_goes_on_and_reads_what_is_in_the_way(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    assert "De coaches spreken eerst. Wacht tot elk van hen" in page(who.trainer, "room", of.pk)
    for person in (*who.coaches, *who.professionals, who.researcher):
        assert "Jij leidt dit gesprek" not in page(person, "room", of.pk)
        assert send(person, "room_step", of.pk, phase="round_one").status_code == 404
    for coach in who.coaches:
        speaking.pass_turn(dialogue=of, by=coach)
    for _time in range(2):
        send(who.trainer, "room_step", of.pk, phase="round_one")
    assert Dialogue.objects.get(pk=of.pk).phase == Phase.ROUNDS


def test_closing_waits_for_the_call_that_a_coach_asked(who: Group) -> None:
    of = dialogue(who, phase=Phase.WHAT_I_DID)
    speaking.say_what_i_did(dialogue=of, text="Ik ging langs.", key=uuid4(), by=who.writer)
    assert "Ik rond dit gesprek af" in page(who.trainer, "room", of.pk)
    send(who.coaches[0], "room_call", of.pk)
    read = page(who.trainer, "room", of.pk)
    assert "Een coach wacht nog op een telefoontje." in read
    assert "Ik rond dit gesprek af" not in read
    assert "Iemand belt je." in page(who.coaches[0], "room", of.pk)
    send(who.trainer, "room_step", of.pk, phase="what_i_did")
    assert Dialogue.objects.get(pk=of.pk).phase == Phase.WHAT_I_DID


def test_the_screen_on_the_wall_names_nobody(who: Group) -> None:
    of = dialogue(who, phase=Phase.OWN_GROUP)
    factories.say(of, who.coaches[0], "Onder ons gezegd.")
    walk(who, of, Phase.RESEARCH)
    read = page(who.trainer, "room_screen", of.pk).partition("<main")[2]
    assert "Ik voelde me toen ook alleen." in read
    assert "Onder ons gezegd." not in read
    assert [person.short_name for person in who.people if person.short_name in read] == []


def test_who_is_not_there_finds_no_room(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    stranger = group().coaches[0]
    assert pages.status(stranger, "room", of.pk) == 404
    leaving.stop(dialogue=of, by=who.writer)
    assert pages.status(who.writer, "room", of.pk) == 404


def test_who_heard_a_letter_only_is_asked_for_a_few_words_and_loses_nothing(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    read = pages.say(who.writer, of, "rounds", "Ik ga morgen langs.", heard="x").content.decode()
    assert "Zeg wat je gehoord hebt. Gebruik minstens drie verschillende woorden." in read
    assert 'href="#id_heard"' in read
    assert "Ik ga morgen langs.</textarea>" in read
    assert of.words.filter(phase=Phase.ROUNDS).count() == 0
