#!/usr/bin/python3 -IB
"""Brings the lines of log files to Kafka, and loses none.

  cdktf-kafka-ship run CONFIG      follows the files of CONFIG for as long as it runs
  cdktf-kafka-ship check CONFIG    says what it would follow, and whether the cluster takes it
  cdktf-kafka-ship status CONFIG   says how far each file was sent
  cdktf-kafka-ship send CONFIG FILE GENERATION FROM TO  sends bytes of a file again, as an audit names them
  cdktf-kafka-ship prune CONFIG    removes rotated files that were sent whole, for logrotate
"""

# There is no queue: the files are the queue. A file's position moves only when all replicas in sync have
# what comes before it. So while no broker answers nothing more is read, and after any end whatever was
# not acknowledged is sent again.
#
# A name that is followed (`app.log`) has generations: the file of that name, and those that a rotation
# gave another (`app.log.1`, `app.log-20261128`, `app.log.2.gz`). The oldest is sent first. A generation
# is known by its inode, its first bytes and those before its position; one that was compressed or copied
# by the latter two. What was cut short or written anew begins a generation.

import base64
import bz2
import contextlib
import errno
import fcntl
import fnmatch
import functools
import glob
import gzip
import hashlib
import json
import lzma
import os
import re
import signal
import socket
import sys
import time
import zlib
from collections import Counter
from datetime import datetime, timezone

CHUNK_BYTES = 1 << 20
CHUNK_LINES = 10_000
# Of all files together: what was read and is not acknowledged.
WINDOW_BYTES = 16 << 20
# What a line takes in memory beside its text while it is under way.
LINE_BYTES = 512
HEAD_BYTES = 1024
# More than most lines have: where lines end alike, one's time or number is among them.
TAIL_BYTES = 256
LOOK_SECONDS = 0.2
# Less than a batch was all that there was.
BATCH_BYTES = 262_144
SCAN_SECONDS = 1
# Longer where the file of positions is large: a tenth of the time is for it.
SAVE_SECONDS = 0.25
# A rotated file that nobody wrote to for as long has its end where it ends, also within a line.
SETTLED_SECONDS = 10
# How long a file that is gone is kept open, and its position known: a compressed form may come.
GONE_SECONDS = 600
STOP_SECONDS = 5
RETRY_SECONDS = 1
TELL_AGAIN_SECONDS = 60
# Where the topic of reports takes none for long.
MOST_RANGES = 20_000
RANGES_IN_REPORT = 1_000
FILES_IN_REPORT = 1_000
TOO_LONG = 'longer than maxLineBytes'
OPENERS = {'.gz': gzip.open, '.xz': lzma.open, '.bz2': bz2.open}
# What no Python of Debian 12 opens.
CLOSED = ('.zst', '.lz4')
ROTATED = re.compile(r'(.+?)[.-](\d[\d.T_-]*)(\.gz|\.xz|\.bz2|\.zst|\.lz4)?')
DAMAGED = (OSError, EOFError, lzma.LZMAError, zlib.error)
EPOCH = re.compile(r'(\d{10})(?:\.?(\d{1,9}))?')


def main(arguments):
    commands = {'run': run, 'check': check, 'status': status, 'send': send, 'prune': prune}
    if len(arguments) != (6 if arguments[:1] == ['send'] else 2) or arguments[0] not in commands:
        sys.exit(__doc__)
    try:
        commands[arguments[0]](Config(arguments[1]), *arguments[2:])
    except KeyboardInterrupt:
        sys.exit(130)


# What it is told.


class Config:
    """The file that `cdktf-kafka shippers` writes. Whatever is wrong in it is said at once."""

    def __init__(self, path):
        try:
            with open(path, encoding='utf-8') as file:
                said = json.load(file)
        except (OSError, ValueError) as error:
            sys.exit(f'{path}: cannot be read: {error}')
        wrong = [f'{name}: is missing' for name in ('kafka', 'files', 'stateFolder') if not said.get(name)]
        self.host = said.get('host') or socket.gethostname()
        self.kafka = dict(said.get('kafka') or {})
        self.state_folder = said.get('stateFolder') or ''
        self.line_bytes = said.get('maxLineBytes', 1_000_000)
        self.set_aside_bytes = said.get('maxSetAsideBytes', 1 << 30)
        # A file whose end was reached is left alone for so long: brokers have fewer requests then.
        self.rest_seconds = said.get('restSeconds', 0.5)
        self.keep_hours = said.get('keepHours', 24)
        self.free_percent = said.get('minFreePercent', 10)
        self.audit_topic = said.get('auditTopic')
        self.report_seconds = said.get('reportSeconds', 10)
        self.sources = []
        for number, file in enumerate(said.get('files') or []):
            try:
                self.sources.append(Source(**file))
            except (TypeError, KeyError, re.error) as error:
                wrong.append(f'files[{number}]: {error}')
        if wrong:
            sys.exit('\n'.join(f'{path}: {each}' for each in wrong))
        self.password_file = said.get('passwordFile')

    def of_kafka(self):
        """What librdkafka is told. The password stands in a file of its own, which systemd hands over."""
        told = {**self.kafka, 'error_cb': self.tell_of_kafka}
        if self.password_file:
            file = os.path.join(os.environ.get('CREDENTIALS_DIRECTORY', ''), self.password_file)
            try:
                with open(file, encoding='utf-8') as password:
                    told['sasl.password'] = password.read().rstrip('\n')
            except OSError as error:
                sys.exit(f'passwordFile: {error}')
        return told

    @staticmethod
    def tell_of_kafka(error):
        # After how long, and how often, differs each time: it would be told anew.
        what = error.str().split(' (after ')[0]
        tell('kafka', f'{what}: lines wait in their files' if error.name() == '_ALL_BROKERS_DOWN' else what)

    def in_state(self, name):
        return os.path.join(self.state_folder, name)

    def streams_now(self):
        """The names to follow, each with its source and its files now: {path: (source, [path of a file])}."""
        found, links = {}, []
        for source in self.sources:
            for folder in folders_of(os.path.dirname(source.pattern)):
                for path, files in source.names_in(folder, links).items():
                    found.setdefault(path, (source, files))
        for link in links:
            try:
                target = os.path.normpath(os.path.join(os.path.dirname(link), os.readlink(link)))
            except OSError:
                continue
            # `current.log` beside the file that it leads to: once is enough.
            if target != link and target in found and link in found:
                del found[link]
        return found


