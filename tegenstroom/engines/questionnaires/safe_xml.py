"""XML of strangers: no entities, no document types, nothing fetched. `FormError` for what is no XML."""

import xml.etree.ElementTree as ET  # only its elements; defusedxml does the reading
from collections.abc import Iterator

from tegenstroom.engines.questionnaires.packs import TOO_LARGE
from tegenstroom.engines.questionnaires.refusals import FormError, refuse_unless
from tegenstroom.engines.sentences import dutch

LARGEST = 5 * 1024 * 1024
NOT_XML = dutch("form-not-xml", "We kunnen dit bestand niet lezen: het is geen geldige XML.")
DANGEROUS_XML = dutch(
    "form-dangerous-xml", "Dit bestand lezen we niet: er staan verwijzingen in die gevaarlijk kunnen zijn."
)


def read_xml(content: bytes) -> ET.Element:
    """The root of a document."""
    refuse_unless(len(content) <= LARGEST, TOO_LARGE, most=LARGEST // 1024**2)
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415  only who has such a file pays for loading it
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415

    try:
        root: ET.Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise FormError(DANGEROUS_XML()) from error
    except (
        ET.ParseError,
        ValueError,
        LookupError,
        RecursionError,
        MemoryError,
    ) as error:  # an encoding that is unknown
        raise FormError(NOT_XML()) from error
    return root


def rows(root: ET.Element, table: str) -> Iterator[dict[str, str]]:
    """The rows of a table of LimeSurvey: the text of each cell by its name."""
    for row in root.iterfind(f"{table}/rows/row"):
        yield {cell.tag: (cell.text or "").strip() for cell in row}
