"""Show the site on this machine: python -m web.serve [folder] [port]

Any static host does the same; this one serves the types that a host must serve, also where the system's list of types
says something else, and only to this machine.
"""

import functools
import gzip
import http.server
import sys
import threading
from pathlib import Path

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".png": "image/png",
    ".webp": "image/webp",
    ".wasm": "application/wasm",
    ".json": "application/json",
    ".ipynb": "application/x-ipynb+json",
    ".gz": "application/octet-stream",  # and no Content-Encoding: the page unpacks it
}


COMPRESSED = (".html", ".js", ".mjs", ".css", ".wasm")  # by a host as the README asks for it


def size(folder, name):
    """How many bytes a file of the site is on its way from a host that compresses; this server does not."""
    content = (Path(folder) / name).read_bytes()
    return len(gzip.compress(content)) if name.endswith(COMPRESSED) else len(content)


class Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | TYPES

    def log_message(self, *_):
        """Nothing is logged."""


def server(folder, port=0):
    """A server of the folder on this machine; port 0 takes a free one. ``serve_forever`` begins."""
    return http.server.ThreadingHTTPServer(("127.0.0.1", port), functools.partial(Handler, directory=folder))


def start(folder):
    """The address of a server in a thread of its own; and it, whose ``shutdown`` and ``server_close`` are its end."""
    running = server(folder)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{running.server_port}", running


def main(arguments):
    folder, port = (*arguments, *("site", "8000")[len(arguments) :])
    with server(folder, int(port)) as running:
        print(f"http://localhost:{running.server_port}/ shows {folder}; Ctrl + C ends it")
        running.serve_forever()


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        print()
