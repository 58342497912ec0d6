"""A form of another tool that went in another window while someone filled in its page: her words come back."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from tegenstroom.accounts.access import PersonRequest, coordinator
from tegenstroom.engines.questionnaires.languages import NAMES
from tegenstroom.measurement.actions.drafts import DraftGoneError
from tegenstroom.measurement.forms.registry import LicenceForm
from tegenstroom.measurement.forms.scales import ScaleForm

type View = Callable[..., HttpResponseBase]


def reads_back(view: View) -> View:
    """When the draft is gone, the page says so and shows what was sent, whether it went before or just now.

    The answer is the same for a draft of another: 404, with nothing but what came in.
    """

    @wraps(view)
    def read(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except (Http404, DraftGoneError):
            if request.method != "POST":
                raise
            coordinator(request.user)
        return render(request, "measurement/registry/gone.html", {"typed": list(_typed(request))}, status=404)

    return read


def _typed(request: PersonRequest) -> Iterator[tuple[str, str]]:
    """What was filled in, by what was asked. The questions went with the form: their own keys name them."""
    asked = {**LicenceForm.base_fields, **ScaleForm.base_fields}
    turns = {str(key): str(said) for key, said in ScaleForm.TURNS}
    for name, words in request.POST.items():
        what, _line, which = name.partition("_")
        if not isinstance(words, str) or not words.strip():
            continue
        if name in asked:
            choices = {str(key): str(said) for key, said in getattr(asked[name], "choices", ())}
            yield str(asked[name].label), choices.get(words, words)
        elif what == "name":
            yield f"{_('Hoe heet deze schaal?')} ({NAMES.get(which, which)})", words
        elif what == "turn":
            yield which, turns.get(words, words)
