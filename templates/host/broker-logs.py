"""Brings the log files of a host's processes to CloudWatch Logs or to S3.

    broker-logs.py cloudwatch GROUP PREFIX SETTINGS USER:FILE ...
    broker-logs.py s3 PREFIX SETTINGS USER:FILE ...

It goes on where it ended, also over files that log4j has closed and numbered and that logrotate has
put away since. What was sent and not noted is sent again: nothing is left out.

A file is known by its beginning, as its name and its inode change. It is read with the rights of the
service that writes it: what lies in a folder of the service's may be a link to anything.
"""

import datetime
import glob
import gzip
import hashlib
import json
import os
import re
import stat
import subprocess
import sys
import tempfile
import time
import zlib

HEAD_BYTES = 512
CHUNK_BYTES = 700_000
# Of CloudWatch: what one call takes.
BATCH_EVENTS = 10_000
BATCH_SECONDS = 24 * 3_600
EVENT_BYTES = 200_000
EVENT_OVERHEAD = 26
BATCH_BYTES = 1_000_000
CALL_SECONDS = 60
TRIES = 3
# Of one log at a time, so that a loud one does not keep the others back: 70 MB.
CHUNKS_A_RUN = 100
BEGINS = re.compile(rb"\[(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),(\d{3})\]")
ARCHIVED = re.compile(r"\.log\.(\d+)-(\d{8}-\d{6})(?:\.gz)?$")


# --- With the rights of the service ---


class Gone(Exception):
    """It has another name by now, or none."""


class Damaged(Exception):
    """It is there and can not be read."""


class Source:
    """A log file, live, closed or put away; once it is open, also when it gets another name."""

    def __init__(self, path, is_away=False):
        self.path = path
        self.is_away = is_away
        self.file = None

    def open(self):
        """Whether it is there, and is a file."""
        if self.file:
            return True
        try:
            descriptor = os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            return False
        file = os.fdopen(descriptor, "rb")
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            file.close()
            return False
        self.file = gzip.GzipFile(fileobj=file) if self.path.endswith(".gz") else file
        return True

    def inode(self):
        return os.fstat(self.file.fileno()).st_ino

    def read(self, offset, size):
        if not self.open():
            raise Gone
        try:
            self.file.seek(offset)
            return self.file.read(size)
        except (OSError, EOFError, zlib.error) as error:
            raise Damaged from error

    def is_as(self, head):
        try:
            return digest(self.read(0, head["bytes"])) == head["sha256"]
        except (Gone, Damaged):
            return False
        finally:
            # A host may have put a thousand away.
            if self.is_away and self.file:
                self.file.close()
                self.file = None


def digest(data):
    return hashlib.sha256(data).hexdigest()


def head_of(source):
    data = source.read(0, HEAD_BYTES)
    return {"bytes": len(data), "sha256": digest(data)}


def beginning_of(source, is_live):
    """None where it has nothing yet by which it could be known again: its first line, with its time."""
    data = source.read(0, HEAD_BYTES)
    if not data or (is_live and len(data) < HEAD_BYTES and b"\n" not in data):
        return None
    return {"head": head_of(source), "offset": 0}


def sources(path):
    """Of one log, the newest first: the live file, those that are closed, those that are put away."""
    numbered = [
        (int(name.rsplit(".", 1)[1]), name)
        for name in glob.glob(glob.escape(path) + ".*")
        if name.rsplit(".", 1)[1].isdigit()
    ]
    # The live one first: what log4j closes meanwhile is then open here twice, and not left out.
    near = {}
    for source in [Source(path)] + [Source(each) for _, each in sorted(numbered)]:
        if source.open():
            near.setdefault(source.inode(), source)
    folder, name = os.path.split(path)
    away = []
    for each in glob.glob(os.path.join(glob.escape(folder), "archive", glob.escape(name) + ".*")):
        match = ARCHIVED.search(each)
        if match:
            away.append((match[2], -int(match[1]), each))
    return [*near.values(), *(Source(each, is_away=True) for _, _, each in sorted(away, reverse=True))]


