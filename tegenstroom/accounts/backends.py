"""Who is asking: as django-allauth says, by a question that is written once."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from tegenstroom.accounts.models import Person
from tegenstroom.base.prepared import prepared


@prepared
def _person(pk: int) -> QuerySet[Person]:
    return Person.objects.filter(pk=pk)


class Backend(AuthenticationBackend):
    """Each page of whoever logged in asks it: the ORM writing it anew cost more than asking."""

    def get_user(self, user_id: int) -> Person | None:
        person = next(iter(_person(user_id)), None)
        return person if person and self.user_can_authenticate(person) else None