def folders_of(pattern):
    """`**` stands for all folders below, but through no link: that may lead back."""
    before, deep, after = f'{pattern}/'.partition('/**/')
    for top in glob.glob(f'{before}/'):
        if not deep:
            yield top.rstrip('/') or '/'
            continue
        for folder, below, _ in os.walk(top.rstrip('/') or '/'):
            below[:] = [name for name in below if not name.startswith('.')]
            yield from folders_of(os.path.join(glob.escape(folder), after.rstrip('/')).rstrip('/'))


class Source:
    """A pattern of names, and the topic that their lines go to."""

    def __init__(self, pattern, topic, exclude=(), fields=None, time=None):
        self.pattern, self.topic, self.exclude, self.fields = pattern, topic, exclude, fields
        self.time_pattern = time and re.compile(time['pattern'].encode())
        self.time_format = time and time.get('format')

    def names_in(self, folder, links):
        """{path: [path of a file]}; those that are links are added to `links`."""
        found = {}
        try:
            entries = {entry.name: entry for entry in os.scandir(folder) if is_file(entry)}
        except OSError as error:
            tell(folder, str(error))
            return found
        wanted = os.path.basename(self.pattern)
        for name, entry in entries.items():
            rotated = ROTATED.fullmatch(name)
            base = rotated[1] if rotated and fnmatch.fnmatchcase(rotated[1], wanted) else name
            if fnmatch.fnmatchcase(base, wanted) and not any(
                fnmatch.fnmatchcase(base, each) for each in self.exclude
            ):
                found.setdefault(os.path.join(folder, base), []).append(os.path.join(folder, name))
                if entry.is_symlink():
                    links.append(os.path.join(folder, name))
        return found

    def timestamp_of(self, line, read_ms, counts):
        """The line's own time, in milliseconds, where the pattern finds one; otherwise when it was read."""
        if not self.time_pattern:
            return read_ms
        found = self.time_pattern.search(line)
        try:
            own_ms = milliseconds_of(found[found.lastindex or 0].decode().strip(), self.time_format, read_ms)
            # One far ahead would keep the records beside it from being deleted.
            if 0 < own_ms < read_ms + 3_600_000:
                return own_ms
        except (TypeError, ValueError, OverflowError):
            pass
        counts['withoutTime'] += 1
        return read_ms

    def value_of(self, line, host, name, timestamp):
        if self.fields is None:
            return line
        when = datetime.fromtimestamp(timestamp / 1000, timezone.utc).isoformat(timespec='milliseconds')
        message = line.decode('utf-8', 'backslashreplace')
        return json.dumps(
            {'time': when, 'host': host, 'file': name, 'message': message, **self.fields}, ensure_ascii=False
        ).encode()


def milliseconds_of(text, form, now_ms):
    epoch = EPOCH.fullmatch(text)
    if not form and epoch:
        return int(epoch[1]) * 1000 + int((epoch[2] or '').ljust(3, '0')[:3])
    if not form:
        return int(datetime.fromisoformat(text.replace('Z', '+00:00')).timestamp() * 1000)
    if re.search('%[cGxyY]', form):
        return int(datetime.strptime(text, form).timestamp() * 1000)
    # Without a year it is the last one in which that is no more than a day ahead.
    year = datetime.fromtimestamp(now_ms / 1000).year
    for each in (year + 1, year, year - 1):
        try:
            own_ms = int(datetime.strptime(f'{each} {text}', f'%Y {form}').timestamp() * 1000)
        except ValueError:  # 29 February.
            continue
        if own_ms < now_ms + 86_400_000:
            return own_ms
    raise ValueError(text)


def is_file(entry):
    try:
        return entry.is_file()
    except OSError:
        return False  # A link that leads to itself, or to where nobody may look.


def spelled(path):
    """A name as text in one line, also where it has bytes that are none."""
    return ''.join(each if each.isprintable() else repr(each)[1:-1] for each in path)


# Files.


class PlainFile:
    def __init__(self, path):
        # What took a file's name a moment ago may be a pipe: opening that waits for a writer.
        self.stream = open(path, 'rb', 0, opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK))
        self.descriptor = self.stream.fileno()
        self.about = os.fstat(self.descriptor)

    def first(self):
        return os.pread(self.descriptor, HEAD_BYTES, 0)

    def after(self, position, tail, limit=CHUNK_BYTES):
        """What comes after `position`; None where `tail` does not stand before it: it was written anew."""
        data = os.pread(self.descriptor, limit + len(tail), position - len(tail))
        return data[len(tail) :] if data.startswith(tail) else None

    def after_hole(self, position):
        """Where data begins again: a file that was cut short under its writer begins with a hole."""
        try:
            return os.lseek(self.descriptor, position, os.SEEK_DATA)
        except OSError as error:
            return max(position, self.size()) if error.errno == errno.ENXIO else position

    def changed(self):
        """What differs as soon as somebody writes."""
        about = os.fstat(self.descriptor)
        return (about.st_size, about.st_mtime_ns)

    def size(self):
        return os.fstat(self.descriptor).st_size

    def close(self):
        self.stream.close()


class CompressedFile:
    """Read to its end, in one go: it changes no more."""

    def __init__(self, path):
        self.stream = OPENERS[os.path.splitext(path)[1]](path, 'rb')
        self.about = os.stat(path)

    def first(self):
        self.stream.seek(0)
        return self.stream.read(HEAD_BYTES)

    def after(self, position, tail, limit=CHUNK_BYTES):
        start, pieces, wanted = position - len(tail), [], limit + len(tail)
        if start < self.stream.tell():
            self.stream.seek(0)
        while self.stream.tell() < start and self.stream.read(min(CHUNK_BYTES, start - self.stream.tell())):
            notify('WATCHDOG=1')  # That may take minutes.
        try:
            while wanted and (piece := self.stream.read1(wanted)):
                pieces.append(piece)
                wanted -= len(piece)
        except DAMAGED:
            if sum(map(len, pieces)) <= len(tail):
                raise
        data = b''.join(pieces)
        return data[len(tail) :] if data.startswith(tail) else None

    def after_hole(self, position):
        return position

    def changed(self):
        return (self.about.st_size, self.about.st_mtime_ns)

    def size(self):
        """How long it is unpacked is not known before it was read."""
        return None

    def close(self):
        self.stream.close()


