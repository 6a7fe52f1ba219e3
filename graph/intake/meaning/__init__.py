"""What people mean by what they write: names for keys, labels for properties, dates in words."""
