"""What one step of answering needs, asked in few and small questions: a whole network steps at the same time."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from tegenstroom.base.prepared import prepared
from tegenstroom.base.sealing import SealError
from tegenstroom.engines.questionnaires import Questionnaire
from tegenstroom.measurement import codes
from tegenstroom.measurement.actions.answering import is_open_today, is_running, open_answers
from tegenstroom.measurement.doors import named_by
from tegenstroom.measurement.models import Invitation
from tegenstroom.measurement.models.registry import questionnaire_by
from tegenstroom.measurement.rules.walking import Answers


@dataclass(frozen=True, slots=True)
class Step:
    """Where she stands: on which sheet she writes, whether she reads there what she said, and what is asked.

    `looks_back`: also how it was before the start, which is that of a training or of something else.
    """

    invitation_id: int
    done: bool
    wave_id: int
    code_hash: str
    reads: bool
    questionnaire: Questionnaire
    looks_back: bool
    of_training: bool

    @property
    def invitation(self) -> Invitation:
        """Its row, as far as handing in asks for it."""
        return Invitation(pk=self.invitation_id, wave_id=self.wave_id, done=self.done)

    @property
    def answers(self) -> Answers | None:
        """What stands there now; None without a sheet that she can still write on. Costs one question."""
        found = open_answers(self.wave_id, self.code_hash)
        return found[0][0] if found else None


class _Row(NamedTuple):
    done: bool
    wave: int
    opens_on: date
    closes_on: date
    looks_back: bool
    ended_at: datetime | None
    pepper: str
    state: str | None
    version: int
    digest: str
    participant: UUID
    person: int | None
    sealed_key: bytes | None

    @property
    def is_open(self) -> bool:
        return is_running(self.ended_at, self.state) and is_open_today(self.opens_on, self.closes_on)

    @property
    def code_hash(self) -> str:
        """Under which name her answers stand, or Http404 once her key is gone."""
        try:
            return codes.hash_by(self.participant, self.person, self.sealed_key, self.pepper)
        except SealError as error:
            raise Http404 from error


def step_of(token: str) -> Step | None:
    """What this link opens to answer; None when the round takes no answers, Http404 when it opens nothing."""
    pk, reads = named_by(token)
    found = _rows(pk)
    if not found:
        raise Http404
    row = _Row(*found[0])
    if not row.is_open:
        return None
    asked, of_training = questionnaire_by(row.version, row.digest), row.state is not None
    return Step(pk, row.done, row.wave, row.code_hash, reads, asked, row.looks_back, of_training)


@prepared
def _rows(pk: int) -> QuerySet[Invitation, tuple[Any, ...]]:
    return Invitation.objects.filter(pk=pk).values_list(
        *("done", "wave_id", "wave__opens_on", "wave__closes_on", "wave__looks_back"),
        *("wave__measurement__ended_at", "wave__measurement__sealed_pepper", "wave__measurement__edition__state"),
        *("wave__measurement__version_id", "wave__measurement__version__digest"),
        *("participant_id", "participant__person_id", "participant__sealed_key"),
    )
