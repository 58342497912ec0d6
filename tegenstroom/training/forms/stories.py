"""Choosing a story for a group."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tegenstroom.training.actions.stories import Choice


class ChoiceForm(forms.Form):
    """One story, by its title and the name under it."""

    story = forms.TypedChoiceField(
        label=_("Welk verhaal?"),
        widget=forms.RadioSelect,
        coerce=UUID,
        error_messages={
            "required": _("Kies een verhaal uit de lijst."),
            "invalid_choice": _("Dit verhaal mag hier niet meer. Kies een ander."),
        },
    )

    def __init__(self, *args: Any, choices: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["story"].choices = [  # type: ignore[attr-defined]
            (str(choice.story.pk), f"{choice.story.title} ({choice.story.by_name})") for choice in choices
        ]
