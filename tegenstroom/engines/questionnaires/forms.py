"""A questionnaire from a file and to a file, by the ending of its name."""

from collections.abc import Callable
from pathlib import PurePath

from tegenstroom.engines.questionnaires.checks import checked
from tegenstroom.engines.questionnaires.drafts import Imported
from tegenstroom.engines.questionnaires.fhir import write_fhir
from tegenstroom.engines.questionnaires.limesurvey_files import read_limesurvey_tsv, read_limesurvey_xml
from tegenstroom.engines.questionnaires.packs import as_questionnaire, parsed, write_pack
from tegenstroom.engines.questionnaires.questionnaire import Questionnaire
from tegenstroom.engines.questionnaires.redcap import read_redcap
from tegenstroom.engines.questionnaires.refusals import FormError
from tegenstroom.engines.questionnaires.xlsform import read_xlsform
from tegenstroom.engines.questionnaires.xlsform_out import write_xlsform
from tegenstroom.engines.sentences import dutch

UNKNOWN_IN = dutch("form-unknown-in", "Dit soort bestand lezen we niet: {name}. We lezen {known}.")
UNKNOWN_OUT = dutch("form-unknown-out", "Dit soort bestand schrijven we niet: {name}. We schrijven {known}.")

_READERS: dict[str, Callable[[bytes, str], Imported]] = {
    ".toml": lambda content, _language: Imported(checked(as_questionnaire(parsed(content))), ()),
    ".xlsx": read_xlsform,
    ".csv": read_redcap,
    ".lss": lambda content, _language: read_limesurvey_xml(content),
    ".txt": lambda content, _language: read_limesurvey_tsv(content),
    ".tsv": lambda content, _language: read_limesurvey_tsv(content),
}
_WRITERS: dict[str, Callable[[Questionnaire], bytes]] = {
    ".toml": lambda questionnaire: write_pack(questionnaire).encode(),
    ".xlsx": write_xlsform,
    ".json": lambda questionnaire: write_fhir(questionnaire).encode(),
}
READ, WRITTEN = tuple(_READERS), tuple(_WRITERS)


def read_form(name: str, content: bytes, language: str = "nl") -> Imported:
    """The questionnaire in a pack (.toml), an XLSForm (.xlsx), a dictionary of REDCap (.csv) or a survey of
    LimeSurvey (.lss, .txt). `language`: of texts whose language the file does not say.

    `FormError`: another kind of file, a broken one, or questions that do not hang together. `admitted` looks at
    the licence; this does not.
    """
    reader = _READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise FormError(UNKNOWN_IN(name=PurePath(name).name, known=", ".join(READ)))
    return reader(content, language)


def write_form(name: str, questionnaire: Questionnaire) -> bytes:
    """The content of a pack (.toml), an XLSForm (.xlsx) or a FHIR resource (.json).

    `FormError`: another kind of file, or a pack that may not be used.
    """
    writer = _WRITERS.get(PurePath(name).suffix.lower())
    if writer is None:
        raise FormError(UNKNOWN_OUT(name=PurePath(name).name, known=", ".join(WRITTEN)))
    return writer(questionnaire)
