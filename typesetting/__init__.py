"""Paper: what the platform prints, as PDF/UA. Knows no noun; who has one brings a template."""
