"""What may be shown of a group so that nobody in it can be told apart.

A part is hidden when it has too few people. Then one who knows the whole could still subtract: so a second part
goes with it, the smallest that is left, until what is hidden together is as large as a group must be.
"""

from collections.abc import Mapping


def may_show(count: int, *, smallest: int) -> bool:
    """Whether figures of so many people are shown at all."""
    return count >= smallest


def shown_parts[Key](parts: Mapping[Key, int], *, smallest: int) -> set[Key]:
    """The parts of one whole that may stand beside their total. An empty part hides nobody, and is shown.

    `parts` must not overlap and together be the whole. When even the whole is too small, none is shown.
    """
    if sum(parts.values()) < smallest:
        return set()
    shown = {key for key, count in parts.items() if count == 0 or count >= smallest}
    hidden = [key for key in parts if key not in shown]
    candidates = sorted((key for key in shown if parts[key]), key=lambda key: parts[key])
    # One hidden part alone is what is left of the total; several together may still be too few to hide in.
    while hidden and candidates and (len(hidden) < 2 or sum(parts[key] for key in hidden) < smallest):
        hidden.append(candidates.pop(0))
    return {key for key in parts if key not in hidden}


def may_show_both(whole: int, part: int, *, smallest: int) -> bool:
    """Whether a group and a part of it may both be shown: who is left over must be nobody, or enough."""
    rest = whole - part
    return may_show(part, smallest=smallest) and (rest == 0 or rest >= smallest)
