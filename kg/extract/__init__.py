"""extract: from a text that nobody has read to candidate claims; nothing here is ever accepted."""
