"""Her own result: made when she asks, kept nowhere, for her eyes only."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from tegenstroom.base.prepared import prepared
from tegenstroom.base.shells import hole
from tegenstroom.engines.questionnaires import Questionnaire, Scale
from tegenstroom.measurement.actions.answering import sheet_hash
from tegenstroom.measurement.ends import Ends, ends_of
from tegenstroom.measurement.models import Invitation, Sheet
from tegenstroom.measurement.own_line import DrawnTrack, Track, drawn_track, track
from tegenstroom.measurement.rules.looking_back import of_then
from tegenstroom.measurement.rules.results import Chance, Course, Score, Side, chance, course, side
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.scoring.personal import detectable
from tegenstroom.measurement.scoring.personal import scores as personal_scores
from tegenstroom.measurement.words import MOMENTS

# Of the drawing: its own units, as in the template.
LENGTH = 200


@dataclass(frozen=True, slots=True)
class Bar:
    """One score as a bar: in which round, how long."""

    moment: str
    score: Score

    @property
    def length(self) -> int:
        """In units of the drawing."""
        return round(LENGTH * self.score.share)


@dataclass(frozen=True, slots=True)
class Line:
    """One scale: its name, what its ends mean, a bar a round, and what became of it from the first to the last.

    `limit`: from how many points on a difference is more than chance, where a norm says it. `track`: over three
    rounds or more.
    """

    name: str
    ends: Ends
    bars: list[Bar]
    course: Course | None
    chance: Chance | None
    limit: float | None
    track: Track | None = None
    # Where she placed her beginning when she looked back.
    then: Score | None = None


@dataclass(frozen=True, slots=True)
class OwnResult:
    """All that she reads. `rounds`: how many of hers are in it."""

    lines: list[Line]
    rounds: int
    validated: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line as the page shows it; no figure of hers is in it, so that many lines are drawn alike.

    `now`: the hole for her newest value, or nothing; `side`: that for the words about where it lies. `bars`: of
    each its moment, the hole for value and length.
    """

    name: str
    ends: Ends
    low: str
    high: str
    now: str
    side: str
    bars: tuple[tuple[str, str, str], ...]
    course: Course | None
    chance: Chance | None
    limit: str
    track: DrawnTrack | None
    then: str


def own_result(
    invitation: Invitation, questionnaire: Questionnaire, language: str, *, only_this: bool = False
) -> OwnResult:
    """Her scores up to this round, or of this round alone. SealError once her key is gone."""
    wave = invitation.wave
    order = list(Moment)
    so_far = [wave.moment] if only_this else order[: order.index(Moment(wave.moment)) + 1]
    hers = dict(_handed_in(wave.measurement_id, sheet_hash(invitation)))
    rows = {moment: hers[moment] for moment in so_far if moment in hers}
    found = personal_scores(questionnaire, list(rows.values()))
    moments = [str(MOMENTS[Moment(moment)]) for moment in rows]
    then = _looked_back(questionnaire, list(rows.values()))
    bars = [(scale, list(_bars(scale, moments, found))) for scale in questionnaire.scales]
    without = [(scale.key, _line(scale, each, questionnaire, language)) for scale, each in bars]
    lines = [replace(line, then=then.get(key)) for key, line in without]
    return OwnResult(lines, len(rows), questionnaire.validated)


def drawn(lines: Sequence[Line]) -> tuple[tuple[Drawn, ...], dict[str, str]]:
    """The lines without her figures, and by the name of each hole the figure that comes there."""
    hers: dict[str, str] = {}
    return tuple(_drawn(line, place, hers) for place, line in enumerate(lines)), hers


def _drawn(line: Line, place: int, hers: dict[str, str]) -> Drawn:
    bars, low, high, now, where = [], "", "", "", ""
    for number, bar in enumerate(line.bars):
        value, length = f"value_{place}_{number}", f"length_{place}_{number}"
        hers |= {value: floatformat(bar.score.value, 1), length: str(bar.length)}
        low, high, now = floatformat(bar.score.low), floatformat(bar.score.high), hole(value)
        bars.append((bar.moment, now, hole(length)))
    if line.bars:
        hers[f"side_{place}"] = _where(line.bars[-1].score, line.ends)
        where = hole(f"side_{place}")
    limit = "" if line.limit is None else floatformat(line.limit, 1)
    track = drawn_track(line.track, place, hers) if line.track else None
    then = ""
    if line.then:
        hers[f"then_{place}"] = floatformat(line.then.value, 1)
        then = hole(f"then_{place}")
    known = (line.course, line.chance, limit, track, then)
    return Drawn(line.name, line.ends, low, high, now, where, tuple(bars), *known)


def _where(score: Score, ends: Ends) -> str:
    """On which side of the line she is, in the words of the answers."""
    match side(score):
        case Side.MIDDLE:
            return _("Dat is ongeveer in het midden.")
        case Side.LOW:
            return (
                _("Dat is dichter bij “%(end)s”.") % {"end": ends.low}
                if ends.low
                else _("Dat is meer naar links.")
            )
    return _("Dat is dichter bij “%(end)s”.") % {"end": ends.high} if ends.high else _("Dat is meer naar rechts.")


def _looked_back(questionnaire: Questionnaire, rows: Sequence[Mapping[str, int]]) -> dict[str, Score]:
    """Her scores of before the start, as she sees it from the round in which she looked back."""
    keys = [item.key for item in questionnaire.items]
    said = [dict(zip(keys, of_then(row, keys), strict=True)) for row in rows]
    found = [each for each in said if any(code is not None for code in each.values())]
    return personal_scores(questionnaire, found[-1:])[0] if found else {}


@prepared
def _handed_in(measurement: int, code_hash: str) -> QuerySet[Sheet, tuple[str, dict[str, int]]]:
    rows = Sheet.objects.filter(wave__measurement=measurement, code_hash=code_hash, finished=True)
    return rows.values_list("wave__moment", "answers")


def _bars(scale: Scale, moments: list[str], found: list[dict[str, Score]]) -> Iterator[Bar]:
    for moment, hers in zip(moments, found, strict=True):
        if scale.key in hers:
            yield Bar(moment, hers[scale.key])


def _line(scale: Scale, bars: list[Bar], questionnaire: Questionnaire, language: str) -> Line:
    name = scale.name.get(language) or scale.name[questionnaire.languages[0]]
    ends, limit = ends_of(scale, questionnaire, language), detectable(questionnaire, scale)
    if len(bars) < 2:
        return Line(name, ends, bars, None, None, limit)
    first, last = bars[0].score, bars[-1].score
    line = track([bar.moment for bar in bars], [bar.score for bar in bars], limit)
    return Line(name, ends, bars, course(first, last), chance(first, last, limit), limit, line)
