"""Structured logs: one JSON line an event on standard error, without names or texts of people."""

import logging
from typing import Any

import structlog


class NoPaths(logging.Filter):
    """Puts the route where Django names the path of a request that it refused: a path can hold a key."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always True: the line stays, without the path."""
        request = getattr(record, "request", None)
        path = getattr(request, "path", None)
        if path and isinstance(record.args, tuple):
            match = getattr(request, "resolver_match", None)
            route = match.view_name or match.route if match else "no such address"
            # Django escapes what it logs, so that a path cannot forge a line.
            written = path.encode("unicode_escape").decode("ascii")
            record.args = tuple(route if word == written else word for word in record.args)
        return True


SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]

structlog.configure(
    processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)

LOGGING_CONFIG_DICT: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
            "foreign_pre_chain": SHARED,
        }
    },
    "filters": {"no_paths": {"()": NoPaths}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["no_paths"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "tegenstroom": {"level": "INFO"},
        "django.server": {"level": "WARNING"},
    },
}
