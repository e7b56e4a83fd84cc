"""The heart of the house: a suggestion's way from the member who makes it to the answer."""