def find(path, cursor):
    """The sources of a log, and which of them the cursor is in; None where it is in none."""
    for attempt in range(TRIES):
        if attempt > 0:
            # Its name may have changed while we looked.
            time.sleep(1)
        found = sources(path)
        if not found or cursor is None:
            return found, None
        index = next((i for i, each in enumerate(found) if each.is_as(cursor["head"])), None)
        if index is not None:
            return found, index
    return found, None


def next_chunk(path, noted):
    """What follows the noted cursor: its lines, the cursors at their begin and behind them, and whether some are lost."""
    found, index = find(path, noted)
    if not found:
        return b"", noted, noted, False
    is_lost = noted is not None and index is None
    cursor = noted
    if index is None:
        # The first time: what stands in the live file; a host tells of itself from now on.
        index, cursor = 0, None
    while True:
        is_live = index == 0
        try:
            cursor = cursor or beginning_of(found[index], is_live)
            data, behind = lines_of(found[index], cursor, is_live) if cursor else (b"", noted)
        except Gone:
            # It is being put away: it is found there the next time.
            return b"", noted, noted, is_lost
        except Damaged:
            data, behind, is_lost = b"", noted, True
        if data or is_live:
            return data, cursor, behind, is_lost
        # All of this one is sent: the next newer one.
        index, cursor = index - 1, None


def lines_of(source, cursor, is_live):
    offset = cursor["offset"]
    data = source.read(offset, CHUNK_BYTES)
    end = data.rfind(b"\n") + 1
    # A line is cut where it is longer than a chunk, and where its file has ended without an end of line.
    if end == 0 and (len(data) == CHUNK_BYTES or not is_live):
        end = len(data)
    return data[:end], {"head": head_of(source), "offset": offset + end}


def read(path, cursor):
    data, begin, behind, lost = next_chunk(path, json.loads(cursor))
    told = json.dumps({"begin": begin, "cursor": behind, "lost": lost})
    sys.stdout.buffer.write(told.encode() + b"\n" + data)


# --- With the rights of the host ---


def say(text):
    print(f"cdktf-kafka-broker-logs: {text}", flush=True)


class Failed(Exception):
    pass


def read_as(user, path, cursor):
    command = [sys.executable, "-ISB", os.path.abspath(__file__), "read", path, json.dumps(cursor)]
    if os.geteuid() == 0:
        command = [
            *("setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", "--no-new-privs"),
            *("--bounding-set=-all", "--inh-caps=-all", "--"),
            *command,
        ]
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=CALL_SECONDS
    )
    if done.returncode != 0:
        raise Failed(f"{path} could not be read as {user}: {done.stderr.decode(errors='replace')[-500:]}")
    told, _, data = done.stdout.partition(b"\n")
    return json.loads(told), data


def aws(*arguments, **options):
    # What fails is tried again by the next run.
    patience = ("--cli-connect-timeout", "10", "--cli-read-timeout", "30")
    done = subprocess.run(
        ["aws", "--output", "json", *patience, *arguments],
        capture_output=True,
        timeout=CALL_SECONDS,
        env={"AWS_MAX_ATTEMPTS": "2", **os.environ},
        **options,
    )
    if done.returncode != 0:
        raise Failed(" ".join(done.stderr.decode(errors="replace").split())[-500:])
    return done.stdout


