"""Tables in other forms: files that others publish, turned into rows by a profile."""
