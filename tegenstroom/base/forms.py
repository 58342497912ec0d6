"""How forms look: the error stands at the field, in words."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Fields as in base/templates/parts/field.html, so that `{{ form }}` looks as `{% form form %}` does."""

    form_template_name = "parts/fields.html"
    field_template_name = "parts/field.html"
