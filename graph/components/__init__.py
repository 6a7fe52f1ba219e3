"""Parts of the screen that Streamlit does not bring: each a Python face and its JavaScript.

``network_canvas``: a network to look at, walk through and click into.
"""
