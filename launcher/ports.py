"""Ports on this machine."""

import socket

from launcher.trouble import Trouble


def free_port() -> int:
    """A loopback port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int, host: str = "127.0.0.1") -> bool:
    """Whether something listens there."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0


def read_port(text: str) -> int:
    """PORT as a number; one line where it is none."""
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise Trouble(f"PORT is {text!r}: a number from 1 to 65535 is needed.")


def require_free(host: str, port: int) -> None:
    """One line where the web server could not listen."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except PermissionError:
        raise Trouble(
            f"Port {port} needs more rights: choose another, PORT=8001 make run."
        ) from None
    except socket.gaierror:
        raise Trouble(f"HOST is {host!r}, which is no address of this machine.") from None
    except OSError:
        raise Trouble(
            f"Port {port} on {host} is taken: stop what uses it, or choose another with "
            f"PORT={port + 1} make run."
        ) from None
