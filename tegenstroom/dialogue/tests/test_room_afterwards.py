"""After the talk: the harvest, what people did with it, lessons and signals; a no is asked for no why."""

import re
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tegenstroom.accounts.roles import EDITOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Letter
from tegenstroom.coaches.tests.factories import coach as other_coach
from tegenstroom.dialogue.actions import dialogues, lessons, signals
from tegenstroom.dialogue.doors import done_url
from tegenstroom.dialogue.models import Dialogue, Insight, TurnTaken
from tegenstroom.dialogue.rules.phases import Field, Phase
from tegenstroom.dialogue.tests.factories import TITLE, Group, dialogue, group, say, walk
from tegenstroom.dialogue.tests.pages import at, page, send, status

pytestmark = pytest.mark.django_db

LINK = re.compile(r"(/(?:gedaan|les)/\S+/)")


@pytest.fixture
def who() -> Group:
    return group()


@pytest.fixture
def harvest(who: Group) -> Dialogue:
    return dialogue(who, phase=Phase.HARVEST)


def answer(who, of: Dialogue, field: str, text: str, go: str = "on") -> HttpResponse:
    key = re.search(r'name="key" value="([^"]+)"', page(who, "harvest", of.pk, field))
    assert key
    return send(who, "harvest", of.pk, field, key=key[1], text=text, go=go)


def lesson(who: Group, of: Dialogue) -> Insight:
    words = [
        say(of, person, f"Les van {voice}.", field=Field.TAKE_ALONG)
        for person, voice in (
            (who.coaches[0], "ervaring"),
            (who.writer, "praktijk"),
            (who.researcher, "onderzoek"),
        )
    ]
    return lessons.propose(dialogue=of, title="Vraag waar, niet wanneer", words=words, by=who.trainer)


def letter_link(kind: str, person) -> str:
    body = Letter.objects.filter(kind=kind, person=person.pk).latest("pk").body
    found = LINK.search(body)
    assert found
    return found[1]


def test_the_harvest_is_four_questions_each_on_its_page(who: Group, harvest: Dialogue) -> None:
    for field, after in (("meenemen", "doen"), ("doen", "spanning"), ("spanning", "anders")):
        assert (
            answer(who.writer, harvest, field, f"Over {field}.").headers["Location"].endswith(f"/oogst/{after}/")
        )
    assert answer(who.writer, harvest, "anders", "").headers["Location"] == f"/gesprekken/{harvest.pk}/"
    said = harvest.words.filter(speaker=who.writer, phase=Phase.HARVEST).values_list("field", flat=True)
    assert sorted(said) == sorted([Field.TAKE_ALONG, Field.WILL_DO, Field.TENSION])
    read = page(who.coaches[0], "room", harvest.pk)
    assert "Over meenemen." in read
    assert "Wat ik meeneem" in read


def test_in_the_harvest_the_voices_stand_beside_each_other_and_where_they_answer_each_other_in_order(
    who: Group, harvest: Dialogue
) -> None:
    say(harvest, who.writer, "Ik bel voortaan eerst.", field=Field.WILL_DO)
    say(harvest, who.coaches[0], "Ik zeg het haar.", field=Field.WILL_DO)
    read = page(who.coaches[0], "room", harvest.pk)
    assert 'id="l-will_do" class="weave__turns weave__turns--beside"' in read
    assert 'id="l-round_one" class="weave__turns"' in read


def test_who_went_past_the_last_question_is_not_asked_to_begin_again(who: Group, harvest: Dialogue) -> None:
    answer(who.writer, harvest, "doen", "Ik bel.")
    for question in ("meenemen", "doen", "spanning"):
        answer(who.writer, harvest, question, "")
    assert "Vier korte vragen." in page(who.writer, "room", harvest.pk)
    answer(who.writer, harvest, "anders", "", go="stop")
    assert "Vier korte vragen." in page(who.writer, "room", harvest.pk)
    answer(who.writer, harvest, "anders", "")
    read = page(who.writer, "room", harvest.pk)
    assert "Jouw oogst staat erbij." in read
    assert "Ik begin" not in read
    # What she left open she can still answer.
    answer(who.writer, harvest, "spanning", "Dat blijft moeilijk.")
    assert "Dat blijft moeilijk." in page(who.coaches[0], "room", harvest.pk)


def test_who_wrote_nothing_at_all_is_not_thanked_for_a_harvest(who: Group, harvest: Dialogue) -> None:
    answer(who.writer, harvest, "anders", "")
    read = page(who.writer, "room", harvest.pk)
    assert "Je liet de vragen voorbijgaan." in read
    assert "Jouw oogst staat erbij." not in read
    assert "Ik leg er nog iets bij" in read


