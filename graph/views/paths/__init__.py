"""How things are connected: neighbours, paths in order of what they tell, bridges."""
