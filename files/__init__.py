"""Photos and documents: who attached them, what they belong to, and who may open them."""
