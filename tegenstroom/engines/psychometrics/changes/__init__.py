"""Whether a group, or one person, changed between two moments or over more of them."""
