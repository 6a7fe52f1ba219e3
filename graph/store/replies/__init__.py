"""What an engine answers: limits to it, its formats, and one format written as another."""
