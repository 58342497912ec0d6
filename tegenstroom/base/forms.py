"""How forms look: the error stands at the field, in words."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Fields as in base/templates/parts/field.html."""
