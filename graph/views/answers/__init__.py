"""An answer's rows: what their columns hold, the ways to show them, the files to take away."""
