"""Questionnaires as files and as tables: what is asked, in which languages, how it scores, who may use it.

No Django, no database. A `Questionnaire` comes from a pack of ours or from another tool's form, and goes to one.
"""

from tegenstroom.engines.questionnaires.questionnaire import (
    Choice,
    Combine,
    Condition,
    Format,
    Item,
    ItemParameters,
    Licence,
    Norm,
    Questionnaire,
    Scale,
    Text,
)

__all__ = [
    "Choice",
    "Combine",
    "Condition",
    "Format",
    "Item",
    "ItemParameters",
    "Licence",
    "Norm",
    "Questionnaire",
    "Scale",
    "Text",
]