def open_file(path):
    return CompressedFile(path) if os.path.splitext(path)[1] in OPENERS else PlainFile(path)


class Generation:
    """A file that has, or had, a name that is followed."""

    def __init__(self, number):
        # The time of its discovery in milliseconds; later ones have greater numbers.
        self.number = number
        self.identity = None
        self.path = None
        self.file = None
        self.position = 0
        self.lines = 0
        self.head = (0, digest(b''))
        self.tail = b''
        self.is_current = False
        # What changed() gave when all that it held was sent.
        self.sent_whole = None
        # The same, where it was there before the first start, and where it can not be unpacked.
        self.left_out = self.damaged = None
        # How far no line ends.
        self.searched = 0
        # What changed() gave when there was nothing to send, though it may have ended within a line.
        self.idle_at = None
        self.gone_since = None
        # By the last look at the folder.
        self.is_found = False

    KEPT = ('number', 'identity', 'path', 'position', 'lines', 'head', 'sent_whole', 'left_out')

    def kept(self):
        return {
            **{name: getattr(self, name) for name in self.KEPT},
            'tail': base64.b64encode(self.tail).decode(),
        }

    @staticmethod
    def again(kept):
        generation = Generation(kept['number'])
        for name in Generation.KEPT:
            value = kept.get(name)
            setattr(generation, name, tuple(value) if isinstance(value, list) else value)
        generation.tail = base64.b64decode(kept['tail'])
        return generation

    def is_in(self, file):
        """Whether `file` begins as this one did, and has the same before its position."""
        first = file.first()[: self.head[0]]
        return (
            len(first) == self.head[0]
            and digest(first) == self.head[1]
            and file.after(self.position, self.tail, 1) is not None
        )

    def found_at(self, path, identity, is_current, file=None):
        """It has this name now. A file that is open stays so: it holds the same as `file`."""
        if self.is_current and not is_current:
            self.idle_at = None  # It may have ended within a line.
        self.path, self.identity, self.is_current = path, identity, is_current
        self.gone_since, self.is_found = None, True
        if self.file and file:
            file.close()
        self.file = self.file or file

    def note_if_gone(self, stream, counts):
        """Without a name it is nobody's current file: where it ends, it ends."""
        if self.is_found or self.gone_since is not None:
            return
        if not self.file and (self.path == stream.path or not (self.sent_whole or self.left_out)):
            counts['notFound'] += 1
            behind = f'what it held behind byte {self.position}, if anything, can not be sent'
            what = f'generation {self.number} was replaced or removed while nobody read it'
            tell(stream.path, f'{what}: {behind}')
        self.gone_since, self.path = time.monotonic(), None
        self.is_current, self.idle_at = False, None

    def is_settled(self, changed):
        """Nothing more comes: it has another name, and nobody has written to it for a while."""
        old = time.time() - changed[1] / 1e9 > SETTLED_SECONDS
        return not self.is_current and (old or isinstance(self.file, CompressedFile))

    def learn_head(self):
        if self.head[0] < HEAD_BYTES:
            first = self.file.first()
            # Otherwise it was written anew, which the next reading says.
            if digest(first[: self.head[0]]) == self.head[1]:
                self.head = (len(first), digest(first))

    def let_go(self):
        if self.file:
            self.file.close()
        self.file = None

    def has_to_go(self):
        """Whether it holds what was not sent; a compressed one may."""
        return self.file is not None and self.bytes_to_go() != 0 and self.sent_whole != self.file.changed()

    def bytes_to_go(self):
        size = self.file.size() if self.file else self.position
        return None if size is None else max(0, size - self.position)

    def is_unended(self):
        """Whether all that is to go was looked at, and is a line whose end is not written yet."""
        return self.file is not None and bool(self.bytes_to_go()) and self.idle_at == self.file.changed()


def identity_of(about):
    return (about.st_dev, about.st_ino)


def digest(data):
    return hashlib.sha256(data).hexdigest()


def age_key(path):
    """Sorts the files of one name from the oldest to the newest: dates, numbers, then the name itself."""
    rotated = ROTATED.fullmatch(os.path.basename(path))
    if not rotated:
        return (2, '', 0)
    return (1, '', -int(rotated[2])) if len(rotated[2]) < 6 and rotated[2].isdigit() else (0, rotated[2], 0)


