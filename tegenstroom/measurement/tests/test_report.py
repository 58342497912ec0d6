"""The report of a group: the same numbers on a page, on paper and in a workbook, and nobody alone in it."""

import re
from io import BytesIO
from random import Random

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import saying
from tegenstroom.measurement.actions import consents
from tegenstroom.measurement.matrix import TooFewError
from tegenstroom.measurement.models import Invitation, Measurement, Sheet, Wave
from tegenstroom.measurement.reports import keeping, words
from tegenstroom.measurement.reports.drawing import WIDTH, Axis, pieces_of
from tegenstroom.measurement.reports.making import report_of
from tegenstroom.measurement.reports.parts import Part, Report
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.tests.factories import answered, invited, measurement, released
from tegenstroom.training.models import TandemMember
from tests.support.depth import at_depth

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def asked_and_answered(found: Measurement, moment: Moment, rows: list[dict[str, int]]) -> None:
    """Everyone is asked in this round; the first so many answer."""
    invitations = invited(found, moment)
    wave = found.waves.get(moment=moment)
    today = found.waves.get(moment=Moment.BEFORE)
    Wave.objects.filter(pk=wave.pk).update(opens_on=today.opens_on, closes_on=today.closes_on)
    for invitation, answers in zip(invitations, rows, strict=False):
        answered(Invitation.objects.get(pk=invitation.pk), answers)


def some(people: int, seed: int, *, more: int = 0) -> list[dict[str, int]]:
    dice = Random(seed)
    found = []
    for _person in range(people):
        level = dice.randint(1, 4)
        found.append({key: min(5, max(1, level + more + dice.randint(-1, 1))) for key in ("vrij", "sterk")})
        found[-1]["moe"] = 6 - min(5, max(1, level + more + dice.randint(-1, 1)))
    return found


def group_of(people: int) -> Measurement:
    """A group that answered before and at the end, and got half a point higher."""
    found = measurement(people)
    asked_and_answered(found, Moment.BEFORE, some(people, 1))
    asked_and_answered(found, Moment.END, some(people, 1, more=1))
    return released(found)


def part(report: Report, chapter: str, title: str) -> Part:
    [parts] = [each.parts for each in report.chapters if each.title == chapter]
    [found] = [each for each in parts if each.title.startswith(title)]
    return found


def trainer_of(found: Measurement) -> tuple[Client, Person]:
    person, client = PersonFactory(), Client()
    TandemMember.objects.create(edition=found.edition, person=person, part="trainer", answer="yes")
    client.force_login(person)
    return client, person


def test_it_says_who_answered_how_reliable_it_is_and_what_changed() -> None:
    report = report_of(group_of(12), "nl")
    who = part(report, "Wie antwoordde", "Hoeveel").table
    assert who
    assert [row[1:] for row in who.rows] == [[12, 12, 12], [12, 12, 12]]
    reliability = part(report, "Kracht", "Hoe betrouwbaar").table
    assert reliability
    assert [row[0] for row in reliability.rows][:2] == ["Voor de start, α", "Voor de start, ω"]
    alpha = reliability.rows[0]
    assert alpha[1] == 12
    assert 0.5 < alpha[3] < alpha[2] < alpha[4] < 1
    change = part(report, "Kracht", "Van “Voor de start”")
    assert "Van 12 mensen ging het gemiddelde omhoog" in change.says[0]
    assert change.says[1].startswith("12 mensen antwoordden in beide rondes.")
    assert change.says[2].startswith("Met alfa in deze groep")
    assert change.table
    assert [row[0] for row in change.table.rows][1:3] == [
        "d_z, van dezelfde mensen",
        "Hedges’ g, van dezelfde mensen",
    ]
    assert change.explains == [str(words.OF_THE_SAME)]
    assert any("hertest" in sentence for sentence in report.cautions)


def test_page_paper_and_workbook_say_the_same_numbers() -> None:
    found = group_of(8)
    client, _person = trainer_of(found)
    report = report_of(found, "nl")
    page = client.get(reverse("measurement:report", args=[found.pk])).content.decode()
    paper = client.get(reverse("measurement:report_pdf", args=[found.pk])).content
    book = client.get(reverse("measurement:report_xlsx", args=[found.pk])).content
    on_paper = re.sub(r"\s+", " ", " ".join(each.extract_text() for each in PdfReader(BytesIO(paper)).pages))
    first, *sheets = openpyxl.load_workbook(BytesIO(book)).worksheets
    assert "2. Kracht: Gemiddeld" in [row[0] for row in first.values]
    tables = [each.table for chapter in report.chapters for each in chapter.parts if each.table]
    assert len(sheets) == len(tables)
    for sheet, table in zip(sheets, tables, strict=True):
        rows = list(sheet.iter_rows(min_row=2, max_row=1 + len(table.rows), values_only=True))
        assert [list(row)[1:] for row in rows] == [list(row)[1:] for row in table.rows]
        for row in table.spoken:
            for _column, value, _number in row[1:]:
                assert value in on_paper
                assert f">{value}</td>" in page


