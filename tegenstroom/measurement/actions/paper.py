"""Typing over what someone answered on paper."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.measurement.actions import answering, consent
from tegenstroom.measurement.actions.codes import hash_of, participation_with
from tegenstroom.measurement.models import ConsentText, Invitation, Sheet, Wave
from tegenstroom.measurement.models.answers import How
from tegenstroom.measurement.rules.questions import with_answer


class PaperFault(StrEnum):
    """Why a sheet is not taken."""

    NOBODY = "nobody"
    DOUBLE = "double"
    CLOSED = "closed"


class PaperError(ValueError):
    """This sheet cannot be handed in; `fault` says why."""

    def __init__(self, fault: PaperFault) -> None:
        super().__init__(fault)
        self.fault = fault


@transaction.atomic
def hand_in(
    *, wave: Wave, code: str, answers: Mapping[str, int], said_yes: Collection[ConsentText], by: Person
) -> None:
    """Hand in for someone what she wrote. What she began on a screen stands where the paper is empty.

    The audit row names the wave, not her. Raises PaperError.
    """
    participation = participation_with(wave.measurement, code)
    if participation is None:
        raise PaperError(PaperFault.NOBODY)
    if not wave.takes_answers(timezone.localdate()):
        raise PaperError(PaperFault.CLOSED)
    hers = hash_of(wave.measurement, code)
    questionnaire = wave.measurement.version.questionnaire
    sheet = answering.begin(wave=wave, code_hash=hers, language=questionnaire.languages[0], how=How.PAPER)
    if sheet.finished:
        raise PaperError(PaperFault.DOUBLE)
    kept = dict(sheet.answers)
    for key, answer in answers.items():
        kept = with_answer(questionnaire, kept, key, answer)
    Sheet.objects.filter(pk=sheet.pk).update(answers=kept, how=How.PAPER)
    consent.give(measurement=wave.measurement, code_hash=hers, said_yes=said_yes, how=How.PAPER)
    invitation, _made = Invitation.objects.get_or_create(participation=participation, wave=wave)
    answering.finish(sheet=sheet, invitation=invitation.pk)
    audit.record("measurement.enter_paper", by=by, about=wave)
