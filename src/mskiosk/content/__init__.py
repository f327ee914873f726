"""The only door to YAML for content: a folder becomes a `Guide`, or every fault in it."""
