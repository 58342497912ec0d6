"""A form that may be sent five times and counts once."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from tegenstroom.base import links

PURPOSE = "form"


class OnceForm(forms.Form):
    """Draws a signed key when it is shown. A key that was tampered with is replaced; what was typed stays."""

    form_key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_key"].initial = links.token(PURPOSE, str(uuid4()))

    def clean_form_key(self) -> UUID:
        try:
            return UUID(links.value(PURPOSE, self.cleaned_data["form_key"]))
        except (links.BadLink, ValueError, TypeError, AttributeError) as error:
            self._draw_again()
            raise ValidationError(
                _("Dit formulier kwam niet goed toe. Er is nog niets bewaard. Verstuur het opnieuw.")
            ) from error

    def _draw_again(self) -> None:
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed[self.add_prefix("form_key")] = str(self.fields["form_key"].initial)
        self.data = typed
