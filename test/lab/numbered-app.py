#!/usr/bin/python3
"""A program that logs: numbered lines with checksums, 500 a second, opening its file anew when it is told to."""

import signal
import time
import zlib

LOG = '/var/log/app/app.log'
LINES_PER_SECOND = 500


def main():
    run = time.time_ns()
    began = time.monotonic()
    written = 0
    file = open(LOG, 'ab', buffering=0)

    def reopen(*_):
        nonlocal file
        file = open(LOG, 'ab', buffering=0)

    signal.signal(signal.SIGHUP, reopen)
    while True:
        due = int((time.monotonic() - began) * LINES_PER_SECOND)
        file.write(b''.join(line(run, number) for number in range(written, due)))
        written = due
        time.sleep(0.02)


def line(run, number):
    body = b'run=%d seq=%09d %s' % (run, number, b'x' * (60 + number % 97))
    return b'%s crc=%08x\n' % (body, zlib.crc32(body))


main()
