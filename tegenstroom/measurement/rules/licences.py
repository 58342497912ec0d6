"""Who may use a questionnaire: the licence gate."""

from collections.abc import Collection


def may_use(*, free: bool, rights: Collection[int], organisation: int | None, retired: bool = False) -> bool:
    """Free for everybody; else only where the organisation said which right it has. What was retired: nobody."""
    if retired:
        return False
    return free or (organisation is not None and organisation in rights)
