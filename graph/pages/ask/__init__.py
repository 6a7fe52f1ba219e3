"""The page *Ask*: questions in plain words, the desk for SPARQL, and answers in every form."""
