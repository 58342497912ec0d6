"""What a long analysis says to who asked: of questions, rounds and answers as people know them."""

from dataclasses import replace

import pytest
from django.utils import translation

from tegenstroom.engines.questionnaires import shipped_pack
from tegenstroom.measurement.research.showing import Section, sections
from tegenstroom.measurement.rules.analyses import Kind
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.scoring.jobs import Job
from tegenstroom.measurement.scoring.kinds import compute
from tegenstroom.measurement.tests.test_analyses import job

KORT = shipped_pack("tegenstroom-kort")
TURNED = next(scale.reverse[0] for scale in KORT.scales if scale.reverse)
QUESTION = next(item for item in KORT.items if item.key == TURNED)


def told(asked: Job) -> list[Section]:
    return sections({"sections": compute(asked, lambda _share: None)}, KORT, "nl")


def refusals(asked: Job) -> str:
    return " ".join(section.refused for section in told(asked))


def with_answers(asked: Job, change) -> Job:
    """The same people, who answer the question that is turned around otherwise."""
    rows = [
        replace(row, rounds={when: {**said, TURNED: change(said[TURNED])} for when, said in row.rounds.items()})
        for row in asked.rows
    ]
    return replace(asked, rows=tuple(rows))


def test_answers_nobody_chose_are_those_of_the_sheet_not_of_the_score() -> None:
    """Everyone chose one of the first two. The scale turns them around; the sentence speaks of the sheet."""
    asked = with_answers(job(Kind.RELIABILITY, 200), lambda code: 1 + code % 2)
    found = " ".join(warning for section in told(asked) for warning in section.warnings)
    labels = [each.label["nl"] for each in KORT.format_of(QUESTION).choices if each.code > 2]
    assert f"Bij “{QUESTION.text['nl'].rstrip('.')}” koos niemand deze antwoorden: “{labels[0]}”" in found
    assert TURNED not in found


def test_what_the_scale_turned_already_is_not_to_be_turned_again() -> None:
    asked = with_answers(job(Kind.RELIABILITY, 200), lambda code: 6 - code)
    warnings = " ".join(warning for section in told(asked) for warning in section.warnings)
    assert "ook nu de schaal omkeert wat omgekeerd staat: “" + QUESTION.text["nl"].rstrip(".") in warnings
    assert "Keer ze" not in warnings
    assert "omgekeerd gesteld" not in warnings


def test_rounds_with_few_people_are_no_group_without_a_name() -> None:
    found = refusals(job(Kind.INVARIANCE, 12))
    assert "Groep “”" not in found
    assert "Om rondes te vergelijken zijn er minstens" in found


def test_a_question_in_a_round_is_named_in_words() -> None:
    asked = job(Kind.INVARIANCE, 200, moments=(Moment.BEFORE, Moment.END))
    rows = [
        replace(row, rounds={**row.rounds, Moment.BEFORE: {**row.rounds[Moment.BEFORE], TURNED: 1 + place % 3}})
        for place, row in enumerate(asked.rows)
    ]
    found = refusals(replace(asked, rows=tuple(rows)))
    assert f"“{QUESTION.text['nl'].rstrip('.')}, voor de start”" in found
    assert ".before" not in found


@pytest.mark.parametrize(
    ("language", "method", "interval"),
    [("nl", "Alfa van Cronbach", "%, Feldt)"), ("fr", "Alpha de Cronbach", "%, Feldt)")],
)
def test_an_interval_has_its_name_and_a_method_its_words(language: str, method: str, interval: str) -> None:
    found = compute(job(Kind.RELIABILITY, 20), lambda _share: None)
    with translation.override(language):
        [alpha, *_rest] = [each for each in sections({"sections": found}, KORT, "nl") if "Cronbach" in each.method]
    assert alpha.method == method
    assert alpha.tables[0].rows[0][2][1].endswith(interval)
    assert not [each for each in alpha.warnings if "interval" in each]


def test_what_was_kept_before_there_were_words_is_still_shown() -> None:
    head = {"scale": "", "what": "alpha", "n": 90, "n_all": 90, "missing": "listwise", "reference": ""}
    old = {**head, "method": "Cronbach's alpha, listwise", "warnings": [], "tables": []}
    [shown] = sections({"sections": [old]}, KORT, "nl")
    assert shown.method == "Cronbach's alpha, listwise"
