"""The pages of the look itself."""
