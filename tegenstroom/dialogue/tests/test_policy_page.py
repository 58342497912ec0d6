"""The page for policy: by theme and period, as a table too, and nothing that leads to a few."""

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from tegenstroom.accounts.roles import RESEARCHER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.dialogue.actions import signals
from tegenstroom.dialogue.actions.policy import Policy
from tegenstroom.dialogue.models import Case, Dialogue, Signal, SignalMention, Step
from tegenstroom.dialogue.rules.phases import Phase
from tegenstroom.dialogue.rules.policy import quarter_of
from tegenstroom.dialogue.tests.factories import Group, dialogue, group
from tegenstroom.dialogue.tests.pages import at

pytestmark = pytest.mark.django_db

WAIT = "=Wie een afspraak wil, wacht weken."
LIVING, SCHOOL = ({"slug": name.lower(), "name": name} for name in ("Wonen", "School"))
LONG_AGO = date(timezone.localdate().year - 2, 2, 3)


def copies(of: Dialogue, many: int, theme: dict[str, str], day: date) -> list[Dialogue]:
    """So many dialogues with this theme that came to their harvest on this day; how, is another test's subject."""
    moment = timezone.now() - timedelta(days=(timezone.localdate() - day).days)
    made = []
    for _number in range(many):
        case = Case.objects.create(
            circle=of.circle, writer=of.case.writer, themes=[theme], expires_on=date(2099, 1, 1)
        )
        one = Dialogue.objects.create(
            circle=of.circle, case=case, facilitator=of.facilitator, phase=Phase.HARVEST, opened_at=moment
        )
        Step.objects.create(dialogue=one, phase=Phase.HARVEST, at=moment)
        made.append(one)
    return made


@pytest.fixture
def who() -> Group:
    return group()


@pytest.fixture
def signal(who: Group) -> Signal:
    """Seven of nine on living named it long ago, and one of six on school; two coaches stand behind it."""
    of = dialogue(who)
    living = copies(of, 8, LIVING, LONG_AGO)
    Case.objects.filter(pk=of.case_id).update(themes=[LIVING])
    Step.objects.create(dialogue=of, phase=Phase.HARVEST, at=living[0].opened_at)
    school = copies(of, 6, SCHOOL, LONG_AGO + timedelta(days=100))
    Dialogue.objects.filter(pk=of.pk).update(phase=Phase.HARVEST)
    of.refresh_from_db()
    made = signals.name_signal(dialogue=of, sentence=WAIT, by=who.trainer)
    SignalMention.objects.bulk_create(
        [SignalMention(signal=made, dialogue=one) for one in (*living[:6], school[0])]
    )
    for coach in who.coaches:
        signals.approve_signal(signal=made, by=coach)
    return made


@pytest.fixture
def reader() -> Client:
    return at(PersonFactory(roles=[RESEARCHER]))


def test_by_theme_and_by_period_a_sentence_stands_where_enough_named_it(signal: Signal, reader: Client) -> None:
    def read(**asked: str) -> str:
        return reader.get(reverse("dialogue:signals"), asked).content.decode()

    quarter = quarter_of(LONG_AGO).key
    assert "in minstens 5 gesprekken" in read()
    assert "Thema: Wonen" in read()
    assert f"Periode: {LONG_AGO.year}; eerste kwartaal {LONG_AGO.year}" in read()
    assert WAIT in read(thema="wonen")
    assert WAIT in read(periode=quarter)
    assert WAIT in read(thema="wonen", periode=str(LONG_AGO.year))
    assert WAIT not in read(thema="school")
    assert WAIT not in read(periode=f"{LONG_AGO.year}-2")
    assert "er waren te weinig gesprekken" in read(thema="school", periode=quarter)


def test_the_table_is_that_of_the_page_and_no_spreadsheet_runs_it(signal: Signal, reader: Client) -> None:
    csv = reader.get(reverse("dialogue:signals_table", args=["csv"]), {"thema": "wonen"})
    [_header, line] = csv.content.decode("utf-8-sig").splitlines()
    assert line.startswith(f"'{WAIT};5;Wonen;")
    xlsx = reader.get(reverse("dialogue:signals_table", args=["xlsx"]))
    sheet = openpyxl.load_workbook(BytesIO(xlsx.content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][:3] == [f"'{WAIT}", 5, "Wonen"]
    empty = reader.get(reverse("dialogue:signals_table", args=["csv"]), {"thema": "school"})
    assert WAIT not in empty.content.decode()


@pytest.mark.parametrize("asked", [{"thema": "nergens"}, {"periode": "1999"}, {"periode": "2026-9"}])
def test_what_is_on_no_list_is_told_in_words_also_to_who_asks_for_a_table(
    signal: Signal, reader: Client, asked: dict[str, str]
) -> None:
    page = reader.get(reverse("dialogue:signals"), asked)
    assert page.status_code == 200
    assert WAIT not in page.content.decode()
    assert "Dit kan je hier niet kiezen." in page.content.decode()
    assert "er waren te weinig gesprekken" not in page.content.decode()
    table = reader.get(reverse("dialogue:signals_table", args=["csv"]), asked)
    assertRedirects(table, reverse("dialogue:signals", query=asked))


def test_a_list_without_a_choice_is_not_shown(reader: Client, who: Group) -> None:
    page = reader.get(reverse("dialogue:signals")).content.decode()
    assert "<select" not in page
    assert "Toon deze zinnen" not in page


def test_a_list_with_a_choice_is_shown_beside_one_without(signal: Signal, reader: Client) -> None:
    Case.objects.update(themes=[])
    page = reader.get(reverse("dialogue:signals")).content.decode()
    assert 'name="periode"' in page
    assert 'name="thema"' not in page


def test_a_dialogue_that_was_withdrawn_is_no_part_of_any_crowd(signal: Signal) -> None:
    assert set(Policy().themes) == {"wonen", "school"}
    gone = Dialogue.objects.filter(case__themes=[SCHOOL]).values_list("pk", flat=True)[:2]
    Dialogue.objects.filter(pk__in=list(gone)).update(withdrawn_at=timezone.now())
    assert set(Policy().themes) == set()
