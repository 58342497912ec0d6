"""Someone answers by the link of her letter: a question a page, kept at each step, and hers to take back."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.sealing import SealError, forget
from tegenstroom.measurement.actions import answering, codes, consent, paper
from tegenstroom.measurement.doors import invitation_token, sheet_token
from tegenstroom.measurement.matrix import tables_of
from tegenstroom.measurement.models import Consent, Invitation, Participation, Sheet
from tegenstroom.measurement.rules.waves import Moment, Purpose
from tegenstroom.measurement.scoring import scores_of
from tegenstroom.measurement.tests.factories import MeasurementFactory, invitation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.fixture(autouse=True)
def _texts(db: None) -> None:
    consent.load_texts()


def begin(client: Client, asked: Invitation, **yes: str) -> tuple[str, Sheet]:
    """Past the first page: the key to her sheet, and the sheet."""
    at = client.post(reverse("measurement:door", args=[invitation_token(asked)]), yes)
    assert at.status_code == 302
    sheet = answering.sheet_of(asked)
    return sheet_token(sheet, asked.pk), sheet


@pytest.mark.slow  # brings NumPy along
def test_she_answers_all_and_sees_her_own_result(client: Client) -> None:
    asked = invitation()
    key, sheet = begin(client, asked, group="on")
    total = len(asked.wave.measurement.version.questionnaire.items)
    for number in range(1, total + 1):
        page = client.get(reverse("measurement:question", args=[key, number]))
        assert len(page.content) < 14 * 1024
        at = client.post(reverse("measurement:question", args=[key, number]), {"answer": "4", "go": "on"})
    assert at.headers["Location"] == reverse("measurement:finish", args=[key])
    client.post(reverse("measurement:finish", args=[key]))
    page = client.get(reverse("measurement:result", args=[key])).content.decode()
    assert page.count('role="img"') == len(asked.wave.measurement.version.questionnaire.scales)
    asked.refresh_from_db()
    sheet.refresh_from_db()
    assert asked.done
    assert sheet.finished
    assert len(sheet.answers) == total


def test_who_stops_goes_on_where_she_was(client: Client) -> None:
    asked = invitation()
    key, _sheet = begin(client, asked)
    client.post(reverse("measurement:question", args=[key, 1]), {"answer": "2", "go": "on"})
    at = client.post(reverse("measurement:question", args=[key, 2]), {"answer": "3", "go": "stop"})
    assert at.headers["Location"] == reverse("measurement:later", args=[key])
    again = client.post(reverse("measurement:door", args=[invitation_token(asked)]))
    assert again.headers["Location"].endswith("/3/")


def test_a_question_may_be_skipped_and_an_answer_that_is_none_is_refused(client: Client) -> None:
    key, sheet = begin(client, invitation())
    client.post(reverse("measurement:question", args=[key, 1]), {"go": "on"})
    wrong = client.post(reverse("measurement:question", args=[key, 2]), {"answer": "77", "go": "on"})
    assert wrong.status_code == 200
    sheet.refresh_from_db()
    assert sheet.answers == {}


def test_a_step_costs_few_queries(client: Client, django_assert_max_num_queries: object) -> None:
    key, _sheet = begin(client, invitation())
    url = reverse("measurement:question", args=[key, 1])
    with django_assert_max_num_queries(5) as seen:
        client.post(url, {"answer": "2", "go": "on"})
    assert sum(query["sql"].startswith("UPDATE") for query in seen.captured_queries) == 1
    assert not any("django_session" in query["sql"] for query in seen.captured_queries)


def test_what_was_handed_in_no_longer_changes(client: Client) -> None:
    asked = invitation()
    key, sheet = begin(client, asked)
    answering.answer(sheet=sheet, key="zelf1", code=3, language="nl")
    answering.finish(sheet=sheet, invitation=asked.pk)
    with pytest.raises(answering.ClosedError):
        answering.answer(sheet=sheet, key="zelf1", code=5, language="nl")
    client.post(reverse("measurement:question", args=[key, 1]), {"answer": "5"})
    sheet.refresh_from_db()
    assert sheet.answers == {"zelf1": 3}


def test_the_page_speaks_french_when_she_does(client: Client) -> None:
    key, _sheet = begin(client, invitation())
    client.cookies["django_language"] = "fr"
    page = client.get(reverse("measurement:question", args=[key, 1])).content.decode()
    assert "Je décide moi-même" in page


def full(asked: Invitation, answer: int = 4, *, yes: bool = True) -> Sheet:
    """Everything answered the same, and handed in."""
    measurement, hers = asked.wave.measurement, answering.own_hash(asked)
    sheet = answering.begin(wave=asked.wave, code_hash=hers, language="nl")
    for item in measurement.version.questionnaire.items:
        answering.answer(sheet=sheet, key=item.key, code=answer, language="nl")
    if yes:
        consent.give(measurement=measurement, code_hash=hers, said_yes=consent.texts(measurement, "nl"))
    answering.finish(sheet=sheet, invitation=asked.pk)
    return sheet


def test_only_whose_yes_stands_is_in_the_tables() -> None:
    wave = MeasurementFactory().waves.get()
    said_yes, silent, sorry = (invitation(wave) for _one in range(3))
    full(said_yes, 4)
    full(silent, 1, yes=False)
    taken = full(sorry, 2)
    consent.take_back(measurement=wave.measurement, code_hash=taken.code_hash, purpose=Purpose.GROUP)
    table = tables_of(wave.measurement)[Moment.BEFORE]
    assert [set(row) for row in table.rows] == [{4}]


def test_two_waves_of_one_person_bear_one_number_and_her_page_says_what_changed(client: Client) -> None:
    measurement = MeasurementFactory(waves={"before": -10, "end": -1})
    before, end = measurement.waves.all()
    first = invitation(before)
    second = invitation(end, first.participation.person)
    full(first, 2)
    last = full(second, 4)
    tables = tables_of(measurement)
    assert tables[Moment.BEFORE].persons == tables[Moment.END].persons == (1,)
    page = client.get(reverse("measurement:result", args=[sheet_token(last, second.pk)])).content.decode()
    assert "dan de vorige keer" in page


def test_taking_everything_back_leaves_nothing(client: Client) -> None:
    asked = invitation()
    sheet = full(asked)
    client.post(reverse("measurement:consents", args=[sheet_token(sheet, asked.pk)]), {"all": "1"})
    assert not Sheet.objects.exists()
    assert not Consent.objects.filter(taken_back_in=None).exists()
    assert tables_of(asked.wave.measurement) == {}


def test_no_row_of_a_table_joins_a_person_and_a_sheet() -> None:
    """Nothing of a sheet or a yes stands in a row about her, and no relation leads from one to the other."""
    asked = invitation()
    sheet = full(asked)
    related = {
        field.related_model.__name__ for m in (Sheet, Consent) for field in m._meta.fields if field.is_relation
    }
    assert related == {"Wave", "Measurement", "ConsentText"}
    about_her = [
        *Participation.objects.filter(pk=asked.participation_id).values_list(),
        *Invitation.objects.filter(pk=asked.pk).values_list(),
    ]
    hers = {str(value) for row in about_her for value in row}
    assert not {str(sheet.pk), sheet.code_hash, codes.code_of(asked.participation)} & hers
    # The negative control: whoever holds the keys does find it, so the comparison can find something.
    assert codes.hash_of(asked.wave.measurement, codes.code_of(asked.participation)) == sheet.code_hash


def test_when_her_key_is_destroyed_nobody_can_make_her_code() -> None:
    asked = invitation()
    assert codes.code_of(asked.participation)
    forget(asked.participation.person, by=None)
    with pytest.raises(SealError):
        codes.code_of(Participation.objects.get())


def test_who_answered_too_little_gets_no_score() -> None:
    questionnaire = MeasurementFactory().version.questionnaire
    scale = questionnaire.scales[0]
    needed = (len(scale.items) + 1) // 2 if scale.minimum is None else scale.minimum
    few = dict.fromkeys(scale.items[: needed - 1], 4)
    enough = dict.fromkeys(scale.items[:needed], 4)
    assert scores_of(questionnaire, few)[0].value is None
    assert scores_of(questionnaire, enough)[0].value is not None
    not_counted = dict.fromkeys(scale.items, 8)
    assert scores_of(questionnaire, not_counted)[0].value is None


def desk_of(client: Client) -> Client:
    client.force_login(PersonFactory(roles=[COORDINATOR]))
    return client


def test_a_sheet_of_paper_is_typed_over_by_code_and_a_double_one_is_named(
    client: Client, settings: object
) -> None:
    asked = invitation()
    desk, url = desk_of(client), reverse("measurement:desk_typing", args=[asked.wave_id])
    typed = {"code": codes.code_of(asked.participation).lower(), "item_zelf1": "4", "yes_group": "on"}
    wrong = desk.post(url, {**typed, "item_zelf1": "6"}).content.decode()
    assert "6 is hier geen antwoord" in wrong
    assert desk.post(url, typed).status_code == 302
    assert Sheet.objects.get().how == "paper"
    assert Invitation.objects.get().done
    assert "Dit blad is dubbel" in desk.post(url, typed).content.decode()


def test_a_code_of_nobody_is_refused() -> None:
    asked, other = invitation(), invitation()
    with pytest.raises(paper.PaperError) as refused:
        paper.hand_in(
            wave=asked.wave,
            code=codes.code_of(other.participation),
            answers={"zelf1": 3},
            said_yes=[],
            by=PersonFactory(),
        )
    assert refused.value.fault is paper.PaperFault.NOBODY


def test_the_form_on_paper_can_be_printed(client: Client) -> None:
    asked = invitation()
    paper_form = desk_of(client).get(reverse("measurement:desk_form", args=[asked.wave_id]))
    assert re.match(rb"%PDF", paper_form.content)
