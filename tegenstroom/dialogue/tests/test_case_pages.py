"""The case as a coach gets it: plain first, on paper, under a name of hers; that she read it is written down."""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tegenstroom.dialogue.models import Dialogue, ReadCase, Seat
from tegenstroom.dialogue.rules.phases import LeftHow, Part, Phase
from tegenstroom.dialogue.tests.clients import at, logged_in
from tegenstroom.dialogue.tests.factories import PLAIN, TEXT, TITLE, Group, case, dialogue, group, say

pytestmark = pytest.mark.django_db

# What a page of a coach may weigh, in bytes, before it is made small for the road; and its own script.
PAGE, SCRIPT = 14_000, 2000
READING = ("case", "case_whole", "case_paper")


@pytest.fixture
def who() -> Group:
    return group()


@pytest.fixture
def of(who: Group) -> Dialogue:
    return dialogue(who)


@pytest.fixture
def hers(who: Group) -> Client:
    return logged_in(who.coaches[0])


def test_a_coach_reads_the_plain_version_and_finds_the_whole_one_behind_a_link(of: Dialogue, hers: Client) -> None:
    page = hers.get(at("case", of.pk))
    assertContains(page, PLAIN)
    assertContains(page, TITLE)
    assertNotContains(page, TEXT)
    assertContains(page, at("case_whole", of.pk))
    assertContains(page, "js/read-aloud.js")
    assertContains(hers.get(at("case_whole", of.pk)), TEXT)


def test_others_read_both_plain_first_and_not_before_the_coaches_spoke(who: Group) -> None:
    soon = dialogue(who, phase=Phase.OWN_GROUP)
    for person in (who.professionals[1], who.researcher):
        for name in READING:
            assert logged_in(person).get(at(name, soon.pk)).status_code == 404
    later = dialogue(who, phase=Phase.ROUND_ONE)
    text = logged_in(who.professionals[1]).get(at("case", later.pk)).content.decode()
    assert text.index(PLAIN) < text.index(TEXT)


def test_that_she_read_it_is_written_down_once_a_day_and_she_reads_so(of: Dialogue, hers: Client) -> None:
    for name in READING:
        hers.get(at(name, of.pk))
    assert ReadCase.objects.filter(case=of.case_id).count() == 1
    assertContains(hers.get(at("case", of.pk)), "We schrijven op dat je deze casus las")


def test_looking_whether_it_is_still_there_is_no_reading(of: Dialogue, hers: Client) -> None:
    answer = hers.head(at("case_still_there", of.pk))
    assert (answer.status_code, answer.content) == (204, b"")
    assert not ReadCase.objects.exists()


def test_her_name_for_this_dialogue_is_hers_to_choose(who: Group, of: Dialogue, hers: Client) -> None:
    address = at("case_name", of.pk)
    assertRedirects(hers.post(address, {"which": "other", "other": " De  Zon "}), at("case", of.pk))
    assert Seat.objects.get(dialogue=of, person=who.coaches[0]).shown_as == "De Zon"
    assertContains(hers.get(at("case", of.pk)), "<strong>De Zon</strong>")
    assertContains(hers.get(address), 'value="De Zon"')
    hers.post(address, {"which": "own", "other": "De Zon"})
    assert Seat.objects.get(dialogue=of, person=who.coaches[0]).shown_as == who.coaches[0].short_name


def test_another_name_without_a_name_is_asked_again(of: Dialogue, hers: Client) -> None:
    assertContains(hers.post(at("case_name", of.pk), {"which": "other", "other": " "}), "Schrijf de naam")
    assertContains(hers.post(at("case_name", of.pk), {}), "Kies een van de twee.")


def test_a_name_of_one_dialogue_says_nothing_in_another(who: Group, of: Dialogue, hers: Client) -> None:
    other = dialogue(who)
    hers.post(at("case_name", of.pk), {"which": "other", "other": "De Zon"}, follow=True)
    assertNotContains(hers.get(at("case", other.pk)), "De Zon")


def test_she_takes_no_part_with_one_button_and_no_reason(who: Group, of: Dialogue, hers: Client) -> None:
    address = at("room_stop", of.pk)
    page = hers.get(address)
    assertNotContains(page, "<textarea")
    assertRedirects(hers.post(address), at("circles"))
    assert Seat.objects.get(dialogue=of, person=who.coaches[0]).left_how == LeftHow.STOPPED
    for name in (*READING, "case_still_there", "case_name", "room_veto"):
        assert hers.get(at(name, of.pk)).status_code == 404
    # The case stays for who stays.
    assertContains(logged_in(who.coaches[1]).get(at("case", of.pk)), PLAIN)


