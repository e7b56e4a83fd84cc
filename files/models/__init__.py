from files.models.attachment import Attachment, brought, listed, listed_by_key, read

__all__ = ["Attachment", "brought", "listed", "listed_by_key", "read"]
