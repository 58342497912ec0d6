"""A questionnaire as it stands in the database: canonical JSON, so that equal questionnaires are equal texts."""

import json
from functools import lru_cache

from tegenstroom.engines.questionnaires import Questionnaire
from tegenstroom.engines.questionnaires.packs import as_plain, as_questionnaire


def to_json(questionnaire: Questionnaire) -> str:
    """The text to keep."""
    plain = as_plain(questionnaire)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


# Versions never change: one process reads each text once.
@lru_cache(maxsize=64)
def from_json(content: str) -> Questionnaire:
    """The questionnaire in a kept text. FormError when it is none."""
    return as_questionnaire(json.loads(content))
