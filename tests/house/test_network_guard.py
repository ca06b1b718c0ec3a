"""In: a test that asks the network. Out: it is stopped before anything leaves this computer."""

import socket

import pytest


@pytest.mark.parametrize(
    "ask", [lambda: socket.create_connection(("192.0.2.1", 80), timeout=0.1), lambda: socket.getaddrinfo("example.org", 80)]
)
def test_a_test_that_asks_the_network_is_stopped(ask):
    with pytest.raises(RuntimeError, match="run without it"):
        ask()


def test_a_server_of_this_computer_can_be_asked():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()
