"""The shippers of many hosts in one process: the program's own class, which reads files that are in no folder.

  many-shippers.py PROGRAM SETTINGS FIRST COUNT LINE_BYTES

Each host has one file that is written evenly. Each line of standard input is answered by a line of JSON:

  rate N   from now on N lines a second are written to each file
  tell     what was acknowledged since this was asked last
"""

import copy
import importlib.machinery
import importlib.util
import json
import math
import random
import select
import sys
import time

POOL_LINES = 4_000
# Between two looks at all: a shipper looks five times a second, and to look at hundreds all the time would take a processor.
IDLE_SECONDS = 0.02
# All at once they would keep two processors busy with their logins until they give up, and begin anew.
STARTS_PER_SECOND = 10
MOST_WAITS = 5_000


def load(path):
    loader = importlib.machinery.SourceFileLoader('shipper', path)
    program = importlib.util.module_from_spec(importlib.util.spec_from_loader('shipper', loader))
    loader.exec_module(program)
    return program


def access_log(line_bytes):
    """Lines as a web server writes them, all of one length. They compress as such lines do, not as one line repeated."""
    chance = random.Random(1)
    lines = []
    for number in range(POOL_LINES):
        address = '.'.join(str(chance.randrange(256)) for _ in range(4))
        page = f'/shop/{chance.choice(["item", "cart", "search"])}/{chance.randrange(100_000)}'
        begin = (
            f'{address} - - [28/Nov/2026:14:{number // 60 % 60:02}:{number % 60:02} +0000] "GET {page} HTTP/1.1" '
            f'{chance.choice([200, 200, 200, 304, 404])} {chance.randrange(50_000)} {chance.getrandbits(64):016x} '
        )
        rest = '"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130 Safari/537.36"'
        lines.append((begin + rest * 2)[: line_bytes - 1] + '\n')
    return ''.join(lines).encode()


class WrittenFile:
    """What a shipper asks of a file."""

    def __init__(self, text, line_bytes, first):
        self.text, self.line_bytes, self.first = text, line_bytes, first
        self.lines, self.since, self.rate = random.random(), time.time(), 0

    def set_rate(self, rate):
        now = time.time()
        self.lines += (now - self.since) * self.rate
        self.since, self.rate = now, rate

    def whole_lines(self):
        return int(self.lines + (time.time() - self.since) * self.rate)

    def waited(self, line):
        """How long ago it was written; None where that was before the rate changed."""
        if not self.rate or line < self.lines:
            return None
        return time.time() - self.since - (line + 1 - self.lines) / self.rate

    def size(self):
        return self.whole_lines() * self.line_bytes

    def changed(self):
        return (self.size(), 0)

    def after(self, position, tail, limit=1 << 20):
        start = (self.first * self.line_bytes + position) % len(self.text)
        return self.text[start : min(len(self.text), start + limit, start + self.size() - position)]


def shipper_of(program, config, number, file):
    class OneOfMany(program.Shipper):
        waits = []

        def acknowledged(self, chunk):
            waited = file.waited(chunk.start // file.line_bytes)
            if waited is not None:
                self.waits.append(waited)
            super().acknowledged(chunk)

    own = copy.copy(config)
    own.host = f'web-{number:04}'
    shipper = OneOfMany(own)
    # Neither folders nor positions: what is asked of brokers is the same without.
    shipper.scanned_at = shipper.save_at = math.inf
    shipper.reported_at = time.monotonic() - random.random() * own.report_seconds
    path = '/var/log/nginx/access.log'
    generation = program.Generation(int(time.time() * 1000))
    generation.path, generation.file, generation.is_current = path, file, True
    shipper.streams = {path: program.Stream(path, own.sources[0], [generation])}
    return shipper


def told(shippers, files):
    waits = [waited for shipper in shippers for waited in shipper.waits]
    for shipper in shippers:
        shipper.waits.clear()
    lines = sum(shipper.counts['lines'] for shipper in shippers)
    return {
        'connected': sum(shipper.counts['lines'] > 0 for shipper in shippers),
        'lines': lines,
        'waiting': sum(file.whole_lines() for file in files) - lines,
        'retries': sum(shipper.counts['retries'] for shipper in shippers),
        'processorSeconds': time.process_time(),
        'waits': random.sample(waits, min(MOST_WAITS, len(waits))),
    }


def main(path, settings, first, count, line_bytes):
    program = load(path)
    # Each turn only looks: there are many in this one thread.
    program.LOOK_SECONDS = 0
    config, text = program.Config(settings), access_log(int(line_bytes))
    numbers = range(int(first), int(first) + int(count))
    files = [WrittenFile(text, int(line_bytes), number * 7) for number in numbers]
    shippers, started_at = [], time.time()
    while True:
        began = time.time()
        if len(shippers) < min(len(files), (began - started_at) * STARTS_PER_SECOND):
            index = len(shippers)
            shippers.append(shipper_of(program, config, numbers[index], files[index]))
        for shipper in shippers:
            shipper.turn()
        left = began + IDLE_SECONDS - time.time()
        if not select.select([sys.stdin], [], [], max(0, left))[0]:
            continue
        command, *words = sys.stdin.readline().split() or ['end']
        if command == 'end':
            return
        if command == 'rate':
            for file in files:
                file.set_rate(float(words[0]))
        print(json.dumps(told(shippers, files)), flush=True)


main(*sys.argv[1:])
