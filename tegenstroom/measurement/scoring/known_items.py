"""Scores with item parameters that came with a questionnaire. Loaded when one is asked for: numpy comes along."""

from collections.abc import Sequence

from tegenstroom.engines import psychometrics
from tegenstroom.engines.psychometrics import irt
from tegenstroom.engines.questionnaires import Questionnaire, Scale
from tegenstroom.measurement.scoring import Row, Theta, answers_of


def thetas(questionnaire: Questionnaire, scale: Scale, rows: Sequence[Row]) -> list[Theta]:
    """See `scoring.latent`."""
    data = psychometrics.reverse(answers_of(questionnaire, rows).select(scale.items), scale.reverse)
    named = {each.item: each for each in questionnaire.parameters}
    hers = [named[item] for item in scale.items]
    slopes, bounds = [each.slope for each in hers], [each.thresholds for each in hers]
    found = irt.score(data, irt.ItemParameters.known(scale.items, data.categories or (), slopes, bounds))
    return [(float(theta), float(error)) for theta, error in zip(found.theta, found.error, strict=True)]
