"""A form with rows beneath it: the days of an edition, the parts of a module.

A row whose telling fields are empty is no row, so that emptying one strikes it. A button adds rows without
scripts: the page comes back with all that was typed, unjudged, and one row more.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

MOST_ROWS = 40
MORE = "more"


class RowForm(forms.Form):
    """One row. `telling` names the fields of which one must be filled for the row to count."""

    telling: ClassVar[tuple[str, ...]] = ()

    def has_changed(self) -> bool:
        return any(self[name].data for name in self.telling)


class Rows[F: RowForm]:
    """All rows of one kind; the page says in a hidden field how many there are."""

    def __init__(
        self,
        form: type[F],
        prefix: str,
        *,
        data: QueryDict | None = None,
        initial: Sequence[Mapping[str, Any]] = (),
        empty: int = 0,
    ) -> None:
        self.form, self.prefix, self.data = form, prefix, data
        count = len(initial) + empty if data is None else self._typed_count()
        self.forms = [
            form(
                data,
                prefix=f"{prefix}-{number}",
                initial=dict(initial[number]) if number < len(initial) else None,
                empty_permitted=True,
                use_required_attribute=False,
            )
            for number in range(count)
        ]

    def __iter__(self) -> Iterator[F]:
        return iter(self.forms)

    @property
    def count_name(self) -> str:
        return f"{self.prefix}-count"

    @property
    def filled(self) -> list[F]:
        """The rows that count."""
        return [form for form in self.forms if form.has_changed()]

    def is_valid(self) -> bool:
        judged = [form.is_valid() for form in self.forms]
        return all(judged)

    def with_one_more(self) -> "Rows[F]":
        """The same rows as they were typed, not judged, and an empty one."""
        typed = [{name: form[name].data for name in form.fields} for form in self.forms]
        return Rows(self.form, self.prefix, initial=typed, empty=1 if len(typed) < MOST_ROWS else 0)

    def refilled(self, count: int, start: Mapping[str, Any]) -> "Rows[F]":
        """The rows that count, not judged, and fresh ones that begin as `start` until there are `count`."""
        typed = [{name: form[name].data for name in form.fields} for form in self.filled]
        fresh = [dict(start) for _row in range(min(count, MOST_ROWS) - len(typed))]
        return Rows(self.form, self.prefix, initial=typed + fresh)

    def _typed_count(self) -> int:
        # A few digits are enough to be too many; Python refuses to read thousands of them.
        typed = self.data.get(self.count_name, "")[:4] if self.data else ""
        return min(int(typed), MOST_ROWS) if typed.isdecimal() else 0


class Sheet[M: forms.BaseForm, F: RowForm]:
    """A form and its rows, which the page reads as one form and `{% errors %}` sums up as one."""

    use_required_attribute = False

    def __init__(self, form: M, rows: Rows[F]) -> None:
        self.form, self.rows = form, rows

    def __iter__(self) -> Iterator[forms.BoundField]:
        yield from self.form
        for row in self.rows:
            yield from row

    def hidden_fields(self) -> list[forms.BoundField]:
        return [bound for bound in self if bound.is_hidden]

    @property
    def non_field_errors(self) -> Any:
        return self.form.non_field_errors()

    def is_valid(self) -> bool:
        """Judges both halves, so that the page can say all that is wrong at once."""
        judged = (self.form.is_valid(), self.rows.is_valid())
        return all(judged)


def as_typed(form: forms.BaseForm) -> dict[str, Any]:
    """What was typed in a form, to show it again without judging it."""
    return {name: form[name].data for name in form.fields}
