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
from functools import update_wrapper
from inspect import signature
from typing import Any

from django.db import connection, models
from django.db.models.sql.compiler import SQLCompiler

# Stands for the number that comes later; so large that it stands for nothing else.
MARKER = 2**62


class prepared[R]:  # noqa: N801  a decorator
    """A function of whole numbers that gives a query set; called, it gives the list of what is found now.

    The query may not depend on the numbers otherwise than by asking what equals them: the function runs once.
    """

    def __init__(self, question: Callable[..., models.QuerySet[Any, R]]) -> None:
        self.question = question
        self._written: tuple[models.QuerySet[Any, R], SQLCompiler, str, tuple[object, ...]] | None = None
        update_wrapper(self, question)

    def __call__(self, *numbers: int) -> list[R]:
        if any(_is_marker(number) for number in numbers):
            return []  # no row has such a number
        queryset, compiler, sql, holes = self._written or self._write()
        filled = tuple(numbers[hole - MARKER] if _is_marker(hole) else hole for hole in holes)
        asking = queryset.all()
        asked = copy(compiler)
        asked.connection = connection
        asked.as_sql = lambda *args, **kwargs: (sql, filled)  # type: ignore[method-assign]  written already
        asking.query.get_compiler = lambda *args, **kwargs: asked  # type: ignore[method-assign]  of this query alone
        return list(asking)

    def _write(self) -> tuple[models.QuerySet[Any, R], SQLCompiler, str, tuple[object, ...]]:
        count = len(signature(self.question).parameters)
        queryset = self.question(*range(MARKER, MARKER + count))
        compiler = queryset.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        if {param for param in params if _is_marker(param)} != set(range(MARKER, MARKER + count)):
            raise TypeError(f"{self.question.__qualname__} does not hold each of its numbers as it is")
        self._written = queryset, compiler, sql, tuple(params)
        return self._written


def _is_marker(param: object) -> bool:
    return type(param) is int and param >= MARKER
