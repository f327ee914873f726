"""The terminal screen: a view becomes rows of text, a key becomes an intent."""
