"""The second door: tokens, and what every address for machines has in common."""
