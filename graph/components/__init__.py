"""Parts of the screen that Streamlit does not bring: each a Python face and its JavaScript.

``network_canvas``: a network to look at, walk through and click into.
``matrix``: numbers to read, walk through and click into.
``combobox``: a field to choose things by name.
``picture_file``: a drawing saved as a picture.
``country_map``: countries coloured by number. ``sparql_editor`` and ``query_history``: queries
written, and loaded again.
``browser``: what the JavaScript of several of them needs. ``registering``: makes one known.
"""
