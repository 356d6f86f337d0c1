"""What a process with other people's code is not to have.

The limits are the system's, and hold. The refusals are Python's, and keep accidents away, such as a loop of forks or a
deleted folder; code that is made to do harm finds a way around them. docs/lecture.md says so.
"""

import os
import sys

try:
    import resource
except ImportError:  # Windows
    resource = None

REFUSED = {"os.fork", "os.forkpty", "os.system", "os.exec", "os.spawn", "os.posix_spawn", "os.startfile", "pty.spawn"}
REFUSED |= {"subprocess.Popen", "os.kill", "os.killpg", "socket.connect", "socket.bind", "socket.getaddrinfo"}
# Event → how many of its arguments are paths.
CHANGING = {"os.remove": 1, "os.rmdir": 1, "os.mkdir": 1, "os.truncate": 1, "os.chmod": 1, "os.chown": 1, "os.utime": 1}
CHANGING |= {"os.rename": 2, "os.link": 2, "os.symlink": 2, "shutil.rmtree": 1, "shutil.move": 2}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def limit(seconds, memory, file_size, files):
    """Limit this process; returns the words for what this system cannot limit.

    seconds : of the processor. memory, file_size : bytes. files : how many may be open at once.
    """
    wanted = {"RLIMIT_CPU": ("time of the processor", seconds), "RLIMIT_AS": ("memory", memory)}
    wanted |= {"RLIMIT_FSIZE": ("size of files", file_size), "RLIMIT_NOFILE": ("open files", files)}
    wanted |= {"RLIMIT_CORE": ("size of core files", 0)}
    wanted |= {"RLIMIT_NPROC": ("other processes", 0)}
    missing = []
    for name, (words, most) in wanted.items():
        try:
            kind = getattr(resource, name)
            _, hard = resource.getrlimit(kind)
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (most, most))
        except (AttributeError, ValueError, OSError):
            missing.append(words)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        missing.append("other processes, for root")
    return missing


def refuse(folder):
    """From now on no other process is started or stopped, no network is asked, and files change in the folder alone."""
    folder = os.path.realpath(folder)

    def outside(path):
        if isinstance(path, int) or path is None:
            return False
        path = os.path.realpath(os.fsdecode(path))
        return path not in (folder, os.devnull) and not path.startswith(folder + os.sep)

    def hook(event, arguments):
        if event in REFUSED:
            raise PermissionError(f"{event} is not allowed here")
        if event == "open" and arguments[2] & WRITING and outside(arguments[0]):
            raise PermissionError(f"{arguments[0]!r} is not to be written")
        if any(outside(path) for path in arguments[: CHANGING.get(event, 0)]):
            raise PermissionError(f"{event} is not allowed here")

    sys.addaudithook(hook)
    if os.name == "posix":  # the one way to start a process that tells no hook
        import _posixsubprocess

        def fork_exec(*arguments):
            raise PermissionError("no other process is started here")

        _posixsubprocess.fork_exec = fork_exec
