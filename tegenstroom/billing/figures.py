"""Numbers of the books."""

from django.utils.translation import gettext_lazy as _

from tegenstroom.base.figures import declare

BOOK_YEARS = declare("billing.book_years", _("de boeken blijven na het jaar zelf nog"), _("jaar"))
