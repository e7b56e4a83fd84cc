"""A broker that can be killed."""

import os
import signal

from launcher.valkey import Valkey


class Broker(Valkey):
    """An embedded Valkey of a test."""

    def kill(self) -> None:
        """SIGKILL: what waited in its queues is lost. `start` brings it back at its address."""
        assert self.child
        os.kill(self.child.pid, signal.SIGKILL)
        self.child.wait()
        self.child = None
