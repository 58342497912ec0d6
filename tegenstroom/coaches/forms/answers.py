"""What she says of several moments on one page: yes or no to each, or nothing yet."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.answers import may_say
from tegenstroom.coaches.rules.assignments import State

SAYS = [(State.YES.value, _("Ik kom")), (State.NO.value, _("Ik kom niet"))]
GIVEN = {State.YES: State.YES, State.NO: State.NO, State.RATHER_NOT: State.NO}


class AnswersForm(forms.Form):
    """A choice for each moment that she may still answer; what she said before stands there."""

    def __init__(self, rows: Sequence[Assignment], *args: Any, **wishes: Any) -> None:
        super().__init__(*args, **wishes)
        self.rows = rows
        for row in rows:
            if _is_open(row):
                self.fields[_name(row)] = forms.ChoiceField(
                    label=row.title,
                    choices=SAYS,
                    widget=forms.RadioSelect,
                    required=False,
                    initial=GIVEN.get(State(row.state)),
                )

    def clean(self) -> None:
        super().clean()
        if not any(self.cleaned_data.values()):
            raise forms.ValidationError(_("Je koos nog niets. Duid aan wanneer je komt."))

    def lines(self) -> Iterator[tuple[Assignment, forms.BoundField | None]]:
        """Each moment with its choice; None where it is too late to choose."""
        for row in self.rows:
            yield row, self[_name(row)] if _name(row) in self.fields else None

    def open_rows(self) -> list[Assignment]:
        """What she may still answer."""
        return [row for row in self.rows if _name(row) in self.fields]

    def said(self) -> list[tuple[Assignment, State]]:
        """What she chose now; what she left as it was changes nothing."""
        chosen = ((row, self.cleaned_data[_name(row)]) for row in self.open_rows())
        return [(row, State(said)) for row, said in chosen if said and said != GIVEN.get(State(row.state))]


def _name(row: Assignment) -> str:
    return f"answer-{row.pk}"


def _is_open(row: Assignment) -> bool:
    now, state = timezone.now(), State(row.state)
    says = (may_say(state, said, starts_at=row.starts_at, now=now, has_theme=False) for said in GIVEN.values())
    return any(says)
