"""Letters about measurements. On paper the questions themselves go along, with a QR and a code beside them."""

from django.utils import timezone

from tegenstroom.base import letters
from tegenstroom.base.models import Letter
from tegenstroom.measurement import doors
from tegenstroom.measurement.figures import SMALLEST_GROUP
from tegenstroom.measurement.models import Invitation
from tegenstroom.measurement.models.registry import questionnaire_of
from tegenstroom.measurement.papers.sheets import blank
from tegenstroom.measurement.rules.walking import minutes_for


def asked(invitation: Invitation, *, reminder: int = 0, renewed: bool = False) -> Letter | None:
    """The question to answer: once a round, and once for each reminder.

    `renewed`: she was asked before, and the words of a yes are new since.
    """
    participant, wave = invitation.participant, invitation.wave
    group = wave.measurement.group
    on_paper = participant.is_on_paper
    questionnaire = questionnaire_of(wave.measurement.version)
    questions = len(questionnaire.items)
    to = participant.person or letters.Addressee(
        name=participant.guest_name,
        email=participant.guest_email or None,
        language=participant.language,
        address=participant.guest_address,
    )
    context = {
        "title": wave.measurement.group_title,
        "opening": f"measurement/emails/_opening_{group.kind if group else 'edition'}.txt",
        "moment": wave.moment,
        "closes_on": wave.closes_on,
        "questions": questions,
        "scored": bool(questionnaire.scales),
        "minutes": minutes_for(questions * 2 if wave.looks_back else questions),
        "looks_back": wave.looks_back,
        "smallest": int(SMALLEST_GROUP.on(timezone.localdate())),
        "for_trainers": group is None or not group.is_project,
        "reminder": reminder,
        "renewed": renewed,
        "on_paper": on_paper,
        "link": "" if on_paper else doors.own_url(invitation),
        "by_code": doors.code_url(),
    }
    return letters.write(
        kind="measurement",
        template="measurement/emails/asked",
        to=to,
        about=wave.measurement.of,
        context=context,
        once_key=f"measurement:{invitation.pk}:{reminder}",
        attachments=[letters.File("vragen.pdf", "application/pdf", blank([invitation]))] if on_paper else (),
    )
