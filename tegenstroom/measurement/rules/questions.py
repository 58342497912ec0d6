"""Which questions someone is asked, and which answers can be."""

from collections.abc import Mapping

from tegenstroom.engines.questionnaires import Item, Questionnaire

type Answers = Mapping[str, int]


class StrangeAnswerError(ValueError):
    """This answer cannot be given to this question."""


def is_asked(item: Item, answers: Answers) -> bool:
    """Whether the question is put to someone who answered so far like this."""
    when = item.asked_when
    return when is None or answers.get(when.item) in when.codes


def next_number(questionnaire: Questionnaire, answers: Answers, after: int, step: int = 1) -> int | None:
    """The number (from 1) of the next question that is asked, with step -1 of the one before; None at an end."""
    number = after + step
    while 1 <= number <= len(questionnaire.items):
        if is_asked(questionnaire.items[number - 1], answers):
            return number
        number += step
    return None


def first_open(questionnaire: Questionnaire, answers: Answers) -> int:
    """Where someone goes on who comes back: after the last question that she answered."""
    answered = [number for number, item in enumerate(questionnaire.items, start=1) if item.key in answers]
    return next_number(questionnaire, answers, max(answered, default=0)) or len(questionnaire.items)


def with_answer(questionnaire: Questionnaire, answers: Answers, key: str, code: int | None) -> dict[str, int]:
    """The answers with this one; None takes it away. StrangeAnswerError when it is none of the choices."""
    known = {choice.code for choice in questionnaire.format_of(questionnaire.item(key)).choices}
    if code is not None and code not in known:
        raise StrangeAnswerError(code)
    kept = {item: answer for item, answer in answers.items() if item != key}
    return kept if code is None else {**kept, key: code}


def only_asked(questionnaire: Questionnaire, answers: Answers) -> dict[str, int]:
    """Without answers to questions that, after all, were not for her."""
    kept: dict[str, int] = {}
    for item in questionnaire.items:
        if item.key in answers and is_asked(item, kept):
            kept[item.key] = answers[item.key]
    return kept
