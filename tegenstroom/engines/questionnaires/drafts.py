"""What the readers of other tools' forms bring: questions, rows of answers, and what was left out.

A `Draft` holds names as the form has them; `building` makes a questionnaire of it.
"""

from dataclasses import dataclass, field

from tegenstroom.engines.questionnaires.questionnaire import ItemParameters, Licence, Norm, Questionnaire
from tegenstroom.engines.questionnaires.relevance import Asked
from tegenstroom.engines.sentences import Said, dutch

LEFT_OUT = dutch(
    "form-left-out", "Rij {row}: “{name}” nemen we niet over. Dit soort vraag hebben we niet: {kind}."
)
NOT_CARRIED = dutch("form-not-carried", "Rij {row}: dit nemen we niet over: {what}.")
NOT_CARRIED_EITHER = dutch("form-not-carried-either", "Dit nemen we niet over: {what}.")
CONDITION_LOST = dutch(
    "form-condition-lost", "Rij {row}: de voorwaarde lezen we niet. De vraag wordt altijd gesteld: {condition}."
)

NO_LICENCE = Licence("", "")


@dataclass(frozen=True, slots=True)
class Imported:
    """A questionnaire that hangs together, and what of the form did not come along.

    Most forms say nothing of a licence: before it becomes a pack someone fills it in.
    """

    questionnaire: Questionnaire
    notes: tuple[Said, ...]


@dataclass(slots=True)
class RawChoice:
    """An answer as the form has it. `name`: what the form stores."""

    name: str
    label: dict[str, str]
    missing: bool = False


@dataclass(slots=True)
class RawItem:
    """A question as the form has it. `scales`: name, whether it is reversed, and its weight there."""

    row: int
    name: str
    text: dict[str, str]
    list_name: str
    hint: dict[str, str] = field(default_factory=dict)
    asked: Asked | None = None
    condition: str = ""
    scales: list[tuple[str, bool, float | None]] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """All that a reader found. `ours`: we wrote it, so rows of answers that no question uses belong to it too."""

    key: str
    languages: tuple[str, ...]
    title: dict[str, str]
    version: str = "1"
    intro: dict[str, str] = field(default_factory=dict)
    licence: Licence = NO_LICENCE
    validated: bool = False
    ours: bool = False
    lists: dict[str, list[RawChoice]] = field(default_factory=dict)
    items: list[RawItem] = field(default_factory=list)
    notes: list[Said] = field(default_factory=list)
    norms: tuple[Norm, ...] = ()
    parameters: tuple[ItemParameters, ...] = ()
    references: tuple[str, ...] = ()
    _names: dict[tuple[object, ...], str] = field(default_factory=dict)

    def note(self, said: Said) -> None:
        self.notes.append(said)

    def take_condition(self, item: RawItem, asked: Asked | None, condition: str) -> None:
        """Keep a condition, or say that it is lost."""
        item.asked, item.condition = asked, condition
        if asked is None:
            self.note(CONDITION_LOST(row=item.row, condition=condition))

    def list_of(self, name: str, choices: list[RawChoice]) -> str:
        """The name of a row of answers: that of an equal one when there is one already."""
        alike = tuple((each.name, each.missing, *sorted(each.label.items())) for each in choices)
        if alike not in self._names:
            free = name if name not in self.lists else f"{name}_{len(self.lists)}"
            self.lists[free], self._names[alike] = choices, free
        return self._names[alike]
