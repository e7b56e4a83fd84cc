"""The ways to a reader: a folder each, with a `CHANNEL` in its `__init__`.

To add one, copy the folder nearest to it; `notifications.registry` finds it by itself, and
`tests/notifications/channels/test_contract.py` holds it to the contract.
"""
