"""Networks: from a state or an answer to what is drawn, filtered, told in words and linked to."""
