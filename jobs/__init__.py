"""Long work with progress, and tables that come in and go out."""
