"""The agreement, of volunteers and of who is paid a wage: what it says, and who signed which version when."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import Row
from tegenstroom.coaches.rules.profiles import Terms
from tegenstroom.coaches.words import TERMS

# What the law of 3 July 2005 on volunteers, art. 4, wants told beforehand, in the order in which people read it.
PARTS = ("aim", "legal_form", "insurance", "reimbursement", "discretion")


class AgreementText(Row):
    """One version of what we promise and ask. Once published it never changes: people signed it.

    Who is paid a wage has words of her own, in versions of their own: of her the law on volunteers says nothing.
    """

    terms = models.CharField(max_length=10, choices=TERMS, default=Terms.VOLUNTEER)
    number = models.PositiveSmallIntegerField()
    aim = models.TextField(_("wie we zijn en wat we willen"))
    legal_form = models.TextField(_("onze rechtsvorm"))
    insurance = models.TextField(_("hoe je verzekerd bent"))
    reimbursement = models.TextField(_("wat je krijgt en wanneer"))
    discretion = models.TextField(_("wat onder ons blijft"))
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number", "pk"]
        constraints = [models.UniqueConstraint(fields=["terms", "number"], name="one_text_a_version")]

    @property
    def chapters(self) -> list[tuple[str, str]]:
        """Each part with its heading, in order."""
        headings = {field.name: field.verbose_name for field in self._meta.fields}
        return [(capfirst(str(headings[part])), getattr(self, part)) for part in PARTS]


class Agreement(Row):
    """An agreement on paper with one coach: made, signed, ended."""

    coach = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.ForeignKey(AgreementText, on_delete=models.PROTECT, related_name="agreements")
    made_at = models.DateTimeField(default=timezone.now)
    signed_on = models.DateField(_("getekend op"), null=True, blank=True)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_on = models.DateField(_("gestopt op"), null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["coach"],
                condition=models.Q(signed_on__isnull=False, ended_on__isnull=True),
                name="one_signed_agreement_a_coach",
            )
        ]
