import socket

import pytest

from core.errors import Invalid
from core.web.addresses import refuse_taken


def test_a_port_in_use_is_named_before_anything_is_served() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Invalid, match=f"Port {port} is in use"):
            refuse_taken(port)
    refuse_taken(port)
