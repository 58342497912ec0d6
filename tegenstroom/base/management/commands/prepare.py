"""`tegenstroom prepare`: everything between a fresh clone and a server that can start. Safe to repeat."""

from hashlib import blake2b
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from tegenstroom.base import catalogues, keyring


class Command(BaseCommand):
    """Runs what must be done before the server starts, in the right order."""

    help = "Brings database, figures and files in order; with TEGENSTROOM_DEMO=1 the demo network too."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        self._compile_catalogues()
        if settings.DEMO or settings.DEBUG:
            # For real people an administrator makes it herself: a lost ring must never be replaced unseen.
            keyring.make(settings.KEY_FILE)
        # The checks of the database too: an SQLite that can lose what was written is refused here.
        self.check(databases=["default"])
        for command in (
            "migrate",
            "createcachetable",
            "load_figures",
            "load_questions",
            "load_wordings",
            "load_agreement",
            "load_contracts",
            "load_measurements",
        ):
            call_command(command, verbosity=0, stdout=StringIO())
        collect_static()
        if settings.DEMO:
            call_command("demo", verbosity=0, stdout=StringIO())

    def _compile_catalogues(self) -> None:
        """Before anything speaks: a language that was looked for once is not looked for again."""
        for folder in settings.LOCALE_PATHS:
            try:
                catalogues.compile_all(Path(folder).parent)
            except OSError as error:
                sentence = _(
                    "De vertalingen zijn niet gemaakt: pagina’s kunnen half in het Nederlands staan. %(why)s"
                )
                self.stderr.write(sentence % {"why": error})


def collect_static() -> None:
    """Collect, hash and compress the static files, when one of them changed since the last time."""
    stamp: Path = settings.STATIC_ROOT / ".collected"
    seen = _fingerprint()
    if not stamp.exists() or stamp.read_text() != seen:
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(seen)


def _fingerprint() -> str:
    """Which files there are, how large, and since when."""
    digest = blake2b(digest_size=16)
    for finder in get_finders():
        for name, storage in sorted(finder.list(None), key=lambda found: found[0]):
            facts = Path(storage.path(name)).stat()
            digest.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
