"""How forms look: the error stands at the field, in words."""

from django.core.validators import MaxLengthValidator
from django.db.models import fields
from django.forms import ChoiceField, Field, ModelChoiceField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

# Django says what a field is; we say what the reader can do. Imported before any form is made (base/apps.py).
Field.default_error_messages["required"] = _("Dit is nog leeg. Vul het in of duid iets aan.")
for choosing in (ChoiceField, ModelChoiceField):
    choosing.default_error_messages["invalid_choice"] = _("Dit kan je hier niet kiezen. Kies iets uit de lijst.")
MaxLengthValidator.message = _(
    "Dit is te lang. Hier passen %(limit_value)d tekens. Nu zijn het er %(show_value)d."
)
fields.BLANK_CHOICE_LABEL = _("kies er een")

# The code of an error about the whole form that asks for nothing but a wait: the page then says so on top.
TOO_SOON = "too_soon"


class Renderer(TemplatesSetting):
    """Fields as in base/templates/parts/field.html, so that `{{ form }}` looks as `{% form form %}` does."""

    form_template_name = "parts/fields.html"
    field_template_name = "parts/field.html"
