"""The pages of the app: thin, without query text; what they show comes from ``graph.views``."""
