#!/usr/bin/python3 -ISB
"""Ends what a dead broker left in ZooKeeper: cdktf-kafka-end-sessions SERVER_PROPERTIES SESSION_LOG

What supervises the broker runs this when its process is gone, and starts it again only afterwards.
A process that is killed leaves its ZooKeeper session behind, and with it its registration (and the
controller's, where it was the controller), until the session times out; meanwhile nobody leads its
partitions. A session that is ended takes both along in one step.

It names sessions and no entries: those that this broker's own processes wrote to SESSION_LOG. What
belongs to another session is out of its reach, whatever ZooKeeper holds by then. It does nothing
while a process holds the locks of the log directories, since that is a broker that lives.
"""
import fcntl
import os
import re
import socket
import ssl
import struct
import sys
import threading
import time

LIMIT_SECONDS = 5
# The next server is asked, too, when one has not answered for so long.
NEXT_SERVER_SECONDS = 0.25
# A broker has one session, and one more for its authorizer; the others are of its past.
LATEST_SESSIONS = 4


def main(properties_path, session_log):
    sessions = read_sessions(session_log)
    settings = read_properties(properties_path)
    # After the sessions were read: a broker that started since is seen here, or is not among them.
    for folder in settings.get('log.dirs', '').split(','):
        if is_locked(os.path.join(folder, '.lock')):
            return f'nothing was done: the broker with {folder} is running'
    if not sessions:
        return 'no session was left'
    context = tls_context(settings)
    servers = settings.get('zookeeper.connect', '').partition('/')[0].split(',')
    if servers == ['']:
        sys.exit(f'{properties_path}: must say zookeeper.connect. A session ends when it times out.')
    limit = time.monotonic() + LIMIT_SECONDS
    ends = [end_by_any(session, servers, context) for session in sessions]
    if all(ended.wait(limit - time.monotonic()) for ended in ends):
        return f'ended: {", ".join(sessions)}'
    sys.exit(f'{", ".join(servers)}: must answer in {LIMIT_SECONDS} s. A session ends when it times out.')


def read_sessions(path):
    """The latest ones, the newest first; the log may have been closed and begun anew."""
    text = ''.join(read(each) for each in (f'{path}.1', path))
    found = re.findall(r'session id = 0x([0-9a-f]{1,16})\b', text)
    return list(dict.fromkeys(reversed(found)))[:LATEST_SESSIONS]


def read(path):
    try:
        with open(path, encoding='latin-1') as file:
            return file.read()
    except FileNotFoundError:
        return ''


def read_properties(path):
    """As this package writes them: one `key=value` a line."""
    lines = [line.partition('=') for line in read(path).splitlines() if line[:1] not in ('', '#')]
    return {key: value.encode('latin-1').decode('unicode_escape') for key, _, value in lines}


def is_locked(path):
    """Asks for the lock without taking it, which could keep a broker from its start."""
    try:
        with open(path, 'rb') as file:
            ask = struct.pack('hhqqi0q', fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)
            answer = fcntl.fcntl(file, fcntl.F_GETLK, ask)
            return struct.unpack('hhqqi0q', answer)[0] != fcntl.F_UNLCK
    except OSError:
        # No lock was ever taken there, or its disk is gone.
        return False


def tls_context(settings):
    """With the broker's own certificate; None where ZooKeeper asks for none."""
    if settings.get('zookeeper.ssl.client.enable') != 'true':
        return None
    context = ssl.create_default_context(cafile=settings['zookeeper.ssl.truststore.location'])
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_cert_chain(settings['zookeeper.ssl.keystore.location'])
    return context


def end_by_any(session, servers, context):
    ended = threading.Event()
    for index, server in enumerate(servers):
        wait = index * NEXT_SERVER_SECONDS
        way = (server, context)
        threading.Thread(target=try_to_end, args=(session, way, wait, ended), daemon=True).start()
    return ended


def try_to_end(session, way, wait, ended):
    if ended.wait(wait):
        return
    server, context = way
    host, _, port = server.rpartition(':')
    try:
        with connect(host, int(port), context) as connection:
            if takes_over(connection, int(session, 16)):
                request(connection, struct.pack('>ii', 1, -11))
        ended.set()
    except OSError as error:
        print(f'{server}: {error}', file=sys.stderr)


def connect(host, port, context):
    connection = socket.create_connection((host, port), LIMIT_SECONDS)
    if context is None:
        return connection
    try:
        return context.wrap_socket(connection, server_hostname=host)
    except OSError:
        connection.close()
        raise


def takes_over(connection, session):
    """Whether the session is there to be ended."""
    hello = struct.pack('>iqiQi16s?', 0, 0, 4000, session, 16, password(session), False)
    _, timeout = struct.unpack('>ii', request(connection, hello)[:8])
    return timeout > 0


def password(session):
    """ZooKeeper's of a session: java.util.Random, seeded with the id and a constant, says 16 bytes."""
    state = session ^ 0xB3415C00 ^ 0x5DEECE66D
    words = []
    for _ in range(4):
        state = (state * 0x5DEECE66D + 0xB) & (2**48 - 1)
        words.append(state >> 16)
    return struct.pack('<4I', *words)


def request(connection, body):
    connection.sendall(struct.pack('>i', len(body)) + body)
    return receive(connection, struct.unpack('>i', receive(connection, 4))[0])


def receive(connection, length):
    data = b''
    while len(data) < length:
        part = connection.recv(length - len(data))
        if not part:
            raise ConnectionError('closed the connection')
        data += part
    return data


if __name__ == '__main__':
    print(main(*sys.argv[1:]), flush=True)
    # A thread that still waits for a server waits for nothing.
    os._exit(0)
