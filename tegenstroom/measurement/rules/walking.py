"""One question after another: which are asked, which comes next, and what counts in the end."""

from collections.abc import Mapping

from tegenstroom.engines.questionnaires import Item, Questionnaire
from tegenstroom.measurement.rules.looking_back import When, key_of

type Answers = Mapping[str, int]


class NoSuchAnswerError(ValueError):
    """This question has no such answer."""


def is_asked(item: Item, answers: Answers) -> bool:
    """Whether the answers so far lead to this question."""
    when = item.asked_when
    return when is None or answers.get(when.item) in when.codes


def asked(questionnaire: Questionnaire, answers: Answers) -> list[Item]:
    """The questions that are asked to someone with these answers, in order; those behind one not asked neither."""
    found: list[Item] = []
    kept: dict[str, int] = {}
    for item in questionnaire.items:
        if is_asked(item, kept):
            found.append(item)
            if item.key in answers:
                kept[item.key] = answers[item.key]
    return found


def counted(questionnaire: Questionnaire, answers: Answers) -> dict[str, int]:
    """The answers that stand, of now and of then: of a question that is no longer asked, none."""
    keys = [key_of(item, when) for item in asked(questionnaire, answers) for when in When]
    return {key: answers[key] for key in keys if key in answers}


def number_after(questionnaire: Questionnaire, answers: Answers, number: int) -> int | None:
    """The number, from 1, of the next question that is asked; None after the last."""
    numbers = _numbers(questionnaire, answers)
    return next((each for each in numbers if each > number), None)


def number_before(questionnaire: Questionnaire, answers: Answers, number: int) -> int | None:
    """The number of the question before; None before the first."""
    numbers = _numbers(questionnaire, answers)
    return next((each for each in reversed(numbers) if each < number), None)


def first_open(questionnaire: Questionnaire, answers: Answers) -> int | None:
    """Where someone goes on who stopped: the first question after the last one she answered; None at the end."""
    numbers = _numbers(questionnaire, answers)
    items = questionnaire.items
    done = [each for each in numbers if any(key_of(items[each - 1], when) in answers for when in When)]
    return number_after(questionnaire, answers, done[-1] if done else 0)


def passed_over(
    questionnaire: Questionnaire, answers: Answers, *, looks_back: bool = False
) -> list[tuple[int, int]]:
    """Each question that was asked and not answered, of now or of then where the round looks back: its number, and
    the place at which it came.
    """
    whens = list(When) if looks_back else [When.NOW]
    return [
        (number, place)
        for place, number in enumerate(_numbers(questionnaire, answers), 1)
        if not all(key_of(questionnaire.items[number - 1], when) in answers for when in whens)
    ]


def with_answer(
    questionnaire: Questionnaire, answers: Answers, item: Item, code: int | None, when: When = When.NOW
) -> dict[str, int]:
    """The answers with this one in it; None takes it away. NoSuchAnswerError for a code that was not offered."""
    name = key_of(item, when)
    rest = {key: value for key, value in answers.items() if key != name}
    if code is None:
        return rest
    if code not in {choice.code for choice in questionnaire.format_of(item).choices}:
        raise NoSuchAnswerError(name)
    return {**rest, name: code}


def _numbers(questionnaire: Questionnaire, answers: Answers) -> list[int]:
    those = {item.key for item in asked(questionnaire, answers)}
    return [number for number, item in enumerate(questionnaire.items, 1) if item.key in those]


def minutes_for(questions: int) -> int:
    """How many minutes someone who reads slowly is busy, in whole fives: three questions a minute."""
    return max(5, -(-questions // 15) * 5)
