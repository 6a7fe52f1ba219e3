"""Text and numbers as they are meant: signs that nobody sees, digits that a spreadsheet adds."""
