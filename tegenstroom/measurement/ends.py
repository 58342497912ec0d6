"""What the two ends of a line mean, in the words of the questionnaire itself."""

from dataclasses import dataclass

from tegenstroom.engines.questionnaires import Item, Questionnaire, Scale
from tegenstroom.measurement.papers.sheets import said


@dataclass(frozen=True, slots=True)
class Ends:
    """The answers at both ends of a line, to a sentence such as `example`.

    `turned`: other sentences of it are counted the other way round. `low` and `high` are empty where the questions
    have other answers than one another.
    """

    low: str
    high: str
    example: str
    turned: bool


def ends_of(scale: Scale, questionnaire: Questionnaire, language: str) -> Ends:
    """The ends of a scale. Where every sentence is turned around, the lowest answer stands at the high end."""
    straight = [key for key in scale.items if key not in scale.reverse]
    items = [questionnaire.item(key) for key in straight or scale.items]
    found = {_outer(item, questionnaire, language) for item in items}
    low, high = found.pop() if len(found) == 1 else ("", "")
    if not straight:
        low, high = high, low
    return Ends(low, high, said(items[0].text, questionnaire, language), bool(straight and scale.reverse))


def _outer(item: Item, questionnaire: Questionnaire, language: str) -> tuple[str, str]:
    """The labels of the lowest and the highest answer that counts."""
    format_ = questionnaire.format_of(item)
    labels = {choice.code: said(choice.label, questionnaire, language) for choice in format_.choices}
    return labels[format_.counted[0]], labels[format_.counted[-1]]
