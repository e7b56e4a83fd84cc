from tests.served.fixtures import broker, postbox, served_database, served_template, site

__all__ = ["broker", "postbox", "served_database", "served_template", "site"]
