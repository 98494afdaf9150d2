"""From a raw text to reviewed claims: what is proposed, who decides, and what becomes of it."""