def test_a_reader_on_a_phone_finds_each_chapter_at_once_and_opens_what_is_long() -> None:
    found = group_of(8)
    client, _person = trainer_of(found)
    page = client.get(reverse("measurement:report", args=[found.pk])).content.decode()
    ways = re.findall(r'<a href="#(deel\d+)">([^<]+)</a>', page)
    assert [title for _name, title in ways] == [each.title for each in report_of(found, "nl").chapters]
    assert all(f'<h2 id="{name}">{title}</h2>' in page for name, title in ways)
    folded = re.findall(r'<details class="more"><summary><h3>([^<]+)</h3>', page)
    assert folded[0] == "Hoe betrouwbaar hier"
    assert [title.partition(".")[0] for title in folded[1:]] == ["1", "2", "3", "4"]


def test_a_group_that_is_too_small_has_no_report_and_reads_what_is_waited_for() -> None:
    found = measurement(4)
    asked_and_answered(found, Moment.BEFORE, some(4, 1))
    with pytest.raises(TooFewError):
        report_of(released(found), "nl")
    client, _person = trainer_of(found)
    page = reverse("measurement:report", args=[found.pk])
    assertContains(client.get(page), "minstens 5 mensen")
    for name in ("report_pdf", "report_xlsx", "report_sav"):
        assertRedirects(client.get(reverse(f"measurement:{name}", args=[found.pk])), page)


def test_a_change_of_too_few_is_not_shown_though_both_rounds_are() -> None:
    found = measurement(12)
    asked_and_answered(found, Moment.BEFORE, some(12, 1)[:7])
    rows = [{"vrij": 3, "sterk": 4, "moe": 2}] * 12
    invitations = invited(found, Moment.END)
    wave, first = found.waves.get(moment=Moment.END), found.waves.get(moment=Moment.BEFORE)
    Wave.objects.filter(pk=wave.pk).update(opens_on=first.opens_on, closes_on=first.closes_on)
    for invitation, answers in zip(invitations[4:], rows, strict=False):
        answered(Invitation.objects.get(pk=invitation.pk), answers)
    report = report_of(released(found), "nl")
    assert part(report, "Kracht", "Van “Voor de start”").table is None


def test_where_too_few_answered_twice_it_says_what_is_needed_to_count_who_changed() -> None:
    found = measurement(12)
    asked_and_answered(found, Moment.BEFORE, some(12, 1)[:7])
    first = found.waves.get(moment=Moment.BEFORE)
    late = invited(found, Moment.END)
    found.waves.filter(moment=Moment.END).update(opens_on=first.opens_on, closes_on=first.closes_on)
    for invitation, answers in zip(late[4:], some(8, 2), strict=False):
        answered(Invitation.objects.get(pk=invitation.pk), answers)
    change = part(report_of(released(found), "nl"), "Kracht", "Van “Voor de start”")
    assert words.needs_both(5) in change.says


def test_eight_who_all_chose_the_highest_are_read_from_no_form_of_the_report() -> None:
    found, rows = measurement(8), some(8, 4)
    for row in rows:
        row["vrij"] = 5
    asked_and_answered(found, Moment.BEFORE, rows)
    released(found)
    client, _trainer = trainer_of(found)
    page, paper, book, data = (
        client.get(reverse(f"measurement:{name}", args=[found.pk])).content
        for name in ("report", "report_pdf", "report_xlsx", "report_sav")
    )
    cells = [
        str(cell)
        for sheet in openpyxl.load_workbook(BytesIO(book)).worksheets
        for row in sheet.values
        for cell in row
    ]
    on_paper = " ".join(each.extract_text() for each in PdfReader(BytesIO(paper)).pages)
    forms = [page.decode(), on_paper, " ".join(cells), data.decode("utf-8", "replace")]
    assert not any("hetzelfde antwoord op" in each or "Iedereen gaf" in each for each in forms)
    report = report_of(found, "nl")
    hidden = [number for number in range(1, 5) if part(report, "Vraag per vraag", f"{number}.").table is None]
    assert len({1, 2, 3} & set(hidden)) > 1
    reliability = part(report, "Kracht", "Hoe betrouwbaar").table
    assert reliability
    assert {cell for row in reliability.rows for cell in row[1:]} == {None}


