"""What keeps coming back, for who carries it further: by theme and by period, as far as nobody is traced by it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q
from django.utils import timezone

from tegenstroom.dialogue.actions.signals import WHEN
from tegenstroom.dialogue.figures import SIGNAL_COACHES, SIGNALS_FROM
from tegenstroom.dialogue.models import Dialogue, Signal
from tegenstroom.dialogue.rules import harvest
from tegenstroom.dialogue.rules.phases import Phase
from tegenstroom.dialogue.rules.policy import EVERYTHING, Crowd, Held, Part, Period


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence as policy makers read it: in how many dialogues at least, and where and when that is told."""

    sentence: str
    dialogues: int
    themes: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()


class Policy:
    """All sentences that may be read today."""

    def __init__(self, today: date | None = None) -> None:
        day = today or timezone.localdate()
        self.least, self.behind = int(SIGNALS_FROM.on(day)), int(SIGNAL_COACHES.on(day))
        self.names: dict[str, str] = {}
        self.crowd = Crowd(self._held(), today=day, least=self.least)

    @property
    def themes(self) -> Mapping[str, str]:
        """Those that can be chosen, with their names, by name."""
        return dict(sorted(((slug, self.names[slug]) for slug in self.crowd.themes), key=lambda one: one[1]))

    @property
    def periods(self) -> list[Period]:
        """Those that can be chosen, the last first; a year before its quarters."""
        return sorted(self.crowd.periods, key=lambda one: (-one.year, one.quarter))

    def can_tell(self, part: Part) -> bool:
        """Whether anything can be told of this part at all."""
        return part in self.crowd.parts

    def shown(self, part: Part = EVERYTHING) -> list[Shown]:
        """The sentences of a part, the most frequent first."""
        named = {
            pk: frozenset(standing.coaches)
            for pk, standing in Signal.objects.standings().items()
            if harvest.is_shown(standing, from_dialogues=self.least, from_coaches=self.behind)
        }
        rows = Signal.objects.filter(pk__in=named).values_list("pk", "sentence")
        found = (self._shown(sentence, named[pk], part) for pk, sentence in rows)
        return sorted((one for one in found if one.dialogues), key=lambda one: (-one.dialogues, one.sentence))

    def _shown(self, sentence: str, named: frozenset[int], part: Part) -> Shown:
        told = self.crowd.told
        return Shown(
            sentence,
            told(named, part),
            themes=tuple(name for slug, name in self.themes.items() if told(named, Part(slug))),
            periods=tuple(one for one in self.periods if told(named, Part(period=one))),
        )

    def _held(self) -> Iterable[Held]:
        """Each dialogue in which something could be named, on the day on which its harvest began."""
        began = Min("steps__at", filter=Q(steps__phase=Phase.HARVEST))
        rows = Dialogue.objects.filter(phase__in=WHEN, withdrawn_at=None).annotate(began=began)
        for pk, began_at, opened_at, themes in rows.values_list("pk", "began", "opened_at", "case__themes"):
            self.names |= {theme["slug"]: theme["name"] for theme in themes}
            slugs = frozenset(theme["slug"] for theme in themes)
            yield Held(pk, timezone.localdate(began_at or opened_at), slugs)
