"""Where things stand in a picture: layouts, room for labels, arrangements."""