MAIN = re.compile(r'<(?:a|button) class="button"[^>]*>([^<]+)<')


def test_a_page_of_a_case_has_one_main_button_and_stopping_stands_plain_at_the_end(
    who: Group, of: Dialogue
) -> None:
    begun = dialogue(who, phase=Phase.ROUND_ONE)
    main = {
        (who.coaches[0], at("case", of.pk)): "Ik kies mijn naam",
        (who.coaches[0], at("case_whole", begun.pk)): "Naar het gesprek",
        (who.trainer, at("case", of.pk)): "Het verloop van dit gesprek",
        (who.writer, at("case", of.pk)): "Naar mijn gesprekken",
        (who.trainer, at("case", begun.pk)): "Naar het gesprek",
        (who.writer, at("own_case", begun.case_id)): "Naar het gesprek",
        (who.writer, at("own_case", case(who).pk)): "Naar mijn gesprekken",
    }
    for (person, address), button in main.items():
        page = logged_in(person).get(address).content.decode().partition("<main")[2]
        assert MAIN.findall(page) == [button], address
        assert "button--wrong" not in page
        assert page.index(button) < page.index('id="liever"'), address


def test_nothing_of_a_case_is_kept_by_a_browser(of: Dialogue, hers: Client) -> None:
    for name in READING:
        assert hers.get(at(name, of.pk)).headers["Cache-Control"] == "no-store"


def test_on_paper_it_is_plain_and_large(of: Dialogue, hers: Client) -> None:
    paper = hers.get(at("case_paper", of.pk))
    assert paper.headers["Content-Type"] == "application/pdf"
    sizes: dict[str, float] = {}
    reader = pypdf.PdfReader(BytesIO(paper.content))

    def note(text: str, _cm: object, tm: list[float], _font: object, size: float) -> None:
        sizes[text.strip()] = max(sizes.get(text.strip(), 0), size * abs(tm[3]))

    read = reader.pages[0].extract_text(visitor_text=note)
    assert "Ik help een moeder." in read
    assert TITLE in read
    assert "Ik begeleid een moeder" not in read
    assert next(size for text, size in sizes.items() if "Ik help een moeder" in text) >= 18


def test_what_is_typed_is_never_read_as_code_on_paper(who: Group) -> None:
    sly = "Ik help #read een *moeder* $x$. Ze zegt ja @iemand \\ dag."
    of = dialogue(who, plain=sly)
    paper = logged_in(who.coaches[0]).get(at("case_paper", of.pk))
    read = pypdf.PdfReader(BytesIO(paper.content)).pages[0].extract_text()
    assert " ".join(read.split()).find(sly) >= 0


def test_a_page_of_a_coach_is_light(who: Group, of: Dialogue, hers: Client) -> None:
    long = dialogue(who, text="Ik begeleid een moeder. " * 200, plain="Ik help haar. Ze zegt ja. " * 60)
    for address in (
        at("case", long.pk),
        at("case_name", of.pk),
        at("room_veto", of.pk),
        at("circles"),
        at("circle", who.circle.pk),
        at("circle_contract", who.circle.pk),
    ):
        size = len(hers.get(address).content)
        assert 1000 < size <= PAGE, address
    script = finders.find("dialogue/case.js")
    assert script
    assert Path(script).stat().st_size < SCRIPT


def test_who_leads_sees_who_read_it_and_nobody_else_does(who: Group, of: Dialogue, hers: Client) -> None:
    course = logged_in(who.trainer).get(at("course", of.pk))
    assertNotContains(course, "las hem op")
    hers.get(at("case", of.pk))
    assertContains(logged_in(who.trainer).get(at("course", of.pk)), "las hem op", count=1)
    for person in (*who.coaches, *who.professionals, who.researcher):
        assert logged_in(person).get(at("course", of.pk)).status_code == 404


def test_coaches_stand_first_among_who_reads(who: Group, of: Dialogue) -> None:
    Seat.objects.filter(dialogue=of, part=Part.COACH).update(came_at=timezone.now() + timedelta(days=1))
    here = logged_in(who.trainer).get(at("course", of.pk)).context["here"]
    assert [part for _person, part, *_more in here][:3] == [Part.COACH, Part.COACH, Part.PROFESSIONAL]


def test_the_page_of_the_case_holds_no_word_of_the_dialogue(who: Group) -> None:
    of = dialogue(who, phase=Phase.OWN_GROUP)
    say(of, who.coaches[0], "Dat is mij ook gebeurd.")
    assertNotContains(logged_in(who.trainer).get(at("case", of.pk)), "Dat is mij ook gebeurd.")
    assertNotContains(logged_in(who.trainer).get(at("course", of.pk)), "Dat is mij ook gebeurd.")
