"""What others found out about a questionnaire, and came along with it together with where it stands."""

from tegenstroom.engines.questionnaires import Norm, Questionnaire, Scale


def retests(asked: Questionnaire, scale: Scale | None = None) -> list[Norm]:
    """The norms with a retest, of one scale or of all."""
    norms = (norm for norm in asked.norms if scale is None or norm.scale == scale.key)
    return [norm for norm in norms if norm.retest is not None]


def sources_of_items(asked: Questionnaire, scale: Scale) -> list[str]:
    """Where the item parameters of this scale were published; none when a question has none, or no source."""
    named = {each.item: each.source.strip() for each in asked.parameters}
    found = [named.get(item, "") for item in scale.items]
    return list(dict.fromkeys(found)) if all(found) else []
