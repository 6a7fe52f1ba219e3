"""Question cards: questions in plain words, each with a query that answers it."""
