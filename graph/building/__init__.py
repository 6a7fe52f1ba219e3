"""Tables in, one checked file out: the writing half, which the reading half never imports."""
