"""Computing a long analysis: with a sign of life every second, and an end as soon as someone asks for one."""

from collections import Counter
from typing import Any

import structlog
from django.db.models import F
from django.utils import timezone

from tegenstroom.measurement.figures import SMALLEST_PUBLIC
from tegenstroom.measurement.matrix import TooFewError
from tegenstroom.measurement.models import Analysis
from tegenstroom.measurement.research.people import Answered, ResearchAnswers, research_answers
from tegenstroom.measurement.rules.analyses import Among, Kind, State
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.scoring.apart import BrokenError, begin
from tegenstroom.measurement.scoring.jobs import TOO_FEW, Job, Plain, Row

log = structlog.get_logger("tegenstroom.analysis")

EVERY = 1.0  # seconds between two signs of life


def run(pk: int) -> None:
    """Compute one analysis that waits. Safe to run twice: only one run may claim it."""
    mine = Analysis.objects.filter(pk=pk, state=State.WAITING)
    if not mine.update(state=State.RUNNING, alive_at=timezone.now(), progress=0, tries=F("tries") + 1):
        return
    analysis = Analysis.objects.select_related("version").get(pk=pk)
    try:
        job = job_of(analysis)
    except TooFewError as refused:
        said = TOO_FEW(smallest=refused.smallest)
        refusal = {"code": said.code, "dutch": said.dutch, "values": dict(said.values)}
        _end(pk, State.REFUSED, [{"scale": "", "what": analysis.kind, "refused": refusal}])
        return
    try:
        _follow(pk, job)
    except BrokenError as error:
        log.warning("broken", analysis=pk, why=str(error))
        _end(pk, State.FAILED)
    except BaseException:
        # A worker that is told to end: whoever looks later need not wait for the silence.
        Analysis.objects.filter(pk=pk, state=State.RUNNING).update(alive_at=None)
        raise


def job_of(analysis: Analysis) -> Job:
    """What is computed, of everyone who stands in the research answers now. TooFewError."""
    found = research_answers(analysis.version)
    smallest = int(SMALLEST_PUBLIC.on(timezone.localdate()))
    kind, options = Kind(analysis.kind), analysis.options
    labels = _labels(found, Among(options["among"]) if kind is Kind.DIF else None, smallest)
    rows = tuple(Row(label, person.rounds) for label, person in zip(labels, found.people, strict=True))
    moment = None if kind is Kind.INVARIANCE else Moment(options["moment"])
    return Job(kind, found.questionnaire, rows, smallest, moment)


def _labels(found: ResearchAnswers, among: Among | None, smallest: int) -> list[str]:
    """To which group each belongs; nothing of a group that is too small to be told apart."""
    labels = [_label(person, among) for person in found.people]
    sizes = Counter(labels)
    return [label if sizes[label] >= smallest else "" for label in labels]


def _label(person: Answered, among: Among | None) -> str:
    match among:
        case Among.LANGUAGE:
            return person.traits.language
        case Among.HOW:
            return person.traits.how
    return ""


def _follow(pk: int, job: Job) -> None:
    with begin(job) as computing:
        while not computing.listen(EVERY):
            mine = Analysis.objects.filter(pk=pk, state=State.RUNNING)
            # Someone pressed stop: leaving ends the process.
            if not mine.update(alive_at=timezone.now(), progress=min(99, int(100 * computing.share))):
                return
        sections = computing.found or []
    refused = all("refused" in each for each in sections)
    _end(pk, State.REFUSED if refused else State.DONE, sections)


def _end(pk: int, state: State, sections: list[Plain] | None = None) -> None:
    result: dict[str, Any] | None = None if sections is None else {"sections": sections}
    mine = Analysis.objects.filter(pk=pk, state=State.RUNNING)
    mine.update(state=state, result=result, progress=100 if sections else 0, ended_at=timezone.now())
