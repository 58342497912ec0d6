"""Typing over what came back on paper, by the code on the sheet."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.measurement import codes
from tegenstroom.measurement.actions import answering, consents
from tegenstroom.measurement.models import Invitation, Measurement, Participant, Sheet, Wave
from tegenstroom.measurement.rules.consent import How, Purpose, Read, may_begin, not_covered
from tegenstroom.measurement.rules.looking_back import When
from tegenstroom.measurement.rules.walking import with_answer
from tegenstroom.measurement.rules.waves import week_of


class PaperFault(StrEnum):
    """Why a sheet cannot be kept."""

    UNKNOWN = "unknown"
    DOUBLE = "double"
    NO_YES = "no_yes"
    GONE = "gone"


class PaperError(ValueError):
    """This sheet is not kept; `fault` says why."""

    def __init__(self, fault: PaperFault) -> None:
        super().__init__(fault)
        self.fault = fault


def whose(measurement: Measurement, code: str) -> Participant | None:
    """The participant with this code; None when nobody of this measurement has it."""
    participants = measurement.participants.select_related("person", "measurement")
    found = (row for row, hers in codes.codes_of(participants).items() if hers == code)
    return next(found, None)


@transaction.atomic
def enter(
    *,
    wave: Wave,
    code: str,
    purposes: Collection[Purpose],
    answers: Mapping[str, int],
    then: Mapping[str, int] | None = None,
    language: str,
    by: Person,
) -> None:
    """Hand in for someone what she wrote on paper. A round that is over takes paper still: it came by post.

    `then`: what she said looking back, where the round asks it. What she began on a screen stands where the paper
    is empty. PaperError for a code of nobody, for a sheet that was handed in before, without a yes, and when the
    group was dropped meanwhile. The audit row names the measurement, not the sheet.
    """
    measurement = wave.measurement
    try:
        consents.hold(measurement)
    except Measurement.DoesNotExist as gone:
        raise PaperError(PaperFault.GONE) from gone
    questionnaire = measurement.version.questionnaire
    participant = whose(measurement, code)
    if participant is None:
        raise PaperError(PaperFault.UNKNOWN)
    code_hash = codes.hash_of(measurement, code)
    if Sheet.objects.filter(wave=wave, code_hash=code_hash, finished=True).exists():
        raise PaperError(PaperFault.DOUBLE)
    old = consents.old_words_of(measurement, code_hash)
    consents.give(
        measurement=measurement, code_hash=code_hash, purposes=purposes, read=Read.PAPER, language=language
    )
    if not may_begin(consents.standing_of(measurement, code_hash) - (old - set(purposes))):
        raise PaperError(PaperFault.NO_YES)
    kept = {"language": language, "how": How.PAPER, "not_for": not_covered(purposes, old)}
    sheet, _made = Sheet.objects.select_for_update().get_or_create(
        wave=wave,
        code_hash=code_hash,
        defaults={**kept, "week": week_of(timezone.localdate())},
    )
    merged = dict(sheet.answers)
    for when, written in ((When.NOW, answers), (When.THEN, (then or {}) if wave.looks_back else {})):
        for key, value in written.items():
            merged = with_answer(questionnaire, merged, questionnaire.item(key), value, when)
    Sheet.objects.filter(pk=sheet.pk).update(answers=merged)
    invitation = Invitation.objects.filter(wave=wave, participant=participant).first()
    answering.finish(sheet=sheet, questionnaire=questionnaire, invitation=invitation)
    audit.record("measurement.enter_paper", by=by, about=measurement, moment=wave.moment)
