"""What measurements know of someone. Her answers bear no name: her own key finds them, for herself alone."""

from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from tegenstroom.base import audit, erasing
from tegenstroom.base.export import declare
from tegenstroom.base.sealing import SealError
from tegenstroom.engines.questionnaires import Item, Questionnaire, Text
from tegenstroom.measurement import codes
from tegenstroom.measurement.actions import consents
from tegenstroom.measurement.models import Measurement, Participant, Sheet
from tegenstroom.measurement.rules.looking_back import When, key_of
from tegenstroom.measurement.words import PURPOSES


def _told(key: str) -> str:
    """What stands under her code: to what she says yes, and her answers round by round."""
    measurement = Measurement.objects.filter(pk=int(key.partition(":")[0])).select_related("version").first()
    if measurement is None:
        return ""
    code = codes.code_from_key(key)
    code_hash = codes.hash_of(measurement, code)
    said_yes = ", ".join(str(PURPOSES[each]) for each in sorted(consents.standing_of(measurement, code_hash)))
    sheets = Sheet.objects.filter(wave__measurement=measurement, code_hash=code_hash).select_related("wave")
    rounds = [
        f"{sheet.wave.get_moment_display()}: {_answers(sheet, measurement.version.questionnaire)}"
        for sheet in sheets.order_by("wave__opens_on")
    ]
    facts = [gettext("code %(code)s") % {"code": code}]
    if said_yes:
        facts.append(gettext("ja voor %(uses)s") % {"uses": said_yes})
    return ". ".join([*facts, *rounds])


def _answers(sheet: Sheet, questionnaire: Questionnaire) -> str:
    labels = {
        item.key: {choice.code: choice.label for choice in questionnaire.format_of(item).choices}
        for item in questionnaire.items
    }
    return "; ".join(
        f"{_asked(item, when, questionnaire)}: {_said(labels[item.key][sheet.answers[key]], questionnaire)}"
        for item in questionnaire.items
        for when in When
        if (key := key_of(item, when)) in sheet.answers
    )


def _asked(item: Item, when: When, questionnaire: Questionnaire) -> str:
    """The question, and that it was about before the start where she looked back."""
    text = _said(item.text, questionnaire)
    return text if when is When.NOW else gettext("%(question)s (terugkijkend, vóór de start)") % {"question": text}


def _said(text: Text, questionnaire: Questionnaire) -> str:
    return text.get(get_language() or "") or text[questionnaire.languages[0]]


declare(
    "measurement.Participant",
    owner="person",
    title=_("Metingen waaraan ik meedoe"),
    columns={
        "measurement.group_title": _("groep"),
        "measurement.version.title": _("vragenlijst"),
        "sealed_key": _("mijn code en mijn antwoorden"),
        "asks_no_more": _("ik wil geen brieven meer"),
    },
    said={"sealed_key": _told},
)
declare(
    "measurement.Invitation",
    owner="participant__person",
    title=_("Rondes waarin we iets vroegen"),
    columns={
        "wave.measurement.group_title": _("groep"),
        "wave.moment": _("ronde"),
        "invited_on": _("gevraagd op"),
        "reminders": _("herinneringen"),
        "done": _("geantwoord"),
        "left_alone": _("ik doe niet mee aan deze ronde"),
    },
)
declare(
    "measurement.GroupMember",
    owner="person",
    title=_("Projecten waarin ik meedoe aan metingen"),
    columns={"group.name": _("project")},
)

erasing.goes(_("Antwoorden in metingen die nog bij een code staan. Wat al in een verslag zit, draagt geen naam."))


@erasing.first
def take_answers_back(person: models.Model, by: audit.Actor | None) -> None:
    """As long as her key still opens: afterwards nobody can find them."""
    rows = Participant.objects.filter(person=person.pk).select_related("person", "measurement")
    for participant in rows:
        try:
            code = codes.code_of(participant)
        except SealError:
            # Without the key the answers are nobody's already.
            continue
        measurement = participant.measurement
        consents.take_all_back(measurement=measurement, code_hash=codes.hash_of(measurement, code))
