"""Scales at the desk: made where a form has none, read over question by question, and said where there is none."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.engines.questionnaires import Choice, Format, Imported, Item, Norm, Scale
from tegenstroom.measurement import access
from tegenstroom.measurement.actions import drafts, registry
from tegenstroom.measurement.models import InstrumentVersion, QuestionnaireDraft
from tegenstroom.measurement.tests.factories import FREE, questionnaire
from tegenstroom.organisations.tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db

URL = "https://creativecommons.org/licenses/by/4.0/"
BARE = replace(questionnaire("van-buiten", licence=replace(FREE, url=URL)), scales=())
NONE_THERE = "Wie antwoordt, krijgt geen resultaat te zien: er is geen schaal."
FORCE = {"name_nl": "Mijn kracht", "name_fr": "Ma force", "turn_vrij": "as", "turn_moe": "turned", "may_miss": "1"}


@pytest.fixture
def vera(client: Client) -> Person:
    person = PersonFactory(roles=[COORDINATOR])
    client.force_login(person)
    return person


def sent(vera: Person, asked=BARE) -> QuestionnaireDraft:
    return drafts.keep(found=Imported(asked, ()), file_name="lijst.csv", by=vera)


def page_of(draft: QuestionnaireDraft) -> str:
    return reverse("measurement:desk_draft", args=[draft.pk])


def make(client: Client, draft: QuestionnaireDraft, **values: str):
    return client.post(reverse("measurement:desk_draft_scale", args=[draft.pk]), {**FORCE, **values})


def scales_of(draft: QuestionnaireDraft) -> tuple[Scale, ...]:
    draft.refresh_from_db()
    return draft.questionnaire.scales


def test_without_a_scale_the_draft_and_the_version_say_that_nobody_gets_a_result(
    client: Client, vera: Person
) -> None:
    assertContains(client.get(page_of(sent(vera))), NONE_THERE)
    row = registry.add_version(questionnaire=BARE, by=vera)
    assertContains(client.get(reverse("measurement:desk_version", args=[row.pk])), NONE_THERE)


def test_she_says_which_questions_are_one_score_and_it_is_kept_as_an_import_would(
    client: Client, vera: Person
) -> None:
    draft = sent(vera)
    assertRedirects(make(client, draft), page_of(draft))
    names = {"nl": "Mijn kracht", "fr": "Ma force"}
    scale = Scale("Mijn_kracht", names, ("vrij", "moe"), reverse=("moe",), minimum=1)
    assert scales_of(draft) == (scale,)
    page = client.get(page_of(draft))
    assertNotContains(page, NONE_THERE)
    assertContains(page, "Een score vraagt minstens 1 van 2 antwoorden.")
    free = {"version": "1", "attribution": "Wij", "kind": "free", "licence": "CC BY 4.0", "url": URL}
    client.post(page_of(draft), free)
    assert InstrumentVersion.objects.get().questionnaire.scales == (scale,)


def test_two_of_one_name_get_two_keys_and_each_can_go_again(client: Client, vera: Person) -> None:
    draft = sent(vera)
    make(client, draft)
    make(client, draft, may_miss="")
    assert [(each.key, each.minimum) for each in scales_of(draft)] == [("Mijn_kracht", 1), ("Mijn_kracht_2", None)]
    client.post(reverse("measurement:desk_draft_scale_removal", args=[draft.pk, "Mijn_kracht"]))
    assert [each.key for each in scales_of(draft)] == ["Mijn_kracht_2"]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"turn_vrij": "", "turn_moe": ""}, "Kies minstens één vraag die meetelt."),
        ({"may_miss": "2"}, "Dit is te veel."),
        ({"may_miss": "-1"}, 'id="id_may_miss_error"'),
        ({"name_fr": ""}, "Hoe heet deze schaal? (Français)"),
        ({"turn_ernst": "as"}, "niet hetzelfde laagste en hoogste antwoord"),
    ],
    ids=["no question", "all open", "below zero", "a language without a name", "other answers"],
)
def test_what_cannot_be_a_scale_is_told_why_and_what_was_typed_stays(
    client: Client, vera: Person, values: dict[str, str], sentence: str
) -> None:
    other = Format("drie", tuple(Choice(code, {"nl": f"{code}", "fr": f"{code}"}) for code in (0, 1, 2)))
    item = Item("ernst", {"nl": "Hoe erg?", "fr": "À quel point ?"}, "drie")
    draft = sent(vera, replace(BARE, formats=(*BARE.formats, other), items=(*BARE.items, item)))
    page = make(client, draft, **values)
    assertContains(page, sentence)
    assertContains(page, 'value="Mijn kracht"')
    assert scales_of(draft) == ()


def test_a_scale_with_a_norm_stays(client: Client, vera: Person) -> None:
    norm = Norm("kracht", {"nl": "iedereen", "fr": "tous"}, 100, 3.0, 0.5, source="een artikel")
    draft = sent(vera, replace(questionnaire("met-norm"), norms=(norm,)))
    client.post(reverse("measurement:desk_draft_scale_removal", args=[draft.pk, "kracht"]))
    assert [each.key for each in scales_of(draft)] == ["kracht"]


def test_the_draft_of_another_takes_no_scale(client: Client, vera: Person) -> None:
    draft = sent(PersonFactory(roles=[COORDINATOR]))
    assert make(client, draft).status_code == 404
    assert scales_of(draft) == ()


def dropped_while_she_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """In another window, after the page found it and before it keeps anything."""
    found = access.own_draft

    def looks(person: Person, pk: int) -> QuestionnaireDraft:
        draft = found(person, pk)
        QuestionnaireDraft.objects.filter(pk=pk).delete()
        return draft

    monkeypatch.setattr(access, "own_draft", looks)


@pytest.mark.parametrize("just_now", [True, False])
def test_a_draft_that_went_in_another_window_says_so_and_what_was_typed_stands(
    client: Client, vera: Person, monkeypatch: pytest.MonkeyPatch, just_now: bool
) -> None:
    draft = sent(vera)
    if just_now:
        dropped_while_she_looks(monkeypatch)
    else:
        QuestionnaireDraft.objects.all().delete()
    page = make(client, draft)
    for words in (
        "Dit bestand wacht hier niet meer",
        "Mijn kracht",
        "Ma force",
        "<dt>moe</dt><dd>telt omgekeerd mee",
    ):
        assertContains(page, words, status_code=404)


@pytest.mark.parametrize("just_now", [True, False])
def test_the_licence_of_a_draft_that_went_is_read_back_and_nothing_is_kept(
    client: Client, vera: Person, monkeypatch: pytest.MonkeyPatch, just_now: bool
) -> None:
    draft, house = sent(vera), OrganisationFactory(name="De Brug")
    if just_now:
        dropped_while_she_looks(monkeypatch)
    else:
        QuestionnaireDraft.objects.all().delete()
    ours = {"kind": "house", "organisation": house.pk, "permission": "Brief van 3 mei", "version": "1"}
    page = client.post(page_of(draft), {"attribution": "Wij", "licence": "eigen", "url": URL, **ours})
    for words in ("<dd>Brief van 3 mei</dd>", "<dd>De Brug</dd>", "Nee, één organisatie mag ze gebruiken"):
        assertContains(page, words, status_code=404)
    assert not InstrumentVersion.objects.exists()


def test_a_scale_that_went_with_its_draft_and_a_draft_that_went_twice_are_told(
    client: Client, vera: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    scale, whole = sent(vera, questionnaire("van-buiten")), sent(vera)
    dropped_while_she_looks(monkeypatch)
    gone = client.post(reverse("measurement:desk_draft_scale_removal", args=[scale.pk, "kracht"]))
    assertContains(gone, "Dit bestand wacht hier niet meer", status_code=404)
    assertContains(client.post(reverse("measurement:desk_draft_removal", args=[whole.pk]), follow=True), "is weg")


def test_what_went_is_read_back_to_nobody_but_the_desk(client: Client, vera: Person) -> None:
    draft = sent(vera)
    client.force_login(PersonFactory())
    assertNotContains(make(client, draft), "Mijn kracht", status_code=404)


def test_a_scale_that_is_made_in_another_window_is_kept_with_the_licence(client: Client, vera: Person) -> None:
    looked_at = sent(vera)
    make(client, looked_at)
    house = OrganisationFactory()
    asked = replace(BARE, licence=replace(FREE, url=URL))
    made = drafts.confirm(draft=looked_at, questionnaire=asked, organisation=house, by=vera)
    assert [scale.key for scale in made.questionnaire.scales] == ["Mijn_kracht"]


def test_which_question_is_turned_what_it_weighs_and_how_many_answers_are_needed_stand_there(
    client: Client, vera: Person
) -> None:
    asked = questionnaire("gewogen")
    [scale] = asked.scales
    row = registry.add_version(
        questionnaire=replace(asked, scales=(replace(scale, weights=(1.0, 2.5, 1.0)),)), by=vera
    )
    said = client.get(reverse("measurement:desk_version", args=[row.pk])).content.decode()
    rows = said[said.index('id="schalen"') :].split("<tr>")[2:]
    assert ["omgekeerd" in each for each in rows] == [False, False, True]
    assert "2. Ik voel me sterk." in rows[1]
    assert "2,5" in rows[1]
    assert "Het gemiddelde van de antwoorden, van 1 tot 5. Een score vraagt minstens 2 van 3 antwoorden." in said