class Stream:
    """A name that is followed: its generations, the oldest first, and what of them is under way."""

    def __init__(self, path, source, generations=()):
        self.path, self.name = path, spelled(path)
        self.source, self.generations = source, list(generations)
        # Whether positions.json lacks what is known of it.
        self.has_news = False
        # Files that nothing here can unpack.
        self.refused = set()
        self.chunk = None
        # Nothing is read or tried again before then.
        self.waits_until = 0

    def look(self, paths, counts, has_room):
        """Finds the generations under the names that they have now."""
        unknown = []
        for generation in self.generations:
            generation.is_found = False
        for path in sorted(paths, key=age_key):
            base, form = os.path.splitext(path)
            if form in CLOSED:
                self.tries(path, self.refuse, counts)
                continue
            if form in OPENERS and base in paths:
                continue  # It is being written.
            if not self.tries(path, self.known_as, counts):
                unknown.append(path)
        for path in unknown:
            self.tries(path, self.meet, counts)
        self.generations.sort(key=lambda each: each.number)
        for generation in list(self.generations):
            generation.note_if_gone(self, counts)
            self.forget_if_gone(generation, counts, has_room)

    def tries(self, path, way, counts):
        try:
            return way(path, counts)
        except FileNotFoundError:
            return None  # Rotated a moment ago: the next look finds it.
        except DAMAGED as error:
            counts['unreadable'] += 1
            tell(path, f'cannot be read: {error}')
            return None

    def known_as(self, path, counts):
        """The generation whose file has this name now: the same inode, and the same in it."""
        about = os.stat(path)
        identity, is_current = identity_of(about), path == self.path
        for generation in self.generations:
            if not generation.identity or generation.identity[1] != identity[1]:
                continue
            file = None
            state = (about.st_size, about.st_mtime_ns)
            if generation.file is None and (
                is_current
                or state not in (generation.sent_whole, generation.left_out, generation.damaged)
            ):
                file = open_file(path)
                if not generation.is_in(file):
                    file.close()
                    continue
            elif generation.file and generation.identity != identity:
                continue
            generation.found_at(path, identity, is_current, file)
            if generation.file:
                generation.learn_head()
            if state == generation.damaged:
                counts['unreadable'] += 1
            return generation
        return None

    def meet(self, path, counts):
        """A file that no generation has as its own: another form of one that is gone, or a new one."""
        file = open_file(path)
        identity = identity_of(file.about)
        if path != self.path:
            for generation in self.generations:
                if generation.head[0] and generation.is_in(file):
                    if not generation.is_found:
                        generation.found_at(path, identity, False, file)
                        return
                    if isinstance(file, PlainFile) and not generation.is_settled(file.changed()):
                        file.close()
                        return  # A copy that is being made: what it was made of is cut short next.
        generation = Generation(self.next_number())
        generation.found_at(path, identity, path == self.path, file)
        self.begin(generation, counts)

    def refuse(self, path, counts):
        identity = identity_of(os.stat(path))
        if identity not in self.refused:
            self.refused.add(identity)
            counts['unreadable'] += 1
            tell(path, 'is not read, whatever of it was sent before: let gzip, xz or bzip2 compress it')

    def begin(self, generation, counts):
        generation.position = generation.file.after_hole(0)
        if generation.position:
            # It ends with the block in which data begins.
            block = generation.file.after(generation.position, b'')
            generation.position += len(block) - len(block.lstrip(b'\0'))
            counts['holeBytes'] += generation.position
            tell(self.path, f'{generation.position} bytes at its beginning were never written: left out')
        generation.learn_head()
        self.generations.append(generation)

    def next_number(self):
        return max([int(time.time() * 1000), *(each.number + 1 for each in self.generations)])

    def forget_if_gone(self, generation, counts, has_room):
        if generation.gone_since is None or (self.chunk and self.chunk.generation is generation):
            return
        to_go = generation.has_to_go() and (generation.bytes_to_go() or 'some')
        gone_seconds = time.monotonic() - generation.gone_since
        if generation.file:
            # Its program may write on, whatever became of the name.
            gone_seconds = min(gone_seconds, time.time() - generation.file.changed()[1] / 1e9)
        if to_go and not has_room():
            counts['lostBytes'] += generation.bytes_to_go() or 0
            where = (
                f'its {to_go} bytes behind {generation.position} were given up since its disk is nearly full'
            )
            tell(self.path, f'LOST: generation {generation.number} was deleted, and {where}')
        elif gone_seconds < GONE_SECONDS or to_go:
            return
        generation.let_go()
        self.generations.remove(generation)

    def begin_anew(self, generation, counts):
        """Its file was cut short or written anew: what it was is gone, unless a copy of it appears."""
        counts['writtenAnew'] += 1
        where = f'byte {generation.position} of generation {generation.number}'
        tell(self.path, f'was cut short or written anew before {where}; all that it holds now is sent')
        anew = Generation(self.next_number())
        anew.found_at(generation.path, generation.identity, generation.is_current, generation.file)
        generation.file = generation.identity = generation.path = None
        generation.gone_since, generation.is_found = time.monotonic(), False
        self.begin(anew, counts)

    def next_chunk(self, config, counts):
        """What is to be sent next, from the oldest generation that has any."""
        for generation in list(self.generations):
            if generation.file is None or generation.file.changed() == generation.idle_at:
                continue
            state = generation.file.changed()
            try:
                data = generation.file.after(generation.position, generation.tail)
            except DAMAGED as error:
                if isinstance(generation.file, PlainFile):
                    raise
                behind = f'what is behind byte {generation.position} stays there, and newer files are sent'
                tell(generation.path or self.path, f'is damaged: {error}; {behind}')
                generation.damaged = state
                generation.let_go()
                continue
            size = generation.file.size()
            if data is None or (size is not None and size < generation.position):
                self.begin_anew(generation, counts)
                return self.next_chunk(config, counts)
            is_settled = generation.is_settled(state)
            end = end_of_lines(data, CHUNK_LINES)
            if not end and len(data) > config.line_bytes:
                found = self.oversized_end(generation, is_settled)
                if found is not None:
                    return Chunk(self, generation, None, *found)
            elif not end and is_settled:
                end = len(data)
            if end:
                return Chunk(self, generation, data[:end], generation.position + end)
            if generation.is_current or is_settled:
                generation.idle_at = state
            if not data and generation.sent_whole != state:
                generation.sent_whole, self.has_news = state, True
            if is_settled and not data and generation.gone_since is None:
                generation.let_go()
        return None

    def oversized_end(self, generation, is_settled):
        """Of a line longer than a chunk: where the next begins, and where its text ends. None: not yet."""
        position = max(generation.position, generation.searched)
        while True:
            generation.searched = position = generation.file.after_hole(position)
            data = generation.file.after(position, b'')
            found = data.find(b'\n')
            if found >= 0:
                return position + found + 1, position + found
            if not data:
                return (position, position) if is_settled else None
            position += len(data)


def end_of_lines(data, most):
    """Where the last whole line ends, or the last of so many; 0 where none does."""
    pieces = data.split(b'\n', most)
    return len(data) - len(pieces[-1])


