"""The page *Add a document*."""
