"""What is shown, to take away: files of graphs, tables and RDF, a drawing, a page of its own.

Each format is made from one `graph.views.exports.shown.Shown`, holds no clock and comes out the
same, byte for byte, whenever the same view of the same data is taken away.
"""
