"""From the curated files to frozen values: strict, and all problems at once."""
