"""Recognisers' models: which ones are known, and list, install, verify and remove them."""
