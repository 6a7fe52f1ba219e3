"""What is on record, read by query: names, lines, sheets, evidence, and how each kind looks."""
