"""The page *Sources*."""
