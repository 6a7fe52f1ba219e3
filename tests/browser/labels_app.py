"""A page of labels that look like something else."""

import streamlit as st

from graph.pages.parts.widgets import plain_text

LABELS = (
    "See https://attacker.example/a?b=c",
    "See HTTP://attacker.example and www.attacker.example",
    "Write to anna@attacker.example",
    "mailto:anna@attacker.example, xmpp:anna@attacker.example",
    "[a link](https://attacker.example) <https://attacker.example> ![picture](https://attacker.example)",
)

for label in LABELS:
    st.title(plain_text(label), anchor=False)
    st.markdown(plain_text(label))
    st.caption(plain_text(label))
