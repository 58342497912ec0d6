"""Sessions in the database, as Django keeps them; read by a question that is written once."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from tegenstroom.base.prepared import prepared


@prepared
def _kept(session_key: str) -> QuerySet[Session]:
    return Session.objects.filter(session_key=session_key)


class SessionStore(db.SessionStore):
    """Each page of whoever logged in begins with this question: the ORM writing it anew cost more than asking."""

    def _get_session_from_db(self) -> Session | None:
        for row in _kept(self.session_key or ""):
            if row.expire_date > timezone.now():
                return row
        self._session_key = None
        return None
