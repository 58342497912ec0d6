"""An editor sees how plain a text is while she writes it, and nothing of it is kept."""

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.plain import LONGEST, MOST_MARKS, PlainLine, PlainTextarea, read
from tegenstroom.coaches.tests.factories import AgreementTextFactory, AssignmentFactory, coach
from tegenstroom.training.actions.modules import draft_version
from tegenstroom.training.tests.factories import EditionFactory

HARD = "De implementatie van het participatietraject wordt door de hulpverlener gefaciliteerd."
PLAIN = "We eten samen om 12 uur. Je mag iets meebrengen. Kom gerust wat vroeger."


def test_a_hard_text_says_where_and_what_to_write_instead() -> None:
    found = read(HARD)
    words, mark = found.marks[0]
    assert words in HARD
    assert mark.reason
    assert mark.proposal


def test_a_long_list_of_marks_is_cut_and_says_how_many_are_left() -> None:
    found = read(HARD * 30)
    assert len(found.marks) == MOST_MARKS
    assert found.others > 0


@pytest.fixture
def editor(db: None) -> Client:
    client = Client()
    client.force_login(PersonFactory())
    return client


def test_the_page_reads_a_pasted_text_without_scripts(editor: Client) -> None:
    page = editor.post(reverse("base:plain"), {"text": HARD})
    assertContains(page, "Dit kan gewoner")
    assertContains(page, HARD)
    assertContains(editor.post(reverse("base:plain"), {"text": PLAIN}), "Een coach kan deze tekst goed lezen")


def test_below_a_field_only_the_reading_comes_back(editor: Client) -> None:
    address = reverse("base:plain") + "?veld=practical"
    part = editor.post(address, {"practical": HARD}, headers={"HX-Request": "true"})
    assertContains(part, "Dit kan gewoner")
    assertNotContains(part, "<html")


def test_a_word_that_the_reason_names_is_not_named_twice(editor: Client) -> None:
    page = editor.post(reverse("base:plain"), {"text": "We gaan dat faciliteren."}).content.decode()
    assert "“faciliteren” is een woord van het vak." in page
    assert page.count("“faciliteren”") == 1


def test_nothing_typed_and_too_much_typed_are_no_error_of_the_server(editor: Client) -> None:
    assertNotContains(editor.post(reverse("base:plain"), {"text": ""}), "Dit kan gewoner")
    assertNotContains(editor.post(reverse("base:plain"), {"text": "a" * (LONGEST + 1)}), "Zo leest het")


def test_the_text_is_shown_as_text(editor: Client) -> None:
    assertNotContains(editor.post(reverse("base:plain"), {"text": f"<b>{HARD}</b>"}), "<b>")


def test_a_field_shows_at_once_what_was_hard_in_what_stands_there() -> None:
    class Sheet(forms.Form):
        practical = forms.CharField(widget=PlainTextarea())

    drawn = str(Sheet(initial={"practical": HARD})["practical"])
    assert "Dit kan gewoner" in drawn
    assert 'hx-target="next .plain-text"' in drawn
    assert "Dit kan gewoner" not in str(Sheet()["practical"])


def written_at_the_desk() -> list[tuple[str, str]]:
    """Where the desk writes words that a coach reads, each with its field."""
    edition = EditionFactory()
    draft = draft_version(module=edition.version.module, by=PersonFactory(roles=[COORDINATOR]))
    return [
        (reverse("training:desk_module_add"), "title"),
        (reverse("training:desk_version", args=[draft.pk]), "aims"),
        (reverse("training:desk_version", args=[draft.pk]), "deel-0-title"),
        (reverse("training:desk_publication", args=[draft.pk]), "what_changed"),
        (reverse("training:desk_edition", args=[edition.pk]), "what"),
        (reverse("dialogue:desk_supervision"), "title"),
        (reverse("coaches:desk_assignment_correction", args=[AssignmentFactory(coach=coach()).pk]), "reason"),
        (reverse("training:desk_call_off", args=[edition.pk]), "reason"),
        (reverse("training:desk_moment", args=[coach().pk]), "title"),
        (reverse("training:desk_edit", args=[edition.pk]), "practical"),
        (reverse("coaches:agreement_text", args=[AgreementTextFactory(number=2, published_at=None).pk]), "aim"),
        (reverse("organisations:place", args=[edition.place_id]), "directions"),
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("figures")
def test_the_desk_sees_the_marks_of_all_that_a_coach_reads_with_scripts_and_without() -> None:
    office = Client()
    office.force_login(PersonFactory(roles=[COORDINATOR]))
    for address, field in written_at_the_desk():
        page = office.get(address)
        assertContains(page, f'hx-post="{reverse("base:plain")}?veld={field}"')
        assertContains(page, "htmx-2.min.js")
        assertContains(page, f'href="{reverse("base:plain")}"')


def test_a_line_for_a_coach_stays_one_line() -> None:
    assert PlainLine(label="Waarom").clean(" Je gaf\r\n een halve  dag. ") == "Je gaf een halve dag."
