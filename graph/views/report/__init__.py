"""Reports on things: first what they say, as values, then files that say it.

`content` holds what a report is made of, `compose` makes one, and `html`, `workbook` and `bundle`
write it; `opening` reads a bundle back.
"""
