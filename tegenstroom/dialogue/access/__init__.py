"""Who may see what of dialogues: one policy. A guard returns the row or raises Http404.

No network role opens anything here: not the desk, not an administrator. Who is in a circle and said yes to its
contract is in; a raw draft is its writer's alone.
"""
