"""One inbox, one loop: runs the dialogue and carries out what it asks for."""
