"""What people bring: a workbook, a CSV table or RDF, read, compared with the record, and taken in.

Part of the writing half: the pages reach it through the command line only, in a process of its own.
"""
