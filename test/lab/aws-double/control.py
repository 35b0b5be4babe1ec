"""What the lab and the double tell each other, over HTTP on a unix socket.

GET /account                     instances, volumes and address records
PUT /hosts/<instance id>         with `up`, `down`, `gone` or `off` (it powered itself off)
"""

import http.server
import json
import socketserver

import account
import host_states


class Control(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path != "/account":
            return self._answer(404)
        self._answer(200, json.dumps(account.as_data()).encode())

    def do_PUT(self):
        said = self.rfile.read(int(self.headers["Content-Length"])).decode()
        instance = account.instance(self.path.removeprefix("/hosts/"))
        if instance is None or said not in ("up", "down", "gone", "off"):
            return self._answer(404)
        host_states.say(instance.id, "down" if said == "off" else said)
        if said == "off" and instance.state == "running":
            instance.stop()
        self._answer(204)

    def _answer(self, code, body=b""):
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def address_string(self):
        """A unix socket has no address."""
        return "lab"

    def log_message(self, *_):
        """Silent: the lab asks several times a second."""


class ControlServer(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True