def test_five_who_said_yes_to_a_round_that_is_over_read_that_the_report_comes_within_the_hour() -> None:
    found = measurement(5)
    asked_and_answered(found, Moment.BEFORE, some(5, 1))
    client, _person = trainer_of(found)
    for name, pk in (("report", found.pk), ("of_group", found.edition_id)):
        page = client.get(reverse(f"measurement:{name}", args=[pk]))
        assertContains(page, "voorbij, het verslag komt binnen het uur")
        assertNotContains(page, "te weinig mensen")
    released(found)
    assertContains(client.get(reverse("measurement:of_group", args=[found.edition_id])), "staat in het verslag")


def test_the_group_of_a_trainer_says_why_it_has_no_report() -> None:
    found = measurement(4)
    asked_and_answered(found, Moment.BEFORE, some(4, 1))
    Wave.objects.update(opens_on="2020-01-01", closes_on="2020-01-02")
    client, _person = trainer_of(found)
    page = client.get(reverse("measurement:of_group", args=[found.edition_id]))
    assertContains(page, "Minstens 5 mensen moeten er ja op zeggen.")
    assertContains(page, "voorbij, maar te weinig mensen zeiden ja op een verslag")


def test_a_line_has_words_at_its_ends_and_a_turned_question_is_marked() -> None:
    picture = part(report_of(group_of(12), "nl"), "Vraag per vraag", "Van “Voor de start”").picture
    assert picture
    assert {(row.low, row.high) for row in picture.rows} == {("nooit", "altijd")}
    marked = [row.label[0] for row in picture.rows if "omgekeerd gesteld" in row.says]
    assert marked == ["3"]


def test_everyone_alike_is_a_sentence_and_never_a_number_that_is_none() -> None:
    found = measurement(6)
    asked_and_answered(found, Moment.BEFORE, [{"vrij": 3, "sterk": 3, "moe": 3}] * 6)
    asked_and_answered(found, Moment.END, [{"vrij": 3, "sterk": 3, "moe": 3}] * 6)
    released(found)
    client, _person = trainer_of(found)
    page = client.get(reverse("measurement:report", args=[found.pk]))
    assertNotContains(page, "nan")
    assertNotContains(page, "None")
    assert page.status_code == 200


def test_a_question_that_few_answered_shows_no_answers() -> None:
    found = measurement(6)
    rows = some(6, 2)
    for row in rows[2:]:
        del row["sterk"]
    asked_and_answered(found, Moment.BEFORE, rows)
    report = report_of(released(found), "nl")
    bars = part(report, "Vraag per vraag", "2.")
    assert bars.picture is None
    assert bars.table is None


def test_who_gives_another_group_or_is_in_this_one_finds_no_report() -> None:
    found, other = group_of(5), measurement(1)
    stranger, _person = trainer_of(other)
    participant = Client()
    participant.force_login(found.edition.enrolments.first().person)
    for client in (stranger, participant):
        for name in ("report", "report_pdf", "report_xlsx"):
            assert client.get(reverse(f"measurement:{name}", args=[found.pk])).status_code == 404
        assert client.get(reverse("measurement:of_group", args=[found.edition_id])).status_code == 404


def test_the_page_of_a_group_says_its_first_day_as_people_do() -> None:
    found = measurement(1)
    client, _person = trainer_of(found)
    page = client.get(reverse("measurement:of_group", args=[found.edition_id]))
    assertContains(page, f"{found.edition.version.title}, {saying.day(found.edition.starts_on)}")
    assertNotContains(page, found.edition.starts_on.isoformat())


def test_a_bar_is_as_wide_as_its_line_and_what_nobody_chose_has_no_piece() -> None:
    pieces = pieces_of(["nooit", "soms", "altijd"], [3, 0, 1])
    assert [(piece.label, piece.count, piece.width) for piece in pieces] == [("nooit", 3, 300), ("altijd", 1, 100)]
    assert pieces[-1].begins + pieces[-1].width == WIDTH
    assert Axis(1, 5).place(9) == Axis(1, 5).place(5)


