"""A person: one row, whatever she does in the network."""

from typing import ClassVar, Self

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import connection, models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tegenstroom.accounts.roles import Role
from tegenstroom.base.models import Letter


class PersonQuerySet(models.QuerySet["Person"]):
    """Questions about many people."""

    def with_role(self, role: Role) -> Self:
        """People who take part and bear this network role today."""
        return self.filter(grants__role=role.key, grants__ended_at__isnull=True, is_active=True)

    def known(self) -> Self:
        """Everyone but who was erased."""
        return self.filter(erased_at=None)

    def found_by(self, words: str) -> Self:
        """People in whose names or e-mail address every one of these words stands."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(given_name__icontains=word)
                | Q(family_name__icontains=word)
                | Q(called__icontains=word)
                | Q(email__icontains=word)
            )
        return found


class PersonManager(BaseUserManager["Person"]):
    """Finds people, with the relations of all peers in one query."""

    def get_queryset(self) -> PersonQuerySet:
        return PersonQuerySet(self.model, using=self._db).fetch_mode(models.FETCH_PEERS)

    def with_role(self, role: Role) -> PersonQuerySet:
        return self.get_queryset().with_role(role)

    def by_email(self, email: str) -> "Person | None":
        """The person with this address, whatever its capitals."""
        return self.filter(email=email.strip().lower()).first() if email else None


class Person(AbstractBaseUser):
    """Someone who takes part. Logging in takes an e-mail address or a card; taking part takes neither."""

    given_name = models.CharField(_("voornaam"), max_length=80)
    family_name = models.CharField(_("achternaam"), max_length=80, blank=True)
    called = models.CharField(
        _("zo wil ik genoemd worden"), max_length=80, blank=True, help_text=_("Leeg laten is je voornaam.")
    )
    email = models.EmailField(_("e-mailadres"), null=True, blank=True, unique=True)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    street = models.CharField(_("straat en nummer"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    municipality = models.CharField(_("gemeente"), max_length=80, blank=True)
    language = models.CharField(_("taal"), max_length=5, choices=settings.LANGUAGES, default="nl")
    reached_by = models.CharField(
        _("brieven krijg ik"), max_length=10, choices=Letter.Channel, default=Letter.Channel.MAIL
    )
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    # Counts up when she must log in again everywhere: a phone was lost, a card revoked.
    session_round = models.PositiveIntegerField(default=0, editable=False)
    # Since when nothing of her is left but this row, without a name: the books point at it.
    erased_at = models.DateTimeField(null=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["given_name"]
    objects = PersonManager()

    class Meta:
        verbose_name = _("persoon")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email__isnull=True) | ~models.Q(email=""), name="no_empty_email"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.email = self.email.strip().lower() if self.email else None

    def save(self, *args: object, **kwargs: object) -> None:
        # An address differs by more than its capitals, or it is the same address.
        self.email = self.email.strip().lower() if self.email else None
        # An empty password counts as one that can be typed; "none" must be said.
        if not self.password:
            self.set_unusable_password()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # Django's own, which holds for one password, and only for this round.
        return salted_hmac(
            "tegenstroom.accounts.session",
            f"{self.password}:{self.session_round}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()

    @property
    def name(self) -> str:
        """First and family name, as on a list or a certificate."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def short_name(self) -> str:
        """The name she wants to hear."""
        return self.called or self.given_name

    @property
    def address(self) -> str:
        """The address as on an envelope, or an empty string."""
        place = f"{self.postcode} {self.municipality}".strip()
        return "\n".join(line for line in (self.street, place) if line)

    @property
    def ways_in(self) -> list[str]:
        """How she can log in without a password, the plainest first: `card`, `code` in her mail, `key`."""
        has = {
            "card": self.cards.valid().exists(),
            "code": bool(self.email),
            "key": Authenticator.objects.filter(user=self, type=Authenticator.Type.WEBAUTHN).exists(),
        }
        return [way for way, is_hers in has.items() if is_hers]

    @cached_property
    def role_keys(self) -> frozenset[str]:
        """The network roles she bears now: one query a request, by hand: every page of hers asks it."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT role FROM accounts_rolegrant WHERE person_id = %s AND ended_at IS NULL", [self.pk]
            )
            return frozenset(role for (role,) in cursor.fetchall())

    def has_role(self, *roles: Role) -> bool:
        """True when she bears at least one of these network roles."""
        return any(role.key in self.role_keys for role in roles)
