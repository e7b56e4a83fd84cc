"""A database server that can be broken."""

import os
import signal

from launcher.postgres import Postgres


class Cluster(Postgres):
    """An embedded PostgreSQL of a drill. Unless `throwaway`, what it committed is on disk."""

    def crash(self) -> None:
        """As `pg_ctl stop -m immediate`: no goodbye, no checkpoint. `start` recovers it."""
        assert self.child
        os.kill(self.child.pid, signal.SIGQUIT)
        self.child.wait()
        self.child = None
