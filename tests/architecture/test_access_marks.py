"""Everything is closed unless a mark opens it, and every view bears a mark."""

from collections.abc import Iterator
from inspect import isfunction

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tegenstroom.base.access import MARK

# Views of libraries that check for themselves who comes in.
OTHERS = {
    "allauth.": "login, e-mail addresses, second factor: allauth guards each with its own decorators and flows",
}


def patterns(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address with its full name."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name}", entry


def home_of(entry: URLPattern) -> str:
    return entry.callback.__module__


def test_every_view_of_ours_bears_a_mark() -> None:
    bare = [
        name
        for name, entry in patterns()
        if not hasattr(entry.callback, MARK) and not home_of(entry).startswith(tuple(OTHERS))
    ]
    assert bare == []


def test_every_address_has_a_name() -> None:
    assert [str(entry.pattern) for _name, entry in patterns() if not entry.name] == []


def test_no_two_addresses_share_a_name() -> None:
    names = [name for name, entry in patterns() if home_of(entry).startswith("tegenstroom.")]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("library", OTHERS)
def test_the_list_of_others_is_no_longer_than_it_must_be(library: str) -> None:
    assert any(home_of(entry).startswith(library) for _name, entry in patterns())


def test_a_guard_is_called_in_the_view_that_names_it() -> None:
    """The mark says which guard; the view must call it, or a helper beside the view that does."""
    forgotten = []
    for name, entry in patterns():
        mark = getattr(entry.callback, MARK, "")
        if mark.startswith("guarded:"):
            guard = mark.rpartition(".")[2]
            view = entry.callback
            while hasattr(view, "__wrapped__"):
                view = view.__wrapped__
            helpers = [view.__globals__.get(used) for used in view.__code__.co_names]
            near = [helper for helper in helpers if getattr(helper, "__module__", "") == view.__module__]
            named = {used for each in (view, *filter(isfunction, near)) for used in each.__code__.co_names}
            if guard not in named:
                forgotten.append(f"{name} does not call {guard}")
    assert forgotten == []