def test_a_last_question_of_an_older_page_lets_no_later_turn_go_by(who: Group, harvest: Dialogue) -> None:
    sent = {"key": str(uuid4()), "text": "", "go": "on"}
    walk(who, harvest, Phase.WHAT_I_DID)
    assert send(who.writer, "harvest", harvest.pk, "anders", **sent).status_code == 302
    assert not TurnTaken.objects.filter(seat__person=who.writer).exists()


def test_nothing_written_is_an_answer_too_and_back_keeps_what_she_wrote(who: Group, harvest: Dialogue) -> None:
    assert answer(who.writer, harvest, "doen", "", go="back").headers["Location"].endswith("/oogst/meenemen/")
    answer(who.writer, harvest, "doen", "Ik bel.", go="back")
    assert "Ik bel." in page(who.writer, "harvest", harvest.pk, "doen")


def test_a_harvest_that_ended_meanwhile_gives_the_words_back(who: Group, harvest: Dialogue) -> None:
    key = "6f1e6e9c-7d0b-4f0a-9a55-0c3a6f1b2d3e"
    dialogues.next_phase(dialogue=harvest, by=who.trainer)
    read = send(who.writer, "harvest", harvest.pk, "doen", key=key, text="Net te laat.").content.decode()
    assert "Net te laat." in read
    assert "Het gesprek ging net verder." in read


def test_what_someone_did_is_told_and_reaches_the_coaches(who: Group) -> None:
    of = dialogue(who, phase=Phase.WHAT_I_DID)
    key = re.search(r'name="key" value="([^"]+)"', page(who.writer, "done", of.pk))
    assert key
    for _time in range(2):
        send(who.writer, "done", of.pk, key=key[1], text="Ik ging langs. Ze deed open.")
    assert of.words.filter(phase=Phase.WHAT_I_DID).count() == 1
    assert "Ik ging langs. Ze deed open." in page(who.coaches[0], "room", of.pk)
    assert Letter.objects.filter(kind="dialogue_coaches_hear").count() == 2


def test_it_is_told_from_the_letter_too_without_logging_in_and_without_a_word_of_the_case(who: Group) -> None:
    of = dialogue(who, phase=Phase.WHAT_I_DID)
    seat = of.seats.get(person=who.writer)
    link = LINK.search(done_url(seat))
    assert link
    read = at().get(link[1]).content.decode()
    assert TITLE not in read
    assert "Ik voelde me toen ook alleen." not in read
    key = re.search(r'name="key" value="([^"]+)"', read)
    assert key
    at().post(link[1], {"key": key[1], "text": "Ik belde."})
    assert of.words.get(phase=Phase.WHAT_I_DID).speaker == who.writer
    assert "Dank je om het te vertellen." in at().get(link[1]).content.decode()


HARD = "De implementatie van het participatietraject wordt door de hulpverlener gefaciliteerd."


def test_who_only_holds_the_letter_sees_what_is_hard_before_the_coaches_read_it(who: Group) -> None:
    of = dialogue(who, phase=Phase.WHAT_I_DID)
    link = LINK.search(done_url(of.seats.get(person=who.writer)))
    assert link
    read = at().get(link[1]).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', read)
    assert key
    assert "/klare-taal/" not in read, "that page asks to log in"
    again = at().post(link[1], {"key": key[1], "text": HARD, "go": "look"}).content.decode()
    assert "Dit kan gewoner:" in again
    assert HARD in again
    assert not of.words.filter(phase=Phase.WHAT_I_DID).exists()
    at().post(link[1], {"key": key[1], "text": "Ik belde."})
    assert of.words.filter(phase=Phase.WHAT_I_DID).count() == 1


def test_who_logged_in_sees_it_while_writing(who: Group) -> None:
    of = dialogue(who, phase=Phase.WHAT_I_DID)
    read = page(who.writer, "done", of.pk)
    assert "/klare-taal/?veld=text" in read
    assert "htmx" in read
    assert 'value="look"' not in read


def test_a_link_of_who_left_opens_nothing(who: Group) -> None:
    of = dialogue(who, phase=Phase.WHAT_I_DID)
    link = LINK.search(done_url(of.seats.get(person=who.writer)))
    assert link
    send(who.writer, "room_stop", of.pk)
    assert at().get(link[1]).status_code == 404


