"""A package of its own, because a library that we use installs another one of this name."""
