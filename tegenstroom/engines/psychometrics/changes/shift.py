"""The retrospective pre-test: looking back, people may place their beginning elsewhere than at the time."""

from dataclasses import dataclass

from tegenstroom.engines.psychometrics.changes.effects import Change, change
from tegenstroom.engines.psychometrics.data.missing import Missing
from tegenstroom.engines.psychometrics.data.moments import left_out
from tegenstroom.engines.psychometrics.data.pairs import Scored, paired, scores
from tegenstroom.engines.psychometrics.data.refusals import Impossible, need_persons, refuse_unless
from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.sentences import Said, dutch

SHIFTED_DOWN = dutch(
    "shifted-down",
    "Achteraf schatten mensen hun begin lager in. Het gewone verschil toont dan te weinig vooruitgang.",
)
SHIFTED_UP = dutch("shifted-up", "Achteraf schatten mensen hun begin hoger in. Hun maatstaf is verschoven.")
MEMORY = dutch("memory", "Terugkijken kleurt. Gebruik dit verschil naast het gewone, niet in de plaats.")
THREE_LENGTHS = dutch("three-lengths", "De drie metingen tellen niet evenveel personen.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseShift(Result):
    """Three views of the same persons. `plain`: after − before. `adjusted`: after − looking back.

    `shift`: looking back − before. Below zero: people now place their beginning lower than they did at the time.
    """

    plain: Change
    adjusted: Change
    shift: Change


def response_shift(before: Scored, looking_back: Scored, after: Scored, *, level: float = 0.95) -> ResponseShift:
    """The then-test of Howard (1980, doi:10.1177/0193841X8000400105). (persons,) each, NaN for missing.

    Counts who has all three; needs three such persons.
    """
    first, second = paired(before, looking_back), paired(looking_back, after)
    refuse_unless(first.n_all == second.n_all, Impossible, THREE_LENGTHS)
    all_three = first.both & second.both
    need_persons(int(all_three.sum()), 3)
    began, back, ended = (scores(each)[all_three] for each in (before, looking_back, after))
    shift = change(began, back, level=level)
    return ResponseShift(
        n=int(all_three.sum()),
        n_all=len(all_three),
        missing=Missing.LISTWISE,
        method="retrospective pre-test",
        reference="Howard (1980), doi:10.1177/0193841X8000400105",
        warnings=left_out(int(all_three.sum()), len(all_three)) + _warnings(shift),
        plain=change(began, ended, level=level),
        adjusted=change(back, ended, level=level),
        shift=shift,
    )


def _warnings(shift: Change) -> tuple[Said, ...]:
    if shift.interval.high < 0:
        return SHIFTED_DOWN(), MEMORY()
    return (SHIFTED_UP(), MEMORY()) if shift.interval.low > 0 else (MEMORY(),)
