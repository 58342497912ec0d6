"""The questionnaire on paper: large letters, one column, a box before each answer."""

from pathlib import Path

from tegenstroom.base import pdf, saying
from tegenstroom.measurement.actions.consent import texts
from tegenstroom.measurement.models import Wave

TEMPLATE = Path(__file__).with_name("form.typ")


def form_pdf(wave: Wave, language: str) -> bytes:
    """The form of this wave. It bears no name; her code is written on it by hand."""
    questionnaire = wave.measurement.version.questionnaire
    tongue = language if language in questionnaire.languages else questionnaire.languages[0]
    items = [
        {
            "text": item.text[tongue],
            "hint": item.hint[tongue] if item.hint else "",
            "choices": [
                {"code": choice.code, "label": choice.label[tongue]}
                for choice in questionnaire.format_of(item).choices
            ],
        }
        for item in questionnaire.items
    ]
    data = {
        "title": questionnaire.title[tongue],
        "intro": questionnaire.intro[tongue] if questionnaire.intro else "",
        "until": saying.day(wave.closes_on),
        "consents": [text.text for text in texts(wave.measurement, tongue)],
        "items": items,
        "attribution": questionnaire.licence.attribution,
    }
    return pdf.render(TEMPLATE, data)
