"""Questions in plain words, read: names, kinds, years and words, and the question that they ask."""
