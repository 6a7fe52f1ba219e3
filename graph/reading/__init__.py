"""Reads a text: which things, dates and numbers it names, and which statements it makes of them.

Part of the writing half, and pure: a text and the names on record go in, proposed statements come
out, each with its passage. What names, roles and relations look like in a language is data, in
``ontology/patterns/``.
"""