class Chunk:
    """Lines of a file that are under way together."""

    def __init__(self, stream, generation, data, end, end_of_text=None):
        # Without data where it is one line that is too long to be held.
        self.stream, self.generation, self.data = stream, generation, data
        self.start, self.end, self.end_of_text = generation.position, end, end_of_text
        self.read_ms, self.read_at = int(time.time() * 1000), time.monotonic()
        self.lines = list(self.split()) if data else []
        # Lines, by index, whose own time no broker takes.
        self.timeless = set()
        # Lines that are sent together, by index: a batch is refused as a whole, for one line's sake.
        self.groups = []
        self.waiting = 0
        self.failed = []
        # What no broker takes: what is to be set aside, and what has been.
        self.to_set_aside = []
        self.aside = []
        # The partition, the first and the last offset.
        self.stored = None

    def split(self):
        offset = self.start
        for line in self.data.removesuffix(b'\n').split(b'\n'):
            yield offset, line
            offset += len(line) + 1

    @property
    def held_bytes(self):
        return len(self.data) + LINE_BYTES * len(self.lines) if self.data else 0

    def done(self, index, error, message):
        """librdkafka says what became of a line."""
        self.waiting -= 1
        if error:
            self.failed.append((index, error))
            return
        partition, offset = message.partition(), message.offset()
        _, first, last = self.stored or (partition, offset, offset)
        self.stored = (partition, min(first, offset), max(last, offset))


# Sending.


