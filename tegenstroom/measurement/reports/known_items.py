"""What a report says of scores that rest on what is known elsewhere of each question: item parameters."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenstroom.engines.questionnaires import Scale
from tegenstroom.measurement.reports import words
from tegenstroom.measurement.reports.guarded import Guarded
from tegenstroom.measurement.reports.parts import Cell, Part, Table, numbers, rounded, shown
from tegenstroom.measurement.reports.rounds import View
from tegenstroom.measurement.rules.estimates import Estimate, Latent, Refused

WHAT = gettext_lazy(
    "Hier telt elke vraag zoals onderzoek bij anderen dat vond. Dat zegt hoe zwaar ze weegt, en wanneer mensen "
    "een hoger antwoord kiezen. Het model heet graded response, de score EAP."
)
SCALE_OF_OTHERS = gettext_lazy(
    "0 is het gemiddelde van die anderen, 1 is één standaardafwijking hoger. Bij weinig antwoorden ligt een score "
    "dichter bij 0. Gelden die gegevens ook voor mensen als deze? Dat toont dit niet."
)


@dataclass(frozen=True, slots=True)
class KnownItems:
    """The part of a scale whose questions all have parameters with a source."""

    figures: Guarded

    def part(self, scale: Scale) -> Part:
        rows, says = list[Sequence[Cell]](), [str(WHAT)]
        for each in self.figures.rounds:
            latent = self.figures.latent(scale, each)
            people = None if isinstance(latent.mean, Refused) else self.figures.people(latent.mean.n, each)
            rows.append([each.word, *numbers(latent.mean, people), _error(latent)])
            says.append(f"{each.word}: {_mean(latent)}")
        notes: dict[str, None] = {}
        for first, last in self.figures.steps():
            title, view = words.from_to(first.word, last.word), self.figures.latent_change(scale, first, last)
            if view:
                rows.append([title, *numbers(view.found, view.people), None])
                says.append(f"{title}: {_changed(view)}")
                notes |= dict.fromkeys(words.notes_of(view.found))
        columns = [_("Wat"), _("Mensen"), _("Waarde"), _("Van"), _("Tot"), _("Meetfout per mens")]
        sources = "; ".join(self.figures.sources(scale))
        return Part(
            _("Met wat elders van elke vraag bekend is"),
            says=says,
            table=Table(columns, rows),
            beware=[str(SCALE_OF_OTHERS), *notes, _("Die gegevens staan in: %(source)s.") % {"source": sources}],
            folded=True,
            aside=True,
        )


def _error(latent: Latent) -> Cell:
    return None if latent.error is None else rounded(latent.error)


def _mean(latent: Latent) -> str:
    if isinstance(latent.mean, Refused) or latent.error is None:
        return words.told(latent.mean.why) if isinstance(latent.mean, Refused) else words.interval(latent.mean)
    values = {"interval": words.interval(latent.mean), "error": shown(latent.error)}
    return (
        _("%(interval)s. De score van één mens heeft hier gemiddeld een meetfout (standaardfout) van %(error)s.")
        % values
    )


def _changed(view: View) -> str:
    if not isinstance(view.found, Estimate):
        return words.told(view.found.why)
    said = words.interval(view.found)
    return said if view.same else f"{said}. {words.NOT_THE_SAME}"
