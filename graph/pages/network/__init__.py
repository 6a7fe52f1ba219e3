"""The page *Network*: its state, its bar, its panel, its twin in words."""
