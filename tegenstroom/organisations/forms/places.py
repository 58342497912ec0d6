"""A place where we meet."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.plain import PlainTextarea
from tegenstroom.organisations.models import Place


class PlaceForm(forms.ModelForm[Place]):
    """Where it is, how you get there, and who can get in."""

    class Meta:
        model = Place
        fields = [
            "name",
            "street",
            "postcode",
            "municipality",
            "directions",
            "step_free",
            "accessible_toilet",
            "hearing_loop",
            "accessibility_notes",
        ]
        # Both stand on pages that a coach reads.
        widgets = {
            "directions": PlainTextarea(attrs={"rows": 4}),
            "accessibility_notes": PlainTextarea(attrs={"rows": 3}),
        }
        help_texts = {
            "accessibility_notes": _(
                "Wat iemand moet weten voor ze komt: een zware deur, een stille ruimte, fel licht."
            )
        }
