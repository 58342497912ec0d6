"""Showing an editor how plain a text is while she writes it, and keeping nothing of it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tegenstroom.engines.plain_language import COACH, Level, Mark, assess

# Enough to mend in one go; a longer list discourages.
MOST_MARKS = 12
# Characters; a book is not a text for a coach.
LONGEST = 50_000


@dataclass(frozen=True, slots=True)
class Reading:
    """How plain a text is: each hard place, why it is hard, and what to write instead."""

    is_empty: bool
    holds: bool
    marks: list[tuple[str, Mark]]
    others: int


def read(text: str, level: Level = COACH) -> Reading:
    """Read a text as someone who reads with effort would; `others` counts the marks beyond the first twelve."""
    found = assess(text, level)
    shown = [(_quoted(text[mark.start : mark.end], mark), mark) for mark in found.marks[:MOST_MARKS]]
    return Reading(not text.strip(), found.holds, shown, max(0, len(found.marks) - MOST_MARKS))


def _quoted(words: str, mark: Mark) -> str:
    """The words of a mark, for a reason that does not name them itself."""
    return "" if f"“{words}”" in mark.reason else words


class PlainTextarea(forms.Textarea):
    """For a text that coaches will read: what is hard in it appears below while it is written.

    The page includes `parts/htmx.html` in its head; without scripts a link leads to a page that does the same.
    Whoever holds a link only reaches neither (`logged_in`): her page shows her text again, with its marks.
    """

    template_name = "parts/plain_textarea.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, logged_in: bool = True) -> None:
        super().__init__(attrs)
        self.logged_in = logged_in

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        if self.logged_in:
            context["widget"]["attrs"] |= {
                "hx-post": f"{reverse('base:plain')}?veld={name}",
                "hx-trigger": "input changed delay:800ms",
                "hx-params": f"csrfmiddlewaretoken,{name}",
                "hx-target": "next .plain-text",
            }
        context["logged_in"] = self.logged_in
        context["reading"] = read(value) if value and len(value) <= LONGEST else None
        return context


class PlainLine(forms.CharField):
    """One line that a coach will read: what is hard in it appears below, and it stays one line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=PlainTextarea(attrs={"rows": 2}), **kwargs)

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())


def show_marks(field: forms.Field, *, logged_in: bool = True) -> None:
    """Show the marks at a field of a form that coaches write in too, when it is not a coach who writes."""
    field.widget = PlainTextarea(attrs=field.widget.attrs, logged_in=logged_in)
    field.widget.is_required = field.required


class TextForm(forms.Form):
    """A text to look at, in the field that the page calls it."""

    def __init__(self, *args: Any, field: str = "text", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.field = field
        self.fields[field] = forms.CharField(
            label=_("Je tekst"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 10})
        )

    def reading(self) -> Reading | None:
        """How plain it is; None when nothing was sent or it is too long."""
        return read(self.cleaned_data[self.field]) if self.is_valid() else None
