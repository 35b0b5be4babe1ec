#!/usr/bin/python3 -ISB
"""Lets readers of metrics in: cdktf-kafka-metrics-door IDENTITY TRUSTED PORT NAME...

The exporter itself asks nobody who comes, so that it listens on the host alone, at PORT. systemd runs
this for each connection from elsewhere, which is its standard input: it shows the certificate of
IDENTITY, asks for one that says NAME, of an authority of TRUSTED (files, with colons between them), and
carries bytes between the two.

All files are read for each connection: a renewed certificate is shown from the next one on, and whoever
is no longer trusted is out.
"""
import os
import select
import socket
import ssl
import sys

# For the handshake, and for each piece that one side does not take.
LIMIT_SECONDS = 10
# Prometheus keeps its connection from one scrape to the next.
IDLE_SECONDS = 300
PIECE_BYTES = 65_536


def main(identity, trusted, port, *names):
    context = tls_context(identity, trusted)
    with socket.socket(fileno=os.dup(0)) as plain:
        plain.settimeout(LIMIT_SECONDS)
        with context.wrap_socket(plain, server_side=True) as caller:
            name = common_name(caller.getpeercert())
            if name not in names:
                sys.exit(f'refused {name}: metrics are for {" and ".join(names)}')
            with socket.create_connection(('127.0.0.1', int(port)), LIMIT_SECONDS) as exporter:
                carry(caller, exporter)


def tls_context(identity, trusted):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.verify_mode = ssl.CERT_REQUIRED
    for file in trusted.split(':'):
        context.load_verify_locations(file)
    context.load_cert_chain(identity)
    # None comes back to this process.
    context.num_tickets = 0
    return context


def common_name(certificate):
    """The one part that a name has; None where it has others."""
    parts = [part for parts in certificate['subject'] for part in parts]
    return parts[0][1] if len(parts) == 1 and parts[0][0] == 'commonName' else None


def carry(caller, exporter):
    """Until one side ends, or neither has said anything for a while."""
    sides = [caller, exporter]
    while True:
        # What TLS has taken in already, no socket tells of.
        ready = [caller] if caller.pending() else select.select(sides, [], [], IDLE_SECONDS)[0]
        for side in ready:
            piece = side.recv(PIECE_BYTES)
            if not piece:
                return
            sides[1 - sides.index(side)].sendall(piece)
        if not ready:
            return


if __name__ == '__main__':
    try:
        main(*sys.argv[1:])
    except OSError as error:
        sys.exit(f'closed: {error}')
