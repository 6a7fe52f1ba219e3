"""The text of a query: read as tokens, laid out, refused, bound to values, explained."""