class Shipper:
    def __init__(self, config):
        from confluent_kafka import KafkaError, KafkaException, Producer

        self.config = config
        self.refused = KafkaException
        self.invalid_time = KafkaError.INVALID_TIMESTAMP
        # Of one line or of its batch; all else has another cause, which may pass.
        self.of_line = {
            KafkaError.MSG_SIZE_TOO_LARGE,
            KafkaError.INVALID_RECORD,
            self.invalid_time,
        }
        self.new_producer = lambda: Producer(
            {
                'linger.ms': 50,
                'batch.size': BATCH_BYTES,
                'compression.codec': 'lz4',
                'message.max.bytes': config.line_bytes + 65_536,
                'queue.buffering.max.kbytes': 4 * WINDOW_BYTES // 1024,
                'topic.metadata.propagation.max.ms': 5_000,
                'retry.backoff.ms': 100,
                'reconnect.backoff.ms': 50,
                # Hundreds of hosts log in at once where brokers come back: who gives up early only begins anew.
                'reconnect.backoff.max.ms': 10_000,
                'socket.connection.setup.timeout.ms': 60_000,
                'api.version.request.timeout.ms': 60_000,
                'socket.keepalive.enable': True,
                **config.of_kafka(),
                # What no line is lost by.
                'acks': 'all',
                'enable.idempotence': True,
                'message.timeout.ms': 0,
                # That of Java's clients: one file is one partition for all of them.
                'partitioner': 'murmur2_random',
            }
        )
        self.producer = self.new_producer()
        self.counts = Counter()
        self.under_way = 0
        self.ranges = []
        self.report_under_way = None
        self.reported_at = self.save_at = self.scanned_at = 0
        self.dirty = False
        self.saved_counts = {}
        self.stopping = False
        self.streams = {}
        self.restored = {}
        self.restore()

    def restore(self):
        state = read_state(self.config)
        self.is_first_run = state is None
        if state:
            self.counts.update(state['counts'])
            self.ranges = state['ranges']
            self.restored = {
                path: [Generation.again(each) for each in kept] for path, kept in state['files'].items()
            }

    def run(self):
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        notify('READY=1')
        while not self.stopping:
            self.turn()
        deadline = time.monotonic() + STOP_SECONDS
        while (self.under_way or self.report_under_way is not None) and time.monotonic() < deadline:
            self.poll(0.1)
            self.settle_chunks()
        self.report(is_last=True)
        deadline = time.monotonic() + 1
        while self.report_under_way is not None and time.monotonic() < deadline:
            self.poll(0.1)
        self.save()
        lines = sum(len(stream.chunk.lines) for stream in self.streams.values() if stream.chunk)
        if lines:
            tell('stop', f'{lines} lines are not acknowledged, and are sent again at the next start')

    def stop(self, *_):
        self.stopping = True

    def turn(self):
        now = time.monotonic()
        if now - self.scanned_at >= SCAN_SECONDS:
            self.scan()
            self.scanned_at = now
            notify('WATCHDOG=1')
        has_sent = False
        for stream in self.streams.values():
            if not stream.chunk and now >= stream.waits_until and self.under_way < WINDOW_BYTES:
                has_sent |= self.send_next(stream)
        self.poll(0 if has_sent else LOOK_SECONDS)
        self.settle_chunks()
        if now - self.reported_at >= self.config.report_seconds:
            self.report()
        if now >= self.save_at:
            self.save()

    def poll(self, seconds):
        try:
            self.producer.poll(seconds)
        except self.refused as error:
            # It has failed for good. What it holds comes back by it alone, as failed, and is sent by another.
            tell('kafka', f'{error.args[0].str()}: begun anew')
            given_up, self.producer = self.producer, self.new_producer()
            given_up.purge()
            given_up.flush(STOP_SECONDS)

    def scan(self):
        found = self.config.streams_now()
        for path, (source, paths) in found.items():
            if path not in self.streams:
                self.streams[path] = Stream(path, source, self.restored.pop(path, ()))
            stream = self.streams[path]
            stream.source = source
            before = len(stream.generations)
            stream.look(paths, self.counts, functools.partial(has_room, self.config, path))
            if self.is_first_run:
                self.leave_out_old(stream)
            self.dirty |= len(stream.generations) != before
        for path, stream in list(self.streams.items()):
            if path not in found:
                stream.look([], self.counts, functools.partial(has_room, self.config, path))
                if not stream.generations:
                    del self.streams[path]
        for path, kept in list(self.restored.items()):
            # What is there and not followed any more keeps its positions.
            if not any(each.path and os.path.exists(each.path) for each in kept):
                self.streams[path] = Stream(path, None, self.restored.pop(path))
        self.is_first_run = False

    def leave_out_old(self, stream):
        """Before it ever ran, compressed files were written: nobody waits for those."""
        for generation in stream.generations:
            if isinstance(generation.file, CompressedFile):
                tell(generation.path, 'was there before the first start, and is left out')
                generation.left_out = generation.file.changed()
                generation.let_go()

    def send_next(self, stream):
        try:
            chunk = stream.next_chunk(self.config, self.counts)
        except OSError as error:
            self.counts['unreadable'] += 1
            tell(stream.path, f'cannot be read: {error}')
            stream.waits_until = time.monotonic() + RETRY_SECONDS
            return False
        self.dirty |= stream.has_news
        stream.has_news = False
        if not chunk:
            return False
        stream.chunk = chunk
        self.under_way += chunk.held_bytes
        if chunk.data is None:
            chunk.to_set_aside.append((chunk.start, None, TOO_LONG))
        else:
            self.produce(chunk, range(len(chunk.lines)))
        return True

    def produce(self, chunk, indexes):
        for place, index in enumerate(indexes):
            offset, line = chunk.lines[index]
            if len(line) > self.config.line_bytes:
                chunk.to_set_aside.append((offset, line, TOO_LONG))
            elif not self.produce_line(chunk, index, offset, line):
                chunk.groups.insert(0, indexes[place:])
                return

    def produce_line(self, chunk, index, offset, line):
        """False where librdkafka takes no more for now."""
        source, name = chunk.stream.source, chunk.stream.name
        timestamp = chunk.read_ms
        if index not in chunk.timeless:
            timestamp = source.timestamp_of(line, chunk.read_ms, self.counts)
        value = source.value_of(line, self.config.host, name, timestamp)
        headers = [
            ('host', self.config.host),
            ('file', name),
            ('generation', str(chunk.generation.number)),
            ('offset', str(offset)),
        ]
        if value is not line:
            headers.append(('bytes', str(len(line))))
        chunk.waiting += 1
        try:
            self.producer.produce(
                source.topic,
                value,
                f'{self.config.host}:{name}',
                timestamp=timestamp,
                headers=headers,
                on_delivery=functools.partial(chunk.done, index),
            )
        except BufferError:
            chunk.waiting -= 1
            return False
        except self.refused as error:
            chunk.done(index, error.args[0], None)
        return True

    def settle_chunks(self):
        for stream in self.streams.values():
            chunk = stream.chunk
            if chunk is None or chunk.waiting or time.monotonic() < stream.waits_until:
                continue
            if chunk.failed:
                self.sort_failed(chunk)
            elif chunk.groups:
                self.produce(chunk, chunk.groups.pop(0))
            elif self.set_aside(chunk):
                self.acknowledged(chunk)

    def sort_failed(self, chunk):
        """Finds the line that is at fault by halves; what failed for another reason is sent again later."""
        failed, chunk.failed = sorted(chunk.failed, key=lambda each: each[0]), []
        indexes, error = [index for index, _ in failed], failed[0][1]
        is_of_time = error.code() == self.invalid_time
        is_of_clock = is_of_time and self.has_own_clock_time(chunk, indexes)
        if error.code() not in self.of_line or is_of_clock:
            self.counts['retries'] += 1
            why = "the time of this host's clock, which may be far ahead" if is_of_clock else error.str()
            tell(chunk.stream.source.topic, f'does not take lines: {why}; they are sent again')
            if is_of_clock:
                chunk.read_ms = int(time.time() * 1000)
            chunk.stream.waits_until = time.monotonic() + RETRY_SECONDS
            chunk.groups.insert(0, indexes)
        elif len(indexes) > 1:
            half = len(indexes) // 2
            chunk.groups[:0] = [indexes[:half], indexes[half:]]
        elif is_of_time:
            self.counts['withoutTime'] += 1
            chunk.timeless.add(indexes[0])
            chunk.groups.insert(0, indexes)
        else:
            chunk.to_set_aside.append((*chunk.lines[indexes[0]], error.str()))

    def has_own_clock_time(self, chunk, indexes):
        """Whether these lines have the time of this host's clock, not one of their own."""
        return not chunk.stream.source.time_pattern or chunk.timeless.issuperset(indexes)

    def set_aside(self, chunk):
        """Puts lines that no broker takes into files; False where that must wait."""
        folder = self.config.in_state('set-aside')
        while chunk.to_set_aside:
            offset, line, reason = chunk.to_set_aside[0]
            end = offset + len(line) if line is not None else chunk.end_of_text
            try:
                os.makedirs(folder, mode=0o750, exist_ok=True)
                self.write_aside(folder, chunk, offset, end, line, reason)
            except OSError as error:
                tell('set-aside', f'a line of {chunk.stream.path} waits, and all behind it: {error}')
                chunk.stream.waits_until = time.monotonic() + RETRY_SECONDS
                return False
            chunk.to_set_aside.pop(0)
            chunk.aside.append([offset, end])
            self.counts['setAside'] += 1
            tell(
                chunk.stream.path,
                f'{end - offset} bytes at {offset} of {chunk.generation.number} were set aside: {reason}',
            )
        return True

    def write_aside(self, folder, chunk, offset, end, line, reason):
        held = sum(entry.stat().st_size for entry in os.scandir(folder))
        if held + end - offset > self.config.set_aside_bytes:
            limit = f'{folder} may hold {self.config.set_aside_bytes} and holds {held}'
            raise OSError(f'it has {end - offset} bytes, {limit}: remove what is not needed, or that file')
        name = f'{time.time_ns()}-{chunk.stream.name.rpartition("/")[2][-50:]}'
        try:
            with open(os.path.join(folder, name), 'wb') as file:
                file.writelines([line] if line is not None else pieces_of(chunk.generation.file, offset, end))
                flush(file)
        except OSError:
            os.remove(os.path.join(folder, name))
            raise
        about = {
            'at': int(time.time() * 1000),
            'in': name,
            'host': self.config.host,
            'file': chunk.stream.name,
        }
        with open(os.path.join(folder, 'index.jsonl'), 'a', encoding='utf-8') as index:
            index.write(
                json.dumps(
                    {
                        **about,
                        'generation': chunk.generation.number,
                        'offset': offset,
                        'bytes': end - offset,
                        'reason': reason,
                    }
                )
                + '\n'
            )
            flush(index)

    def acknowledged(self, chunk):
        stream, generation = chunk.stream, chunk.generation
        self.under_way -= chunk.held_bytes
        stream.chunk = None
        lines = len(chunk.lines) - len(chunk.aside) if chunk.data else 0
        tail = (
            chunk.data
            if chunk.data is not None
            else generation.file.after(
                max(chunk.start, chunk.end - TAIL_BYTES), b'', min(TAIL_BYTES, chunk.end - chunk.start)
            )
        )
        generation.position, generation.sent_whole = chunk.end, None
        generation.lines += lines
        generation.tail = (generation.tail + tail)[-TAIL_BYTES:]
        if generation.is_current and chunk.end - chunk.start < BATCH_BYTES:
            stream.waits_until = chunk.read_at + self.config.rest_seconds
        self.counts['lines'] += lines
        self.counts['bytes'] += chunk.end - chunk.start
        self.add_range(chunk, lines)
        self.dirty = True

    def add_range(self, chunk, lines):
        """What a report says of these lines: where they were, and where they are."""
        if not self.config.audit_topic:
            return
        minute = chunk.read_ms // 60_000
        name = [chunk.stream.name, chunk.generation.number, chunk.stream.source.topic, minute]
        partition, first, last = chunk.stored or (None, None, None)
        for each in reversed(self.ranges):
            if [each['file'], each['generation'], each['topic'], each['minute']] == name:
                if each['to'] == chunk.start and partition in (None, each['partition']):
                    each['to'] = chunk.end
                    each['lines'] += lines
                    each['aside'] += chunk.aside
                    if last is not None:
                        each['first'], each['last'] = min(each['first'], first), max(each['last'], last)
                    return
                break
        self.ranges.append(
            dict(
                zip(['file', 'generation', 'topic', 'minute'], name),
                **{
                    'from': chunk.start,
                    'to': chunk.end,
                    'lines': lines,
                    'aside': chunk.aside,
                    'partition': partition,
                    'first': first,
                    'last': last,
                },
            )
        )

    def report(self, is_last=False):
        """Says what was sent, also where that is nothing: silence is a fact then."""
        self.reported_at = time.monotonic()
        if not self.config.audit_topic or self.report_under_way is not None:
            return
        if len(self.ranges) > MOST_RANGES:
            self.counts['unreportedRanges'] += len(self.ranges) - MOST_RANGES
            del self.ranges[: len(self.ranges) - MOST_RANGES]
        self.report_under_way = [dict(each) for each in self.ranges[:RANGES_IN_REPORT]]
        said = {
            **self.complete_to(),
            'isLast': is_last,
            'counts': self.counts,
            'files': self.files_now()[:FILES_IN_REPORT],
            'ranges': self.report_under_way,
        }
        try:
            self.produce_report(said)
        except Exception as error:
            self.report_under_way = None
            tell(self.config.audit_topic, f'does not take reports: {error}')

    def produce_report(self, said):
        now_ms = int(time.time() * 1000)
        value = json.dumps({'formatVersion': 1, 'host': self.config.host, 'at': now_ms, **said})
        self.producer.produce(
            self.config.audit_topic, value, self.config.host, timestamp=now_ms, on_delivery=self.reported
        )

    def complete_to(self):
        """All that was read before then is in this report, or was in one before."""
        under_way = [stream.chunk.read_ms for stream in self.streams.values() if stream.chunk]
        later = [each['minute'] * 60_000 for each in self.ranges[RANGES_IN_REPORT:][:1]]
        return {'completeTo': min([int(time.time() * 1000), *under_way, *later])}

    def files_now(self):
        """Those that are read, with most to go first."""
        files = [
            {
                'file': stream.name,
                'generation': each.number,
                'sentTo': each.position,
                'lines': each.lines,
                'bytesToGo': each.bytes_to_go(),
                'isUnended': each.is_unended(),
            }
            for stream in self.streams.values()
            for each in stream.generations
            if each.file
        ]
        return sorted(files, key=lambda each: -(each['bytesToGo'] or 0))

    def reported(self, error, _):
        sent, self.report_under_way = self.report_under_way, None
        if error:
            tell(self.config.audit_topic, f'does not take reports: {error.str()}')
            return
        # One that has grown since is said again, as a whole.
        grown = [each for each, before in zip(self.ranges, sent) if each != before]
        self.ranges = grown + self.ranges[len(sent) :]
        self.dirty = True

    def save(self):
        if not self.dirty and self.counts == self.saved_counts:
            return
        began = time.monotonic()
        self.save_at = began + SAVE_SECONDS
        files = {path: [each.kept() for each in stream.generations] for path, stream in self.streams.items()}
        files.update({path: [each.kept() for each in kept] for path, kept in self.restored.items()})
        try:
            write_state(
                self.config,
                {'formatVersion': 1, 'counts': self.counts, 'ranges': self.ranges, 'files': files},
            )
            self.dirty, self.saved_counts = False, Counter(self.counts)
            self.save_at = time.monotonic() + max(SAVE_SECONDS, 9 * (time.monotonic() - began))
        except OSError as error:
            tell('positions', f'cannot be kept: {error}; after a crash lines are sent twice')


