"""Who a coach is for the network, and what only she may see."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import Row
from tegenstroom.base.sealing import SealedField
from tegenstroom.billing.rules.payruns import Method
from tegenstroom.billing.words import METHODS
from tegenstroom.coaches.rules.profiles import Status, Terms
from tegenstroom.coaches.words import CHECK_STATES, STATUSES, TERMS


class CoachProfile(Row):
    """Her terms and her wishes. One row a coach; it stays when she stops."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    status = models.CharField(_("statuut"), max_length=16, choices=STATUSES, default=Status.COACH)
    terms = models.CharField(_("vergoed als"), max_length=10, choices=TERMS, default=Terms.VOLUNTEER)
    method = models.CharField(_("uitbetaald"), max_length=8, choices=METHODS, default=Method.TRANSFER)
    # Whom she wants to hear after a heavy day; nobody means the coordinators.
    caller = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    heavy_a_month = models.PositiveSmallIntegerField(
        _("hoogstens zoveel zware thema's per maand"), null=True, blank=True
    )
    since = models.DateTimeField(default=timezone.now)
    # When what she signs for changed last; None as long as it never did.
    terms_changed_at = models.DateTimeField(_("afspraken veranderd op"), null=True, blank=True)


class Dependency(Row):
    """A person or a service that she depends on: sealed, hers alone, not even for the desk."""

    # Known before the row is saved: what is sealed is bound to it.
    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    coach = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # JSON: {"kind": "person" | "service", "name": …, "organisation": id or null, "comes_to": [id, …]}, the last
    # for what she comes to all the same. In here: a row of its own would tell that there is something to decide.
    sealed = SealedField(owner="coach")
    added_at = models.DateTimeField(default=timezone.now)


class BenefitCheck(Row):
    """Whether her papers are in order in a year. Which papers, and so which benefit, is kept nowhere."""

    coach = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=16, choices=CHECK_STATES)
    in_order_until = models.DateField(_("in orde tot en met"), null=True, blank=True)
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["coach", "year"], name="one_benefit_check_a_year")]
