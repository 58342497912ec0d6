"""The queue of letters: mail and paper in one list."""

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models.abstract import PeerManager, Row


class LetterQuerySet(models.QuerySet["Letter"]):
    def about(self, row: models.Model) -> Self:
        """Letters that concern this row."""
        return self.filter(about=subject_of(row))

    def on_paper(self) -> Self:
        """Paper letters that wait to be printed and posted."""
        return self.filter(state=Letter.State.QUEUED, channel=Letter.Channel.PAPER)

    def to_look_after(self) -> dict[str, int]:
        """How many `failed`, and how many wait on `paper` for an envelope."""
        left = self.filter(state__in=(Letter.State.FAILED, Letter.State.QUEUED))
        failed = models.Q(state=Letter.State.FAILED)
        paper = models.Q(state=Letter.State.QUEUED, channel=Letter.Channel.PAPER)
        return left.aggregate(failed=models.Count("pk", filter=failed), paper=models.Count("pk", filter=paper))

    def due(self) -> Self:
        """Mail that waits for a try and may have one now."""
        return self.filter(state=Letter.State.QUEUED, channel=Letter.Channel.MAIL, next_try_at__lte=timezone.now())


def subject_of(row: models.Model) -> str:
    """How audit rows and letters name a row without pointing at its table: `training.edition:7`."""
    return f"{row._meta.label_lower}:{row.pk}"


class Letter(Row):
    """One message to one person, as it was written at that moment."""

    class Channel(models.TextChoices):
        MAIL = "mail", _("per mail")
        PAPER = "paper", _("op papier")

    class State(models.TextChoices):
        QUEUED = "queued", _("in de wachtrij")
        SENT = "sent", _("verstuurd")
        FAILED = "failed", _("niet gelukt")

    class Failure(models.TextChoices):
        """Why a try failed, for the person who must do something about it."""

        REFUSED = "refused", _("Dit e-mailadres bestaat niet of weigert post. Vraag een ander adres.")
        UNWRITABLE = "unwritable", _("Dit e-mailadres klopt niet. Verbeter het en schrijf de brief opnieuw.")
        BUSY = "busy", _("De mailserver nam de brief niet aan. Probeer het later opnieuw.")
        LOGIN = "login", _("De mailserver aanvaardt ons wachtwoord niet. Vraag raad aan de beheerder.")
        UNREACHABLE = "unreachable", _("We kregen de mailserver niet te pakken. Probeer het later opnieuw.")

    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=120, blank=True, db_index=True)
    # The same key twice is the same letter: a reminder that runs again sends nothing.
    once_key = models.CharField(max_length=200, null=True, unique=True)
    person = models.BigIntegerField(null=True, db_index=True)
    to_name = models.CharField(max_length=200)
    to_email = models.EmailField(blank=True)
    to_address = models.TextField(blank=True)
    language = models.CharField(max_length=5, default="nl")
    channel = models.CharField(max_length=10, choices=Channel)
    subject = models.CharField(max_length=200)
    body = models.TextField()

    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    queued_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    why_failed = models.CharField(max_length=12, choices=Failure, blank=True)
    # As the mail server said it, for whoever runs the machine.
    last_error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)
    # Given to its reader by someone: then no days of the post come between.
    by_hand = models.BooleanField(default=False)

    objects = PeerManager.from_queryset(LetterQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["state", "next_try_at"])]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(channel="mail") | ~models.Q(to_email=""), name="mail_has_an_address"
            ),
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False)
                | (~models.Q(state="sent") & models.Q(sent_at__isnull=True)),
                name="sent_has_a_moment",
            ),
        ]


class Attachment(Row):
    """A file that goes with a letter: a calendar file, a certificate."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=100)
    content_type = models.CharField(max_length=60)
    content = models.BinaryField()
