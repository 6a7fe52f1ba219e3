"""What changed between two builds, or between what was known by two days."""