def test_a_report_is_made_once_and_again_when_someone_takes_her_answers_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found, made = group_of(12), []
    monkeypatch.setattr(keeping, "report_of", lambda *of: made.append(of) or report_of(*of))
    first = keeping.kept_report(found, "nl")
    assert keeping.kept_report(found, "nl") == first
    assert len(made) == 1
    consents.take_all_back(measurement=found, code_hash=Sheet.objects.values_list("code_hash", flat=True)[0])
    less = part(keeping.kept_report(found, "nl"), "Wie antwoordde", "Hoeveel").table
    assert less
    assert [row[-1] for row in less.rows] == [7, 7]
    assert len(made) == 2
    keeping.kept_report(found, "fr")
    assert len(made) == 3


@pytest.mark.parametrize("seed", range(at_depth(3, 12)))
def test_no_part_of_a_question_holds_one_or_two_people(seed: int) -> None:
    found = measurement(9)
    for moment in (Moment.BEFORE, Moment.END):
        asked_and_answered(found, moment, some(9, seed, more=seed % 2))
    report = report_of(released(found), "nl")
    questions = [each for each in report.chapters[-1].parts if each.title[0].isdigit()]
    counts = [row[-1] for each in questions if each.table for row in each.table.rows]
    assert counts
    assert all(isinstance(count, int) and count >= 3 for count in counts)
    said = " ".join(sentence for chapter in report.chapters for each in chapter.parts for sentence in each.says)
    assert not re.search(r": [12] mens", said)


def test_the_one_who_did_not_come_back_is_not_read_from_a_change() -> None:
    """Seven of eight answered again: the means stand apart, and of the seven it is only counted who changed."""
    found = measurement(8)
    asked_and_answered(found, Moment.BEFORE, some(8, 3))
    asked_and_answered(found, Moment.END, some(8, 3, more=1)[:7])
    change = part(report_of(released(found), "nl"), "Kracht", "Van “Voor de start”")
    assert change.says[1] == str(words.NOT_THE_SAME)
    assert change.says[2].startswith("7 mensen antwoordden in beide rondes.")
    assert change.says[3].startswith("Met alfa in deze groep")
    assert change.table
    assert change.table.rows[1][0] == "Hedges’ g, tussen rondes"
    assert change.explains == [str(words.BETWEEN_ROUNDS)]
    assert change.table.columns[1] == "Mensen, beide rondes opgeteld"
    assert {row[1] for row in change.table.rows} <= {15, None}
    assert len(change.table.rows) == 2


def always(**codes: int) -> list[dict[str, int]]:
    return [codes] * 6


def two_camps(*codes: int) -> list[dict[str, int]]:
    return [{"vrij": code, "sterk": code, "moe": 6 - code} for code in codes for _person in range(3)]


@pytest.mark.parametrize(
    ("before", "end"),
    [
        (always(vrij=3, sterk=3, moe=3), always(vrij=3, sterk=3, moe=3)),
        (always(vrij=1, sterk=1, moe=5), always(vrij=5, sterk=5, moe=1)),
        (always(vrij=9, sterk=9, moe=9), always(vrij=9, sterk=9, moe=9)),
        (always(vrij=2), two_camps(1, 5)),
    ],
    ids=["all the same", "from the lowest to the highest", "nobody says", "one question, then two camps"],
)
def test_whatever_people_answer_no_page_and_no_file_shows_what_is_no_number(
    before: list[dict[str, int]], end: list[dict[str, int]]
) -> None:
    found = measurement(6)
    asked_and_answered(found, Moment.BEFORE, before)
    asked_and_answered(found, Moment.END, end)
    released(found)
    client, _trainer = trainer_of(found)
    page = client.get(reverse("measurement:report", args=[found.pk]))
    assert page.status_code == 200
    words_on = re.sub(r"<[^>]+>", " ", page.content.decode())
    assert not re.search(r"\b(?:nan|inf|infinity|None)\b", words_on)
    assert not re.search(r'="[^"]*\bnan\b', page.content.decode())
    book = client.get(reverse("measurement:report_xlsx", args=[found.pk]))
    cells = [
        cell for sheet in openpyxl.load_workbook(BytesIO(book.content)) for row in sheet.values for cell in row
    ]
    assert not [cell for cell in cells if str(cell).lower() in {"nan", "inf", "-inf"}]
    assert client.get(reverse("measurement:report_sav", args=[found.pk])).status_code == 200