def entries_of(data):
    """Its entries with their times in milliseconds: a stack trace stays with the line before it."""
    now = int(time.time() * 1_000)
    entries = []
    for line in data.splitlines():
        match = BEGINS.match(line)
        if match:
            entries.append([time_of(match), [line]])
        elif entries:
            entries[-1][1].append(line)
        else:
            entries.append([None, [line]])
    known = [when for when, _ in entries if when is not None]
    if entries and entries[0][0] is None:
        entries[0][0] = known[0] if known else now
    for when, lines in entries:
        text = b"\n".join(lines).decode(errors="replace")
        for begin in range(0, len(text), EVENT_BYTES // 4):
            yield when, text[begin : begin + EVENT_BYTES // 4]


def time_of(match):
    # As log4j writes it: by the clock of the host's own zone.
    begun = datetime.datetime.strptime(match[1].decode(), "%Y-%m-%d %H:%M:%S")
    return int(begun.timestamp()) * 1_000 + int(match[2])


def batches_of(data):
    """As CloudWatch takes them: by time, not too many, not too large, not too long."""
    batch, size = [], 0
    for when, message in sorted(entries_of(data), key=lambda entry: entry[0]):
        bytes_more = len(message.encode()) + EVENT_OVERHEAD
        is_long = batch and when - batch[0]["timestamp"] >= BATCH_SECONDS * 1_000
        if batch and (is_long or len(batch) == BATCH_EVENTS or size + bytes_more > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append({"timestamp": when, "message": message})
        size += bytes_more
    if batch:
        yield batch


class CloudWatch:
    def __init__(self, region, group, prefix):
        self.region, self.group, self.prefix = region, group, prefix

    def send(self, name, data):
        for events in batches_of(data):
            told = {
                "logGroupName": self.group,
                "logStreamName": f"{self.prefix}/{name}",
                "logEvents": events,
            }
            # Too much for an argument; nobody else reads the file.
            with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
                json.dump(told, file)
                file.flush()
                answer = json.loads(self.put(file.name, told["logStreamName"]) or "{}")
            # Those older than 14 days, or than the group keeps.
            if answer.get("rejectedLogEventsInfo"):
                say(f"{name}: CloudWatch has not taken all, by their time: {answer['rejectedLogEventsInfo']}")

    def put(self, file, stream):
        call = ("logs", "put-log-events", "--region", self.region, "--cli-input-json", f"file://{file}")
        try:
            return aws(*call)
        except Failed as error:
            if "(ResourceNotFoundException)" not in str(error):
                raise
        # Its first events, or somebody has deleted it.
        names = ("--log-group-name", self.group, "--log-stream-name", stream)
        aws("logs", "create-log-stream", "--region", self.region, *names)
        return aws(*call)


class S3:
    def __init__(self, region, bucket, prefix):
        self.region, self.bucket, self.prefix = region, bucket, prefix

    def send(self, name, data):
        now = datetime.datetime.now(datetime.timezone.utc)
        key = f"{self.prefix}/{name}/{now:%Y/%m/%d/%H%M%S-%f}.log.gz"
        aws(
            *("s3", "cp", "--region", self.region, "--only-show-errors"),
            *("--content-type", "text/plain", "--content-encoding", "gzip"),
            *("-", f"s3://{self.bucket}/{key}"),
            input=gzip.compress(data),
        )


def read_cursor(file):
    try:
        with open(file, encoding="utf-8") as opened:
            return json.load(opened)
    except (OSError, ValueError):
        return None


def write_cursor(file, cursor):
    with open(f"{file}.new", "w", encoding="utf-8") as opened:
        json.dump(cursor, opened)
        opened.flush()
        os.fsync(opened.fileno())
    os.replace(f"{file}.new", file)


def send_all(place, user, path, state):
    name = os.path.basename(path).removesuffix(".log")
    file = os.path.join(state, f"{name}.json")
    cursor = read_cursor(file)
    for _ in range(CHUNKS_A_RUN):
        told, data = read_as(user, path, cursor)
        if told["lost"]:
            say(f"{path}: some of it was put away or damaged before it was sent, and is on the host alone")
        if cursor is None and told["begin"]:
            # From here on nothing is left out, also where nothing can be sent for long.
            write_cursor(file, told["begin"])
        if data:
            place.send(name, data)
        elif told["cursor"] == cursor:
            return
        cursor = told["cursor"]
        write_cursor(file, cursor)


def settings_of(path):
    with open(path, encoding="utf-8") as file:
        return dict(line.split()[:2] for line in file if len(line.split()) >= 2)


def main(kind, *arguments):
    if kind == "read":
        return read(*arguments)
    os.umask(0o077)
    state = os.environ["STATE_DIRECTORY"]
    if kind == "cloudwatch":
        group, prefix, settings, *logs = arguments
        place = CloudWatch(settings_of(settings)["region"], group, prefix)
    else:
        prefix, settings, *logs = arguments
        told = settings_of(settings)
        place = S3(told["region"], told["bucket"], prefix)
    failed = False
    for log in logs:
        user, _, path = log.partition(":")
        try:
            send_all(place, user, path, state)
        except (Failed, OSError, subprocess.TimeoutExpired) as error:
            say(f"{path}: could not be sent, and is tried again: {error}")
            failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
