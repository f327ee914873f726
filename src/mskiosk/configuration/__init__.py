"""`mskiosk.yaml`: one schema, a default for everything, every fault with its line."""
