"""The only door to the disk for what is kept of a person at their home. Never in a clinic."""
