from gateway.models.request import IdempotentRequest
from gateway.models.token import ApiToken

__all__ = ["ApiToken", "IdempotentRequest"]
