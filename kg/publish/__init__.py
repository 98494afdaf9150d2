"""From values to a published graph: quads, the gate, the release."""
