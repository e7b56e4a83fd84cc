"""The public face of the platform."""
