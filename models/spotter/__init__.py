"""The recipe of the spotter: from a list of words to the small model that knows them."""
