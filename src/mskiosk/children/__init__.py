"""Child processes: engines and devices live in them, and this is the only door to them."""
