"""An AWS API double: moto with what terraform and booted hosts need beside it.

Prints one line of JSON with its HTTP port when it listens. With --control it also serves hosts:
TLS under the real names, instance metadata, and states that wait for the booted hosts.
"""

import argparse
import functools
import http.server
import json
import os
import threading

import private_ca
import repairs
from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server

MotoRequestHandler.protocol_version = "HTTP/1.1"


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0: a free one")
    parser.add_argument("--tls-certificate", help="serves port 443, too")
    parser.add_argument("--tls-key")
    parser.add_argument("--metadata-host", help="serves instance metadata on its port 80")
    parser.add_argument("--ssh-public-key", default="")
    parser.add_argument("--packages", help="folder that is served as Debian's packages")
    parser.add_argument("--control", help="unix socket; see control.py")
    return parser.parse_args()


class Packages(http.server.SimpleHTTPRequestHandler):
    """The apt repository of hosts that lack packages; see image/files/etc/apt/sources.list."""

    def translate_path(self, path):
        return super().translate_path(path.removeprefix("/lab"))


def serve(server):
    threading.Thread(target=server.serve_forever, daemon=True).start()


def serve_hosts(options, application):
    import host_rights
    import host_states
    from control import Control, ControlServer
    from metadata import InstanceMetadata

    host_states.apply()
    InstanceMetadata.ssh_public_key = options.ssh_public_key
    serve(http.server.ThreadingHTTPServer((options.metadata_host, 80), InstanceMetadata))
    packages = functools.partial(Packages, directory=options.packages)
    serve(http.server.ThreadingHTTPServer((options.host, 80), packages))
    tls = (options.tls_certificate, options.tls_key)
    held = host_rights.hold_hosts_to_their_rights(application)
    serve(http_server(options.host, 443, held, tls))
    serve(ControlServer(options.control, Control))


def http_server(host, port, application, tls=None):
    return make_server(
        host,
        port,
        application,
        threaded=True,
        request_handler=MotoRequestHandler,
        ssl_context=tls,
    )


def main():
    options = parse_arguments()
    repairs.apply_all()
    private_ca.sign_what_is_asked_for()
    application = DomainDispatcherApplication(create_backend_app)
    server = http_server(options.host, options.port, application)
    # moto calls itself by this port.
    os.environ["MOTO_PORT"] = str(server.server_port)
    if options.control:
        serve_hosts(options, application)
    print(json.dumps({"port": server.server_port}), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