def has_room(config, path):
    try:
        room = os.statvfs(os.path.dirname(path))
    except OSError:
        return True
    return room.f_bavail * 100 >= config.free_percent * room.f_blocks


def pieces_of(file, start, end):
    # It may have been cut short meanwhile.
    while start < end and (piece := file.after(start, b'', min(CHUNK_BYTES, end - start))):
        yield piece
        start += len(piece)


def flush(file):
    file.flush()
    os.fsync(file.fileno())


def read_state(config):
    try:
        return load_state(config)
    except ValueError as error:
        sys.exit(f'{config.in_state("positions.json")}: is damaged: {error}. The shipper begins another')


def load_state(config):
    """None where there is none yet. ValueError: what there is was not written by this program."""
    path = config.in_state('positions.json')
    try:
        with open(path, encoding='utf-8') as file:
            state = json.load(file)
    except FileNotFoundError:
        return None
    except OSError as error:
        sys.exit(f'{path}: cannot be read: {error}')
    if not isinstance(state, dict) or 'formatVersion' not in state:
        raise ValueError('it holds no positions')
    if state['formatVersion'] != 1:
        sys.exit(f'{path}: is of a newer version of this program: install that one')
    return state


def replace_damaged_state(config):
    """Twice is better than not at all: packed files are sent again as well."""
    try:
        load_state(config)
    except ValueError as error:
        path = config.in_state('positions.json')
        aside = f'{path}.damaged-{int(time.time())}'
        os.rename(path, aside)
        write_state(config, {'formatVersion': 1, 'counts': {}, 'ranges': [], 'files': {}})
        tell('positions', f'are damaged: {error}. All files are sent anew; {aside} is what there was')


