"""What all pages share: tokens, components, navigation."""
