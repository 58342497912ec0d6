"""Which app answers which address. Nouns; Dutch, because people read them aloud on the phone."""

from django.urls import include, path

handler400 = "tegenstroom.base.views.bad_request"
handler403 = "tegenstroom.base.views.forbidden"
handler404 = "tegenstroom.base.views.not_found"
handler500 = "tegenstroom.base.views.server_error"

urlpatterns = [
    # First: a whole network answers at the same time.
    path("", include("tegenstroom.measurement.urls")),
    path("", include("tegenstroom.front.urls")),
    path("", include("tegenstroom.dialogue.urls")),
    path("", include("tegenstroom.training.urls")),
    path("", include("tegenstroom.library.urls")),
    path("", include("tegenstroom.coaches.urls")),
    path("", include("tegenstroom.billing.urls")),
    path("", include("tegenstroom.organisations.urls")),
    path("", include("tegenstroom.accounts.urls")),
    path("", include("tegenstroom.base.urls")),
]