def write_state(config, state):
    """As a whole or not at all, also where the power goes."""
    path = config.in_state('positions.json')
    with open(f'{path}.new', 'w', encoding='utf-8') as file:
        json.dump(state, file)
        flush(file)
    os.rename(f'{path}.new', path)
    folder = os.open(config.state_folder, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


# What else it is asked.


def run(config):
    try:
        folder = os.open(config.state_folder, os.O_RDONLY)
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit(f'stateFolder: another shipper has {config.state_folder}: give each a folder of its own')
    except OSError as error:
        sys.exit(f'stateFolder: {error}')
    replace_damaged_state(config)
    Shipper(config).run()


def check(config):
    from confluent_kafka.admin import AdminClient

    for path, (source, paths) in sorted(config.streams_now().items()):
        print(f'{spelled(path)} -> {source.topic}: {len(paths)} file{"s" if len(paths) > 1 else ""}')
    try:
        topics = AdminClient(config.of_kafka()).list_topics(timeout=10).topics
    except Exception as error:
        sys.exit(f'no broker answers: {error}')
    wanted = {source.topic for source in config.sources} | (
        {config.audit_topic} if config.audit_topic else set()
    )
    missing = [
        f'{topic}: does not exist, or may not be seen' for topic in sorted(wanted) if topic not in topics
    ]
    sys.exit('\n'.join(missing) if missing else 0)


def status(config):
    state = read_state(config) or {'files': {}, 'counts': {}}
    for path, kept in sorted(state['files'].items()):
        for each in map(Generation.again, kept):
            size = os.path.getsize(each.path) if each.path and os.path.exists(each.path) else None
            print(
                f'{spelled(each.path or path)}: generation {each.number}, {each.lines} lines, '
                f'sent to byte {each.position} of {size}'
            )
    print(json.dumps(state['counts']))


def send(config, name, number, start, end):
    """The same lines with the same headers: an audit takes them for those that were missing."""
    shipper, streams = Shipper(config), config.streams_now()
    path = next((each for each in streams if spelled(each) == name), name)
    source, _ = streams.get(path, (None, None))
    generation = next((each for each in shipper.restored.get(path, ()) if str(each.number) == number), None)
    if not source or not generation or not generation.path or not os.path.exists(generation.path):
        known = '`cdktf-kafka-ship status` names those that are'
        sys.exit(f'{name}: generation {number} is not there any more; {known}')
    generation.file = open_file(generation.path)
    if not generation.is_in(generation.file):
        sys.exit(f'{generation.path}: does not hold what generation {number} held')
    stream = Stream(path, source, [generation])
    shipper.streams, shipper.ranges = {path: stream}, []
    position, last, sent = int(start), int(end), 0
    while position < last:
        data = generation.file.after(position, b'', min(CHUNK_BYTES, last - position))
        if not data:
            sys.exit(f'{generation.path}: ends at byte {position}')
        stop = end_of_lines(data, CHUNK_LINES) or len(data)
        generation.position = position
        stream.chunk = Chunk(stream, generation, data[:stop], position + stop)
        sent += len(stream.chunk.lines)
        shipper.produce(stream.chunk, range(len(stream.chunk.lines)))
        while stream.chunk:
            shipper.poll(0.1)
            shipper.settle_chunks()
        position += stop
    if config.audit_topic:
        again = {'completeTo': 0, 'isLast': False, 'isAgain': True, 'counts': {}, 'files': []}
        shipper.report_under_way = list(shipper.ranges)
        shipper.produce_report({**again, 'ranges': shipper.ranges})
        shipper.producer.flush()
    print(f'{sent} lines were sent again')


def prune(config):
    """
    Rotated files that were sent whole go when they are as old as keepHours; where the disk is nearly full,
    the oldest go at once, those that were not sent as the last: a full disk harms the host more.
    """
    state = read_state(config) or {'files': {}}
    found = []
    for path, (_, paths) in config.streams_now().items():
        kept = [Generation.again(each) for each in state['files'].get(path, ())]
        for file in paths:
            if file == path:
                continue
            with contextlib.suppress(FileNotFoundError):  # Somebody else may rotate, too.
                about = os.stat(file)
                whole = any(
                    each.identity
                    and each.identity[1] == about.st_ino
                    and each.sent_whole == (about.st_size, about.st_mtime_ns)
                    for each in kept
                )
                found.append((not whole, about.st_mtime, file))
    for is_unsent, modified, file in sorted(found):
        is_full = not has_room(config, file)
        if is_full or (not is_unsent and time.time() - modified > config.keep_hours * 3600):
            if is_unsent:
                tell(file, 'LOST: it was not sent whole, and is removed since its disk is nearly full')
            with contextlib.suppress(FileNotFoundError):
                os.remove(file)


# Telling.


told_at = {}


def tell(subject, text):
    """To the journal; the same once a minute, and no more than a thousand things in one."""
    now = time.monotonic()
    if len(told_at) >= 1000:
        for each in [each for each, at in told_at.items() if now - at >= TELL_AGAIN_SECONDS]:
            del told_at[each]
    if len(told_at) < 1000 and now - told_at.get((subject, text), -TELL_AGAIN_SECONDS) >= TELL_AGAIN_SECONDS:
        told_at[(subject, text)] = now
        print(spelled(f'{subject}: {text}'), file=sys.stderr, flush=True)


def notify(word):
    """Tells systemd, where it asked to be told."""
    address = os.environ.get('NOTIFY_SOCKET')
    if address:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as to:
            to.sendto(word.encode(), '\0' + address[1:] if address.startswith('@') else address)


if __name__ == '__main__':
    main(sys.argv[1:])