def test_a_lesson_is_made_of_words_of_three_voices(who: Group, harvest: Dialogue) -> None:
    words = [say(harvest, person, "Onthoud dit.", field=Field.CHANGE) for person in who.people]
    lived, practice = str(words[0].pk), str(words[2].pk)
    missing = send(who.trainer, "lesson_proposal", harvest.pk, title="Samen", lived=[lived], practice=[practice])
    assert "Kies minstens één zin van deze stem." in missing.content.decode()
    made = send(
        who.trainer,
        "lesson_proposal",
        harvest.pk,
        title="Samen",
        lived=[lived],
        practice=[practice],
        research=[str(words[who.people.index(who.researcher)].pk)],
    )
    assert made.status_code == 302
    assert Insight.objects.get().voices.count() == 3
    assert status(who.writer, "lesson_proposal", harvest.pk) == 404


def test_each_voice_says_yes_from_her_letter_under_a_name_of_her_own(who: Group, harvest: Dialogue) -> None:
    made = lesson(who, harvest)
    assert "Nog niet elke stem zei ja." in page(who.trainer, "lesson", made.pk)
    for person in (who.coaches[0], who.writer, who.researcher):
        link = letter_link("dialogue_lesson_asks", person)
        read = at().get(link).content.decode()
        text = re.search(r"<textarea[^>]*>\s*([^<]+)", read)
        assert text
        at().post(link, {"answer": "yes", "text": text[1].strip(), "by_name": "Merel"})
        assert "Jij zei ja." in at().get(link).content.decode()
    send(who.trainer, "lesson_hand_over", made.pk)
    read = page(who.professionals[1], "lesson", made.pk)
    assert "Les van ervaring." in read
    assert "Merel" in read
    assert "Uit een gesprek in de groep" in read
    assert TITLE not in read


def test_her_link_shows_her_own_words_and_nobody_elses(who: Group, harvest: Dialogue) -> None:
    lesson(who, harvest)
    read = at().get(letter_link("dialogue_lesson_asks", who.coaches[0])).content.decode()
    assert "Les van ervaring." in read
    assert "Les van praktijk." not in read
    assert f'href="{reverse("base:stopped")}"' in read


def test_she_says_it_otherwise_or_no_without_a_reason(who: Group, harvest: Dialogue) -> None:
    made = lesson(who, harvest)
    hers, his = made.voices.get(voice="lived"), made.voices.get(voice="practice")
    send(who.coaches[0], "line", hers.pk, answer="yes", text="Vraag waar we elkaar zien.", by_name="")
    assert "Vraag waar we elkaar zien." in page(who.trainer, "lesson", made.pk)
    send(who.writer, "line", his.pk, answer="no")
    read = page(who.trainer, "lesson", made.pk)
    assert "Les van praktijk." not in read
    assert "Een les heeft drie stemmen" in read
    assert status(who.trainer, "line", hers.pk) == 404


def test_a_coach_keeps_one_line_out(who: Group, harvest: Dialogue) -> None:
    made = lesson(who, harvest)
    his = made.voices.get(voice="practice")
    assert status(who.professionals[1], "line_veto", his.pk) == 404
    send(who.coaches[1], "line_veto", his.pk)
    assert "Les van praktijk." not in page(who.trainer, "lesson", made.pk)


def test_a_lesson_that_was_handed_over_is_for_all_members_and_goes_when_a_voice_goes(who: Group) -> None:
    of = dialogue(who, phase=Phase.HARVEST)
    made = lesson(who, of)
    elsewhere = group()
    assert status(elsewhere.writer, "lesson", made.pk) == 404
    for line in made.voices.select_related("speaker"):
        lessons.say_yes(voice=line, by_name="", by=line.speaker)
    lessons.hand_over(insight=made, by=who.trainer)
    assert "Les van ervaring." in page(elsewhere.writer, "lesson", made.pk)
    assert status(PersonFactory(), "lesson", made.pk) == 404
    send(who.coaches[0], "line_back", made.voices.get(voice="lived").pk)
    assert status(elsewhere.writer, "lesson", made.pk) == 404


