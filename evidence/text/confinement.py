"""What the child that reads a file gives up before it looks at it: time, memory, files to write, and the network.

The network goes with a namespace of its own where the system allows one (Linux, as root or with user namespaces). Where it
does not, Python itself still refuses every socket, but a parser written in C that was taken over could open one.
"""

import ctypes
import resource
import sys
from dataclasses import dataclass
from pathlib import PurePath

from evidence.text.extraction import OCR

CLONE_NEWNET, CLONE_NEWUSER = 0x40000000, 0x10000000


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may ask for."""

    wall: float = 20  # seconds
    cpu: int = 20  # seconds
    memory: int = 2 << 30  # bytes of address space
    answer: int = 100_000_000  # bytes
    file: int = 300_000_000  # bytes


LIMITS = Limits()


def confine(cpu: int, memory: int) -> None:
    """Give up what reading a file needs no more; there is no way back."""
    most = {
        resource.RLIMIT_CPU: cpu,
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 64,
    }
    leave_the_network()
    for limit, value in most.items():
        resource.setrlimit(limit, (value, value))
    sys.addaudithook(_refuse)


def leave_the_network() -> bool:
    """Move into a network namespace with no way out; says whether the system let us."""
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    return unshare is not None and (
        unshare(CLONE_NEWNET) == 0 or unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0
    )


def _refuse(event: str, args: tuple[object, ...]) -> None:
    if event.startswith(("socket.", "os.exec", "os.system", "os.posix_spawn")) or (
        event == "subprocess.Popen" and PurePath(str(args[0])).name != OCR
    ):
        raise PermissionError(f"{event} is not for a reader of files")
