"""What a report says of people who looked back: how it was before the start, as they say it now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenstroom.engines.questionnaires import Scale
from tegenstroom.measurement.reports import words
from tegenstroom.measurement.reports.drawing import Axis, Span, Spans
from tegenstroom.measurement.reports.guarded import Guarded
from tegenstroom.measurement.reports.parts import Cell, Part, Table, numbers, shown
from tegenstroom.measurement.reports.rounds import Round, View, Views
from tegenstroom.measurement.rules.estimates import Found, Refused

MEANS = gettext_lazy(
    "Terugkijkend zeggen mensen nu hoe het toen was, met de maatstaf van nu. Wie veel leert, legt de lat soms "
    "hoger. Dan zet die zijn begin lager dan vooraf."
)
NOT_TO_CONCLUDE = gettext_lazy(
    "Herinnering kleurt, en mensen zien graag vooruitgang. Lees dit naast het gewone verschil, nooit in de "
    "plaats. Besluit er niet uit dat de vorming dit deed, of dat iemand toen verkeerd antwoordde."
)
NOT_ONE_BY_ONE = gettext_lazy(
    "Mens per mens vergelijken zou hier iemands antwoord tonen. Daarom rekenen we alsof het andere mensen waren. "
    "Het verschil is dan minder zeker."
)


@dataclass(frozen=True, slots=True)
class LookingBack:
    """The part of a scale in which looking back stands beside the ordinary change."""

    figures: Guarded

    def part(self, scale: Scale, then: Round) -> Part:
        """Always there where people looked back; without figures where they may not be shown."""
        title = _("Terugkijkend: hoe was dat vóór de start?")
        beware = [str(MEANS), str(NOT_TO_CONCLUDE)]
        seen = self.figures.looked_back(scale)
        if seen is None:
            return Part(title, says=[words.told(self.figures.hidden.why)], beware=beware)
        mean = self.figures.mean(scale, then)
        rows: list[Sequence[Cell]] = [
            [_("Gemiddeld, terugkijkend"), *numbers(mean, self._people(mean, then))],
            [_("Nu min terugkijkend"), *_of(seen.adjusted)],
        ]
        if seen.plain:
            rows.append([_("Nu min wat ze voor de start zeiden"), *_of(seen.plain)])
        if seen.shift:
            rows.append([_("Terugkijkend min wat ze voor de start zeiden"), *_of(seen.shift)])
        return Part(
            title,
            says=list(_says(seen)),
            picture=self._picture(scale, mean, then),
            table=Table([_("Wat"), _("Mensen"), _("Waarde"), _("Van"), _("Tot")], rows),
            beware=[*beware, *words.notes_of(*(one.found for one in (seen.adjusted, seen.shift) if one))],
        )

    def _picture(self, scale: Scale, mean: Found, then: Round) -> Spans | None:
        """Looking back above the round in which it was done."""
        ends = self.figures.ends(scale)
        if ends is None:
            return None
        axis = Axis(ends.low, ends.high)
        now = next(each for each in self.figures.rounds if each.moment is then.moment)
        spans = [
            Span(
                each.word, f"{each.word}: {words.interval(one)}", *map(axis.place, (one.low, one.value, one.high))
            )
            for each, one in ((then, mean), (now, self.figures.mean(scale, now)))
            if not isinstance(one, Refused)
        ]
        return Spans(spans) if spans else None

    def _people(self, found: Found, then: Round) -> Cell:
        return None if isinstance(found, Refused) else self.figures.people(found.n, then)


def _of(view: View) -> list[Cell]:
    return numbers(view.found, view.people)


def _says(seen: Views) -> Iterator[str]:
    yield _adjusted(seen.adjusted.found)
    if not seen.adjusted.same:
        yield str(NOT_ONE_BY_ONE)
    if seen.plain and not isinstance(seen.plain.found, Refused):
        yield _("Het gewone verschil, met wat dezelfde mensen voor de start zeiden, is %(interval)s.") % {
            "interval": words.interval(seen.plain.found)
        }
    if seen.shift:
        yield _shift(seen.shift.found)
        if not seen.shift.same and seen.adjusted.same:
            yield str(words.NOT_THE_SAME)


def _adjusted(found: Found) -> str:
    if isinstance(found, Refused):
        return words.told(found.why)
    if found.leaves_open(0):
        return _("Nu is niet zeker anders dan wat mensen over toen zeggen: het verschil kan ook toeval zijn.")
    values = {"value": shown(abs(found.value))}
    if found.value > 0:
        return _("Nu ligt gemiddeld %(value)s hoger dan wat mensen over toen zeggen.") % values
    return _("Nu ligt gemiddeld %(value)s lager dan wat mensen over toen zeggen.") % values


def _shift(found: Found) -> str:
    """Whether people place their beginning elsewhere than they did at the time."""
    if isinstance(found, Refused):
        return words.told(found.why)
    if found.leaves_open(0):
        return _("Wat ze over toen zeggen, verschilt niet zeker van wat ze voor de start zeiden.")
    values = {"value": shown(abs(found.value))}
    if found.value < 0:
        return (
            _(
                "Ze zetten hun begin nu %(value)s lager dan ze het toen zetten. Het gewone verschil toont dan "
                "misschien te weinig vooruitgang."
            )
            % values
        )
    return _("Ze zetten hun begin nu %(value)s hoger dan ze het toen zetten. Hun maatstaf verschoof.") % values
