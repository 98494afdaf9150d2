"""One router a file, named as its URL."""
