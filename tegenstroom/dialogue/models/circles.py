"""The group in which one speaks, and the contract on which it rests."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import PeerManager, Row
from tegenstroom.dialogue.words import PARTS


class Contract(Row):
    """The words on trust that each member says yes to, in one language. Never changed: a new row follows."""

    language = models.CharField(max_length=5, default="nl")
    text = models.TextField(_("waarmee je akkoord gaat"))
    valid_from = models.DateField()

    class Meta:
        ordering = ["language", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["language", "valid_from"], name="one_contract_a_day_and_language")
        ]


class CircleQuerySet(models.QuerySet["Circle"]):
    """Questions about many circles."""

    def locked(self, pk: int) -> "Circle":
        """The circle with its row locked until the transaction ends: people come and go one by one.

        Its number does not change: who only points at it (PostgreSQL looks again when she commits) does not wait.
        """
        return self.select_for_update(no_key=True).get(pk=pk)


class Circle(Row):
    """A group that speaks in trust: of an edition, or of a supervision, which has a title of its own."""

    edition = models.OneToOneField(
        "training.Edition", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(_("titel"), max_length=120, blank=True)
    # The last day of the series, after which a case has its time. Kept as the edition has it.
    ends_on = models.DateField(_("laatste dag"), null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = PeerManager.from_queryset(CircleQuerySet)()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(edition__isnull=False) | ~models.Q(title=""), name="a_circle_is_of_something"
            )
        ]

    @property
    def name(self) -> str:
        """How people know it."""
        return self.edition.version.title if self.edition else self.title


class CircleMemberQuerySet(models.QuerySet["CircleMember"]):
    """Questions about many members."""

    def current(self) -> Self:
        """Who is in a circle now, agreed or not."""
        return self.filter(left_at=None)

    def agreed(self) -> Self:
        """Who is in a circle now and said yes to the contract: nobody else reads or writes."""
        return self.current().filter(agreed_at__isnull=False)


class CircleMember(Row):
    """Someone in a circle. Rows stay when people leave: who comes back need not agree again."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(_("als"), max_length=12, choices=PARTS)
    joined_at = models.DateTimeField(default=timezone.now)
    # NULL for whom the edition brings along; who was invited stays until she leaves.
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    contract = models.ForeignKey(Contract, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = PeerManager.from_queryset(CircleMemberQuerySet)()

    class Meta:
        ordering = ["joined_at", "pk"]
        indexes = [models.Index(fields=["person", "left_at"])]
        constraints = [
            models.UniqueConstraint(fields=["circle", "person"], name="once_in_a_circle"),
            models.CheckConstraint(
                condition=models.Q(agreed_at__isnull=True, contract__isnull=True)
                | models.Q(agreed_at__isnull=False, contract__isnull=False),
                name="a_yes_is_to_a_contract",
            ),
        ]
