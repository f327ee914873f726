"""Clinic duties: it starts the kiosk, watches over it, and clears after each visit."""
