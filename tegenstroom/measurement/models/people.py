"""WHO takes part and who answered. What was answered stands elsewhere, and no table leads from here to there."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import Letter, PeerManager, Row
from tegenstroom.base.sealing import SealedField
from tegenstroom.measurement.models.groups import GroupMember
from tegenstroom.measurement.models.plans import Measurement, Wave
from tegenstroom.measurement.rules.gatherings import Kind


def still_asked(path: str = "") -> Q:
    """Who did not ask to be left alone, and of a project only who is in it now; `path` leads to a participant."""
    to = {name: f"{path}{name}" for name in ("person", "asks_no_more", "measurement__group")}
    member = GroupMember.objects.filter(group=OuterRef(to["measurement__group"]), person=OuterRef(to["person"]))
    is_guest = Q((to["person"], None))
    of_project = Q((f"{to['measurement__group']}__kind", Kind.PROJECT))
    return Q((to["asks_no_more"], False)) & (is_guest | ~of_project | Q(Exists(member)))


class Participant(Row):
    """Someone in one measurement: a person of ours, or a name that the desk typed for who has no account.

    Her personal code is made from `sealed_key`, which opens with her own key alone; that of a guest from this
    row's random key. When the row or her key goes, nobody finds her answers any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    measurement = models.ForeignKey(Measurement, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    sealed_key = SealedField(owner="person", null=True, editable=False)
    guest_name = models.CharField(_("naam"), max_length=160, blank=True)
    guest_email = models.EmailField(_("e-mailadres"), blank=True)
    guest_address = models.CharField(_("adres"), max_length=200, blank=True)
    language = models.CharField(_("taal"), max_length=5, choices=settings.LANGUAGES, default="nl")
    # She took her answers back: this is her own wish, and nobody at the desk ends it.
    asks_no_more = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measurement", "person"], name="once_in_a_measurement"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, guest_name="", guest_email="", guest_address="")
                | (Q(person__isnull=True) & ~Q(guest_name="")),
                name="a_person_or_a_guest",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.person.name if self.person else self.guest_name

    @property
    def short_name(self) -> str:
        return self.person.short_name if self.person else self.guest_name

    @property
    def email(self) -> str | None:
        return self.person.email if self.person else self.guest_email or None

    @property
    def is_on_paper(self) -> bool:
        """Her letters go by post: she gets the questions on paper too."""
        return not self.email or (self.person is not None and self.person.reached_by == Letter.Channel.PAPER)


class AskedQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        """Asked and not answered, of who may still be asked."""
        return self.filter(still_asked("participant__"), done=False, wave__measurement__ended_at=None)


class Invitation(Row):
    """That someone was asked in a round, and whether she answered: not when, and not what."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="invitations")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="invitations")
    invited_on = models.DateField()
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True, blank=True)
    done = models.BooleanField(default=False)
    # She said that she does not take part in this round: no letter follows. Only she reads this.
    left_alone = models.BooleanField(default=False)

    objects = PeerManager.from_queryset(AskedQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "participant"], name="asked_once_a_round")]
