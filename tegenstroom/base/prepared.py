"""Questions that pages ask all the time: the ORM writes their SQL once, and then only the numbers in it differ.

@prepared
def _seats(dialogue: int) -> QuerySet[Seat]:
    return Seat.objects.filter(dialogue=dialogue)

rows = _seats(7)

To write the SQL of a small question costs Django ten times what the database needs to answer it. What the question
says stays written in one place, in the words of the models.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import update_wrapper
from inspect import signature
from typing import Any, cast

from django.db import connection, models
from django.db.models.query import ValuesListIterable
from django.db.models.sql.compiler import SQLCompiler

# Stands for the key that comes later; so large that it stands for nothing else. In digits for a key of letters.
MARKER = 2**62


@dataclass(frozen=True, slots=True)
class _Written[R]:
    """A question as the database gets it; `holes` holds markers where numbers come."""

    queryset: models.QuerySet[Any, R]
    compiler: SQLCompiler
    sql: str
    holes: tuple[object, ...]
    converters: dict[int, Any]
    # Nothing but columns is asked: what the database gives is what is found.
    bare: bool

    def ask(self, numbers: tuple[int | str, ...]) -> list[R]:
        filled: tuple[Any, ...] = tuple(numbers[_place(hole)] if _is_marker(hole) else hole for hole in self.holes)
        if self.bare:
            with connection.cursor() as cursor:
                cursor.execute(self.sql, filled)
                rows = cursor.fetchall()
            converted = self.compiler.apply_converters(rows, self.converters) if self.converters else rows
            return [cast(R, tuple(row)) for row in converted]
        asking, compiler = self.queryset.all(), copy(self.compiler)
        # Of this one question alone: it is written already.
        vars(compiler).update(
            connection=connection,
            as_sql=lambda *args, **kwargs: (self.sql, filled),
            get_converters=lambda columns: self.converters,
        )
        vars(asking.query).update(get_compiler=lambda *args, **kwargs: compiler)
        return list(asking)


class prepared[R]:  # noqa: N801  a decorator
    """A function of keys of rows that gives a query set; called, it gives the list of what is found now.

    The query may not depend on the keys otherwise than by asking what equals them: the function runs once. A key
    that no row can have finds nothing.
    """

    def __init__(self, question: Callable[..., models.QuerySet[Any, R]]) -> None:
        self.question = question
        self._written: _Written[R] | None = None
        update_wrapper(self, question)

    def __call__(self, *numbers: int | str) -> list[R]:
        if any(_is_marker(number) for number in numbers):
            return []
        self._written = self._written or self._write()
        return self._written.ask(numbers)

    def _write(self) -> _Written[R]:
        keys = signature(self.question).parameters.values()
        markers = [str(MARKER + at) if key.annotation is str else MARKER + at for at, key in enumerate(keys)]
        queryset = self.question(*markers)
        compiler = queryset.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        if {param for param in params if _is_marker(param)} != set(markers):
            raise TypeError(f"{self.question.__qualname__} does not hold each of its numbers as it is")
        columns = [column for column, _sql, _alias in compiler.select[: compiler.col_count]]
        bare = queryset._iterable_class is ValuesListIterable and not queryset.query.annotation_select
        return _Written(queryset, compiler, sql, tuple(params), compiler.get_converters(columns), bare)


def _is_marker(param: object) -> bool:
    if isinstance(param, str):
        return len(param) == len(str(MARKER)) and param.isdecimal() and int(param) >= MARKER
    return isinstance(param, int) and param >= MARKER


def _place(marker: Any) -> int:
    return int(marker) - MARKER
