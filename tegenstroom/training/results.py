"""What people answered, as it may be shown: released answers only, and never a picture of too few."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.utils import timezone
from django.utils.functional import Promise

from tegenstroom.training.figures import SMALLEST_GROUP
from tegenstroom.training.models import Edition, EvaluationInvitation, EvaluationResponse, Question
from tegenstroom.training.models.evaluations import WAVES
from tegenstroom.training.rules.evaluation import Change, Tally, Wave, change, due_on, shown_of, tally


@dataclass(frozen=True, slots=True)
class Bar:
    """How many people chose one of the five values; `dots` has an item for each of them."""

    value: int
    label: str
    dots: range


@dataclass(frozen=True, slots=True)
class ScaleResult:
    """The picture of one scale; `tally` is None when too few people answered this question."""

    question: Question
    tally: Tally | None
    bars: list[Bar]


@dataclass(frozen=True, slots=True)
class WordsResult:
    """Own words on one question, in the order of the alphabet: nobody's answers stand together."""

    question: Question
    texts: list[str]


@dataclass(frozen=True, slots=True)
class WaveResult:
    """One wave: how many were asked and answered, and how many stand behind what is shown (0: nothing yet)."""

    wave: Wave
    when: str | Promise
    due_on: date | None
    asked: int
    answered: int
    shown: int
    scales: list[ScaleResult]
    words: list[WordsResult]


@dataclass(frozen=True, slots=True)
class ChangeResult:
    """What became of the same people between two waves."""

    text: str
    before: str | Promise
    after: str | Promise
    change: Change


@dataclass(frozen=True, slots=True)
class Results:
    """All that an edition's looking-back may tell its reader."""

    waves: list[WaveResult]
    changes: list[ChangeResult]


def results(edition: Edition, *, for_coaches: bool) -> Results:
    """The results of an edition, in four queries. Coaches read the words of who said they may."""
    smallest = int(SMALLEST_GROUP.on(timezone.localdate()))
    questions = list(Question.objects.all())
    invitations = list(EvaluationInvitation.objects.filter(enrolment__edition=edition))
    released = list(EvaluationResponse.objects.filter(edition=edition, released_on__isnull=False))
    by_wave = {wave: [row for row in released if row.wave == wave] for wave in Wave}
    waves = [
        WaveResult(
            wave=wave,
            when=WAVES[wave],
            due_on=due_on(wave, edition.ends_on) if edition.ends_on else None,
            asked=sum(row.wave == wave for row in invitations),
            answered=sum(row.wave == wave and row.answered for row in invitations),
            shown=len(by_wave[wave]),
            scales=_scales(questions, by_wave[wave], wave, smallest),
            words=_words(questions, by_wave[wave], wave, for_coaches=for_coaches),
        )
        for wave in Wave
    ]
    return Results(waves, _changes(questions, by_wave, smallest))


def _scales(
    questions: Iterable[Question], answers: list[EvaluationResponse], wave: Wave, smallest: int
) -> list[ScaleResult]:
    found = []
    for question in _of_kind(questions, wave, Question.Kind.SCALE):
        values = [
            [row.answers[question.key] for row in release if question.key in row.answers]
            for release in _releases(answers)
        ]
        counted = tally(shown_of(values, smallest_group=smallest), smallest_group=smallest)
        found.append(ScaleResult(question, counted, _bars(question, counted)))
    return found


def _bars(question: Question, counted: Tally | None) -> list[Bar]:
    ends = {1: question.low_label, 5: question.high_label}
    counts = counted.counts if counted else ()
    return [Bar(value, ends.get(value, ""), range(count)) for value, count in enumerate(counts, start=1)]


def _words(
    questions: Iterable[Question], answers: list[EvaluationResponse], wave: Wave, *, for_coaches: bool
) -> list[WordsResult]:
    readable = [row for row in answers if row.share_with_coaches or not for_coaches]
    return [
        WordsResult(question, sorted(row.answers[question.key] for row in readable if question.key in row.answers))
        for question in _of_kind(questions, wave, Question.Kind.TEXT)
    ]


def _of_kind(questions: Iterable[Question], wave: Wave, kind: str) -> list[Question]:
    return [question for question in questions if question.wave == wave and question.kind == kind]


def _changes(
    questions: Iterable[Question], by_wave: Mapping[Wave, list[EvaluationResponse]], smallest: int
) -> list[ChangeResult]:
    threads = {(question.wave, question.thread): question for question in questions if question.thread}
    found = []
    for before, after in combinations(Wave, 2):
        earlier, later = (
            {row.pseudonym: row.answers for row in _first(by_wave[wave])} for wave in (before, after)
        )
        for wave, thread in threads:
            if wave != before or (after, thread) not in threads:
                continue
            then, now = threads[before, thread].key, threads[after, thread].key
            pairs = [
                (earlier[person][then], later[person][now])
                for person in earlier.keys() & later.keys()
                if then in earlier[person] and now in later[person]
            ]
            if counted := change(pairs, smallest_group=smallest):
                found.append(ChangeResult(threads[after, thread].text, WAVES[before], WAVES[after], counted))
    return found


def _releases(answers: Iterable[EvaluationResponse]) -> list[list[EvaluationResponse]]:
    """What joined the result together, the earliest first."""
    by_day: dict[date, list[EvaluationResponse]] = {}
    for row in answers:
        if row.released_on:
            by_day.setdefault(row.released_on, []).append(row)
    return [by_day[day] for day in sorted(by_day)]


def _first(answers: list[EvaluationResponse]) -> list[EvaluationResponse]:
    """The first release only: who answered later joins the picture of a wave, but would stand out among pairs."""
    return next(iter(_releases(answers)), [])
