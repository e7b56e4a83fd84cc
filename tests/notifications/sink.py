"""A real SMTP server that keeps what it takes, and refuses whom it is told to."""

import socket
from contextlib import closing
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller


class Sink:
    """`answers` maps an address to what RCPT is answered; "drop" hangs up instead."""

    def __init__(self):
        self.answers: dict[str, str] = {}
        self.data_answers: dict[str, str] = {}
        self.mails = []
        self.sessions = 0
        with closing(socket.create_server(("127.0.0.1", 0))) as server:
            self.port = server.getsockname()[1]
        self.controller = None

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.sessions += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        answer = self.answers.get(address, "250 OK")
        if answer == "drop":
            server.transport.close()
            return "421 gone"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        answer = self.data_answers.get(envelope.rcpt_tos[0], "250 OK")
        if answer.startswith("250"):
            self.mails.append(_parsed(envelope.content))
        return answer

    def to(self):
        """The addresses that mail arrived for, in order."""
        return [mail["To"] for mail in self.mails]

    def start(self):
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()
        self.sessions = 0  # Its own look whether it is up is none.

    def stop(self):
        """Hang up, if it is up."""
        controller, self.controller = self.controller, None
        if controller is not None:
            controller.stop()


def _parsed(content):
    return message_from_bytes(content.replace(b"\r\n", b"\n"), policy=policy.default)
