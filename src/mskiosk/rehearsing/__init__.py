"""A conversation from typed lines with a simulated clock, printed as a transcript."""
