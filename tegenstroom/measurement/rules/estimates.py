"""What a report says of a group: a number with where it may lie, or why there is none; and what to beware of."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tegenstroom.engines.sentences import Said

# Below this many people a mean says little of anybody else.
FEW = 30
# With fewer the ends of Wilcoxon's interval are the change of one person, or the average of two.
FEWEST_FOR_MIDDLE = 8
# Below this reliability a score of one person says little (Nunnally & Bernstein 1994).
LOW_RELIABILITY = 0.7


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number that `n` people stand behind, and the ends of its interval. `notes` belong beside it."""

    n: int
    value: float
    low: float
    high: float
    notes: tuple[Said, ...] = ()

    def leaves_open(self, value: float) -> bool:
        """Whether this may well be the true value."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a number cannot be given, in the words of the engine."""

    why: Said


type Found = Estimate | Refused


@dataclass(frozen=True, slots=True)
class GroupChange:
    """Change between two rounds: in points of the scale, in standard deviations, and by its middle.

    `effect`: Hedges' g, in deviations of the change where it is of the same people, of the scores elsewhere.
    `middle`: None where it is not of the same people, or of so few that its ends are those of one of them.
    `d_z`: the effect before it is corrected for small groups; None where it is not of the same people.
    """

    mean: Found
    effect: Found
    middle: Found | None
    d_z: Found | None = None


@dataclass(frozen=True, slots=True)
class LookedBack:
    """What the same people say now of how it was before the start, one by one, in points of the scale.

    `adjusted`: now − looking back. `plain`: now − what they said then. `shift`: looking back − that.
    """

    adjusted: Found
    plain: Found
    shift: Found


@dataclass(frozen=True, slots=True)
class Latent:
    """The mean of scores that rest on item parameters known from elsewhere, in deviations of the people there.

    `error`: the standard error of the score of one person, on average; None where the mean is not shown.
    """

    mean: Found
    error: float | None = None


class Source(StrEnum):
    """On which reliability a limit rests."""

    ALPHA = "alpha"
    RETEST = "retest"
    ROUNDS = "rounds"


@dataclass(frozen=True, slots=True)
class Reliable:
    """How many changed by more than `limit` points: more than measurement alone makes, at this reliability.

    `told`: where a reliability of others was published.
    """

    source: Source
    reliability: float
    limit: float
    up: int
    same: int
    down: int
    told: str = ""

    @property
    def people(self) -> tuple[int, int, int]:
        """In the order of change: down, the same, up."""
        return self.down, self.same, self.up


def beside(stricter: Reliable, other: Reliable, *, smallest: int) -> bool:
    """Whether both counts may be read together: who changed by the one alone is nobody, or enough."""
    between = (abs(stricter.up - other.up), abs(stricter.down - other.down))
    return all(each == 0 or each >= smallest for each in between)


class Caution(StrEnum):
    """What may not be concluded, and why."""

    FEW = "few"
    NO_OTHER_GROUP = "no_other_group"
    NOT_VALIDATED = "not_validated"
    LEFT = "left"
    MANY_SCALES = "many_scales"
    ALPHA_ONLY = "alpha_only"
    OPEN = "open"
    NO_SCORE = "no_score"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides about cautions: `people`, of whom `both` answered the first and the last of the `rounds`.

    `paired`: some change is taken person by person.
    `left_open`: some answers; `no_score`: so many that someone has no score. `weak`: a reliability is low, or none
    could be found.
    """

    people: int
    rounds: int
    both: int
    scales: int
    validated: bool
    has_retest: bool
    paired: bool = True
    left_open: bool = False
    no_score: bool = False
    weak: bool = False


def cautions(facts: Facts) -> Iterator[Caution]:
    """What belongs with a report of this group, and nothing that does not."""
    changes = facts.rounds > 1
    holds = {
        Caution.FEW: facts.people < FEW,
        Caution.NO_OTHER_GROUP: changes,
        Caution.LEFT: changes and facts.paired and facts.both < facts.people,
        Caution.MANY_SCALES: changes and facts.scales > 1,
        Caution.WEAK: facts.weak,
        Caution.ALPHA_ONLY: changes and facts.paired and facts.scales > 0 and not facts.has_retest,
        Caution.NOT_VALIDATED: not facts.validated,
        Caution.OPEN: facts.left_open,
        Caution.NO_SCORE: facts.no_score,
    }
    yield from (caution for caution, is_so in holds.items() if is_so)
