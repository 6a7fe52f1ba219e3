"""The page *Cooperation*, one module for each of its tabs."""
