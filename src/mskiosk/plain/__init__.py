"""The same dialogue as lines of text, for braille displays, screen readers and pipes."""