def test_a_trainer_lays_an_insight_beside_a_case_and_it_speaks_for_research(who: Group) -> None:
    of = dialogue(who, phase=Phase.HARVEST)
    made = lesson(who, of)
    for line in made.voices.select_related("speaker"):
        lessons.say_yes(voice=line, by_name="", by=line.speaker)
    lessons.hand_over(insight=made, by=who.trainer)
    elsewhere = group()
    other = dialogue(elsewhere, phase=Phase.ROUNDS)
    assert status(elsewhere.trainer, "room_insight", other.pk) == 404
    dialogues.next_phase(dialogue=other, by=elsewhere.trainer)
    assert status(elsewhere.writer, "room_insight", other.pk) == 404
    assert "Vraag waar, niet wanneer" in page(elsewhere.trainer, "room_insight", other.pk)
    key = "6f1e6e9c-7d0b-4f0a-9a55-0c3a6f1b2d3e"
    send(elsewhere.trainer, "room_insight", other.pk, key=key, insight=str(made.pk))
    read = page(elsewhere.writer, "room", other.pk)
    assert "turn--research" in read
    assert "Les van ervaring." in read
    # Research speaks; who laid it there stands beside it, and not where the speaker does.
    laid = f"{elsewhere.trainer.short_name} legde dit erbij."
    assert laid in read
    assert f"<strong>{elsewhere.trainer.short_name}</strong>" not in read
    assert "Jij legde dit erbij." in page(elsewhere.trainer, "room", other.pk)
    # Where a voice is taken back it is nowhere any more.
    lessons.take_voice_back(voice=made.voices.get(voice="lived"), by=who.coaches[0])
    assert "Les van" not in page(elsewhere.writer, "room", other.pk)


def test_a_signal_reaches_policy_from_five_dialogues_with_two_coaches_behind_it(who: Group) -> None:
    sentence = "Drie keer niet komen sluit de begeleiding."
    editor = PersonFactory(roles=[EDITOR])
    for number in range(5):
        people = who if number == 0 else group()
        of = dialogue(people, phase=Phase.HARVEST)
        send(people.trainer, "room_signals", of.pk, sentence=sentence)
        if number == 3:
            for coach in who.coaches:
                send(coach, "signal_approval", signals.Signal.objects.get().pk, answer="yes")
            assert sentence not in page(editor, "signals")
    assert sentence in page(editor, "signals")
    assert "in minstens 5 gesprekken" in page(editor, "signals")
    send(who.coaches[0], "signal_approval", signals.Signal.objects.get().pk, answer="no")
    assert sentence not in page(editor, "signals")


def test_signals_are_for_coaches_to_let_through_and_for_nobody_else_to_see_before(who: Group) -> None:
    of = dialogue(who, phase=Phase.HARVEST)
    send(who.coaches[0], "room_signals", of.pk, sentence="Een regel die terugkomt.")
    assert "Een regel die terugkomt." in page(who.coaches[1], "my_signals")
    assert "Een regel die terugkomt." not in page(other_coach(), "my_signals")
    for person in (who.trainer, who.writer, who.researcher):
        assert status(person, "my_signals") == 404
    assert "Een regel" not in page(who.researcher, "signals")
    for person in (*who.coaches, who.writer, who.trainer):
        assert status(person, "signals") == 404


def test_lessons_come_after_the_talk(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    assert status(who.trainer, "lesson_proposal", of.pk) == 404
    walk(who, of, Phase.HARVEST)
    assert status(who.trainer, "lesson_proposal", of.pk) == 200
    assert reverse("dialogue:lessons", args=[of.pk]) in page(who.trainer, "room", of.pk)


def test_a_coach_takes_a_sentence_out_of_what_goes_to_policy(who: Group, harvest: Dialogue) -> None:
    send(who.trainer, "room_signals", harvest.pk, sentence="Een zin die iemand pijn doet.")
    named = signals.Signal.objects.get()
    assert "Een zin die iemand pijn doet." in page(who.coaches[0], "room_signals", harvest.pk)
    send(who.coaches[0], "room_signal_end", harvest.pk, named.pk)
    assert "Een zin die iemand pijn doet." not in page(who.coaches[0], "room_signals", harvest.pk)
    assert not signals.Signal.objects.exists()


def test_a_lesson_that_a_coach_stopped_is_on_no_page(who: Group, harvest: Dialogue) -> None:
    made = lesson(who, harvest)
    assert "Deze les gaat niet mee" in page(who.coaches[1], "lesson", made.pk)
    assert "Deze les gaat niet mee" not in page(who.trainer, "lesson", made.pk)
    send(who.coaches[1], "lesson_veto", made.pk)
    for person in who.people:
        for shown in (page(person, "lessons", harvest.pk), page(person, "lesson", made.pk)):
            assert "Vraag waar, niet wanneer" not in shown


def test_words_in_a_lesson_are_looked_over_from_the_letter_before_they_go_along(
    who: Group, harvest: Dialogue
) -> None:
    made = lesson(who, harvest)
    link = letter_link("dialogue_lesson_asks", who.writer)
    read = at().post(link, {"text": HARD, "by_name": "", "answer": "look"}).content.decode()
    assert "Dit kan gewoner:" in read
    assert not made.voices.exclude(said_yes_at=None).exists()
    of_a_coach = at().get(letter_link("dialogue_lesson_asks", who.coaches[0])).content.decode()
    assert 'value="look"' not in of_a_coach
