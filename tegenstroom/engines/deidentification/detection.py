"""The road from a text to its findings: what is surest first, names in what is left, then what repeats."""

import re
from collections.abc import Collection, Iterable
from functools import cache

from tegenstroom.engines.deidentification import (
    addresses,
    ages,
    ages_alone,
    ages_bare,
    ages_part,
    ages_said,
    animals,
    apposed,
    around,
    belonging,
    bynames,
    dates,
    dwellings,
    ends,
    feasts,
    formats,
    handles,
    house_names,
    houses_by_kind,
    houses_near,
    known_houses,
    learnt,
    letters,
    misread,
    names,
    organisations,
    origins,
    places,
    professions,
    propagate,
    rare,
    reach,
    scanned,
    school_years,
    small_towns,
    spoken,
    stages,
    standins,
    tabled,
    tails,
    towns_above,
    trades_held,
    typed,
    unshown,
    unshown_houses,
    unshown_people,
)  # fmt: skip
from tegenstroom.engines.deidentification.findings import Finding, Label, Reason, Span
from tegenstroom.engines.deidentification.resolve import resolve
from tegenstroom.engines.deidentification.text import Reading, mask
from tegenstroom.engines.remembering import reading

LIKELY = 0.5  # how sure the trained reader must be of a name before it is looked for elsewhere
# What a person put in place of a name: "[moeder]", "[persoon 2]".
_STAND_IN = re.compile(r"\[(?P<kind>[^\[\]\n\d]{1,60}?)(?: \d{1,3})?\]")


@reading
def deidentify(text: str, *, names: Iterable[str] = ()) -> tuple[Finding, ...]:
    """All that makes people recognisable, in order of place and without overlap.

    `names` are what the writer typed first: names and nicknames, found everywhere with confidence 1. Stand-ins
    between square brackets are left alone.
    """
    wanted = (names,) if isinstance(names, str) else tuple(names)
    return standins.name(_spans(text, wanted), text)


def _spans(written: str, wanted: Collection[str]) -> list[Span]:
    text = misread.mended(written)
    reading = Reading(text)
    stand_ins = [match.span() for match in _STAND_IN.finditer(text) if match["kind"] in standins.kinds()]
    sure = [*typed.find(written, wanted), *formats.find(text), *handles.find(text)]
    if written != text:
        sure += [*formats.find(written), *handles.find(written), *scanned.find(written)]
    sure += [
        *spoken.find(text),
        *scanned.find(text),
        *dates.find(text),
        *feasts.find(text),
        *addresses.find(reading),
        *dwellings.find(reading),
    ]
    sure += organisations.find(reading)
    sure += known_houses.find(reading)
    sure += house_names.find(reading)
    sure += around.find(reading)
    sure += belonging.find(reading)
    sure += unshown.find(reading)
    sure += houses_by_kind.find(reading)
    sure += houses_near.find(reading)
    sure += unshown_houses.find(reading)
    sure += tabled.find(text)
    sure = [*tails.widened(reading, sure), *tails.find(reading)]
    general = general_services(reading)
    sure += [
        span for span in places.find(reading) if not _within(span, [(each.start, each.end) for each in general])
    ]
    sure += [*small_towns.find(reading), *towns_above.find(text)]
    sure += [*ends.services_with_place(general, text), *ends.services_worked_for(general, text)]
    origin = list(origins.find(reading))
    pets = list(rare.find_pets(reading))
    called = list(bynames.find(text))
    known = _covered(reading, [*sure, *general, *pets], stand_ins)
    people = [*called, *bynames.widened(text, names.find(reading, known)), *unshown_people.find(reading)]
    people += [*apposed.find(reading), *letters.find(text)]
    covered = known | _covered(reading, [*people, *origin], stand_ins)
    people += propagate.find(reading, [*people, *pets, *sure], covered)
    others = [
        *pets,
        *origin,
        *professions.find(reading),
        *trades_held.find(reading),
        *rare.find(reading),
        *ages.find(text, [*people, *(each for each in sure if each.label is Label.PERSON)]),
    ]
    others += [
        *ages_said.find(text),
        *ages_part.find(text),
        *ages_bare.find(text),
        *ages_alone.find(text),
        *stages.find(text),
        *school_years.find(text),
        *animals.find(text),
    ]
    found = resolve((span for span in [*sure, *people, *others] if not _within(span, stand_ins)), text)
    found = reach.widened(ends.widened(found, text), text)
    closed = [*stand_ins, *((each.start, each.end) for each in general)]
    return _with_repeats(reading, learnt.completed(found, reading, closed), stand_ins)


def _with_repeats(reading: Reading, found: list[Span], stand_ins: list[tuple[int, int]]) -> list[Span]:
    """A name that the trained reader alone saw is found wherever it stands, too."""
    sure = (span for span in found if span.reason is Reason.SURROUNDINGS and span.confidence >= LIKELY)
    taken = mask(reading.text, [*stand_ins, *((span.start, span.end) for span in found)])
    again = propagate.find(reading, sure, _covered(reading, found, stand_ins))
    beside = (span for span in again if not any(taken[span.start : span.end]))
    return sorted([*found, *beside], key=lambda span: span.start)


def _covered(reading: Reading, spans: Iterable[Span], stand_ins: list[tuple[int, int]]) -> frozenset[int]:
    """The numbers of the tokens that lie in one of these stretches."""
    covered = mask(reading.text, [*((span.start, span.end) for span in spans), *stand_ins])
    return frozenset(place for place, token in enumerate(reading.tokens) if 1 in covered[token.start : token.end])


@cache
def _services() -> re.Pattern[str]:
    names = sorted(organisations.general(), key=len, reverse=True)
    # "Sint-Maarten" is a feast, and the hospital of Mechelen behind one of these.
    hospital = r"(?<!spoed van )(?<!school )(?<!ziekenhuis )(?<!\baz )(?<!wzc )(?<!campus )"
    return re.compile(rf"(?<!\w){hospital}(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)


def general_services(reading: Reading) -> list[Span]:
    """Services of the whole country: they are no finding, and no name either."""
    return [Span(*match.span(), Label.ORG, Reason.ORGANISATION, 0) for match in _services().finditer(reading.text)]


def _within(span: Span, stretches: list[tuple[int, int]]) -> bool:
    return any(start <= span.start and span.end <= end for start, end in stretches)
