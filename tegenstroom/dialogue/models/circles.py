"""The group in which one speaks, and the contract on which it rests."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now, TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import PeerManager, Row
from tegenstroom.dialogue.words import PARTS


class ContractQuerySet(models.QuerySet["Contract"]):
    """Questions about many texts."""

    def in_force(self) -> Self:
        """Texts whose day has come, by the clock of the database: the question may be written once and kept."""
        return self.filter(valid_from__lte=TruncDate(Now()))

    def newer_than_hers(self) -> Self:
        """For each member: texts that came in the place of the one that she said yes to.

        In her language, or in that of the network, in which every text is there first.
        """
        hers = Q(language=OuterRef("contract__language")) | Q(language=settings.LANGUAGE_CODE)
        return self.in_force().filter(hers, valid_from__gt=OuterRef("contract__valid_from"))


class Contract(Row):
    """The words on trust that each member says yes to, in one language. Never changed: a new row follows."""

    language = models.CharField(max_length=5, default="nl")
    text = models.TextField(_("waarmee je akkoord gaat"))
    valid_from = models.DateField()

    objects = PeerManager.from_queryset(ContractQuerySet)()

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
        """Who is in a circle now and said yes to the contract as it is today: nobody else reads or writes."""
        newer = Contract.objects.newer_than_hers()
        return self.current().filter(~Exists(newer), agreed_at__isnull=False)

    def outdated(self) -> Self:
        """Who is in a circle now and said yes to words that no longer hold: she is asked for a new yes."""
        return self.current().filter(Exists(Contract.objects.newer_than_hers()), agreed_at__isnull=False)

    def with_yes(self) -> Self:
        """Each with `stands`: whether she said yes to the contract as it is today."""
        stands = Q(agreed_at__isnull=False) & ~Q(Exists(Contract.objects.newer_than_hers()))
        return self.annotate(stands=models.ExpressionWrapper(stands, output_field=models.BooleanField()))


class CircleMember(Row):
    """Someone in a circle. Rows stay when people leave: who comes back need not agree again to the same words."""

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
    # When she was asked for a new yes, because other words came in the place of those she said yes to.
    asked_anew_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    # When she left by herself: no list brings her back.
    quit_at = models.DateTimeField(null=True, blank=True)
    # As `with_yes` found it.
    stands: bool

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
            models.CheckConstraint(
                condition=models.Q(quit_at__isnull=True) | models.Q(left_at__isnull=False),
                name="who_quit_is_not_there",
            ),
        ]
