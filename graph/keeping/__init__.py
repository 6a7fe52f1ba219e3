"""Keeping the record: correct, merge, split, rename, retract, erase and undo, with a journal.

Part of the writing half, as `graph.intake` is: each change is looked at first, is written whole or
not at all, and stands in the journal.
"""
