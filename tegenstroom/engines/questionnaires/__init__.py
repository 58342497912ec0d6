"""Questionnaires as files and as tables: what is asked, in which languages, how it scores, who may use it.

No Django, no database. A `Questionnaire` comes from a pack of ours or from another tool's form, and goes to one; a
`Dataset` of answers goes to the files that researchers work in. docs/questionnaires.md shows it.
"""

from tegenstroom.engines.questionnaires.checks import admitted, checked
from tegenstroom.engines.questionnaires.datasets import About, Column, Dataset, Measure, columns_of
from tegenstroom.engines.questionnaires.drafts import Imported
from tegenstroom.engines.questionnaires.forms import read_form, write_form
from tegenstroom.engines.questionnaires.packs import read_pack, shipped, shipped_pack, write_pack
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
from tegenstroom.engines.questionnaires.refusals import FormError

__all__ = [
    "About",
    "Choice",
    "Column",
    "Combine",
    "Condition",
    "Dataset",
    "FormError",
    "Format",
    "Imported",
    "Item",
    "ItemParameters",
    "Licence",
    "Measure",
    "Norm",
    "Questionnaire",
    "Scale",
    "Text",
    "admitted",
    "checked",
    "columns_of",
    "read_form",
    "read_pack",
    "shipped",
    "shipped_pack",
    "write_form",
    "write_pack",
]
