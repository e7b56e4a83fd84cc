"""The rows of the second door, desk by desk; `suggestions.api.doors` holds them all."""
