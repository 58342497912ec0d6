"""The questions on paper, in large letters and one column, with a QR and a code: to fill in with a pen."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from django.utils import translation
from django.utils.translation import gettext as _

from tegenstroom.base import pdf, saying
from tegenstroom.engines.questionnaires import Item, Questionnaire, Text
from tegenstroom.measurement import codes, doors
from tegenstroom.measurement.actions import consents
from tegenstroom.measurement.models import Invitation
from tegenstroom.measurement.rules.consent import Purpose
from tegenstroom.measurement.rules.walking import minutes_for
from tegenstroom.measurement.words import PURPOSES

TEMPLATE = Path(__file__).with_name("sheet.typ")


def blank(invitations: Sequence[Invitation]) -> bytes:
    """One PDF with the sheets of all these people, each in her language; on a sheet stands a code and no name.

    Whose key is gone has none.
    """
    hers = codes.codes_of(row.participant for row in invitations)
    printed = [row for row in invitations if row.participant in hers]
    sheets = [_sheet(row, hers[row.participant]) for row in printed]
    files = {f"qr{number}.svg": _qr(doors.paper_url(row)) for number, row in enumerate(printed)}
    return pdf.render(TEMPLATE, {"title": _("Vragen op papier"), "sheets": sheets}, files=files)


def said(text: Text, questionnaire: Questionnaire, language: str) -> str:
    """A text in this language, or else in the one the questionnaire was made in."""
    return text.get(language) or text[questionnaire.languages[0]]


def _sheet(invitation: Invitation, code: str) -> dict[str, Any]:
    measurement, language = invitation.wave.measurement, invitation.participant.language
    asked = measurement.version.questionnaire
    with translation.override(language):
        return {
            "language": language,
            "title": said(asked.title, asked, language),
            "intro": said(asked.intro, asked, language) if asked.intro else "",
            "code": code,
            "address": doors.code_url().partition("://")[2],
            "words": _words() | _back(invitation) | _terms(invitation, len(asked.items)),
            "looks_back": invitation.wave.looks_back,
            "consents": [_consent(purpose, language) for purpose in measurement.purposes],
            "questions": [_question(number, item, asked, language) for number, item in enumerate(asked.items, 1)],
            "thanks": asked.licence.attribution,
        }


def _consent(purpose: Purpose, language: str) -> dict[str, Any]:
    wording = consents.newest(purpose, language)
    return {"title": str(PURPOSES[purpose]).capitalize(), "lines": wording.text.split("\n\n")}


def _question(number: int, item: Item, asked: Questionnaire, language: str) -> dict[str, Any]:
    choices = [
        {"code": choice.code, "label": said(choice.label, asked, language)}
        for choice in asked.format_of(item).choices
    ]
    when = item.asked_when
    place = [each.key for each in asked.items].index(when.item) + 1 if when else 0
    only = _("Alleen als je bij vraag %(number)s dit koos: %(codes)s.") % {
        "number": place,
        "codes": ", ".join(map(str, when.codes)) if when else "",
    }
    return {
        "number": number,
        "text": said(item.text, asked, language),
        "hint": said(item.hint, asked, language) if item.hint else "",
        "only": only if when else "",
        "choices": choices,
    }


def _words() -> dict[str, str]:
    return {
        "how": _("Zet een kruisje bij wat past. Een vraag overslaan mag."),
        "yes_first": _("Waar zeg je ja op? Zet een kruisje. Zonder kruisje bewaren we niets."),
        "yes": _("Ja"),
        "code": _("Jouw code"),
        "online": _("Liever op je telefoon? Scan dit. Of tik je code in op:"),
        "qr_alt": _("QR-code die de vragen op je telefoon opent"),
        "back": _("Klaar? Geef dit blad terug, of stuur het op. Je naam hoeft er niet op."),
        "typed": _("Iemand van ons typt het over. Daarna gaat het blad weg."),
    }


def _back(invitation: Invitation) -> dict[str, str]:
    """What stands above both columns of boxes where people look back."""
    of_training = invitation.wave.measurement.edition_id is not None
    return {
        "now": _("Nu"),
        "then": _("Vóór de vorming") if of_training else _("Vóór de start"),
        "twice": _("Elke vraag heeft twee kolommen. Zet in elke kolom één kruisje."),
    }


def _terms(invitation: Invitation, questions: int) -> dict[str, str]:
    """How long it takes and until when: the sheet can lie there without its letter."""
    times = 2 if invitation.wave.looks_back else 1
    return {
        "long": _("Vragen: %(number)s. Reken op ongeveer %(minutes)s minuten.")
        % {"number": questions, "minutes": minutes_for(questions * times)},
        "until": _("Het kan tot en met %(day)s. Niet antwoorden mag ook.")
        % {"day": saying.day(invitation.wave.closes_on)},
    }


def _qr(address: str) -> bytes:
    drawing = BytesIO()
    segno.make(address, error="m", micro=False).save(drawing, kind="svg", border=2, xmldecl=False)
    return drawing.getvalue()
