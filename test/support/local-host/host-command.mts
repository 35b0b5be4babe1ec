/**
 * What a local cluster's hosts lack: `cdktf-kafka-host` and `systemctl`, as a session of sshd calls
 * them. Files come from a folder instead of a bucket, and the cluster's supervisor, which starts
 * again what ends, stands in for systemd. Run by node, without its types: `host-command FOLDER PROGRAM …`;
 * .mts, since the package's own files are CommonJS to node.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { uptime } from 'node:os';
import { dirname, join } from 'node:path';

interface Process {
  readonly host: string;
  readonly process: string;
  readonly state: string;
  readonly restarts: number;
  readonly startedAt?: string;
  readonly id?: { readonly pid: number };
}

const [place = '', program, command, unit = '', path = ''] = process.argv.slice(2);
const host = `broker-${process.env.SSH_CONNECTION?.split(' ')[2]?.split('.').at(-1)}`;
const { cluster } = JSON.parse(readFileSync(join(place, 'place.json'), 'utf8')) as {
  cluster: string;
};
const bucket = join(place, 'bucket', host);
const notes = join(place, 'notes', host);

const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

const filesInBucket = (): readonly string[] =>
  readdirSync(bucket, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(bucket.length));

function processOf(name: string): Process | undefined {
  const record = JSON.parse(readFileSync(join(cluster, 'cluster.json'), 'utf8')) as {
    processes: readonly Process[];
  };
  return record.processes.find((each) => each.host === host && each.process === name);
}

const held = join(place, 'held', host);

/** A manifest in the place of what the bucket has, and the files that were last put in place by one of both. */
const [heldManifest, applied] = [join(held, '..', `${host}.manifest`), join(notes, 'applied')];

const listIn = (file: string): readonly string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('file '))
    .map((line) => line.split(' ').slice(6).join(' '))
    .filter((path) => path !== '/usr/local/sbin/cdktf-kafka-host');

const wantedFiles = () => (existsSync(heldManifest) ? listIn(heldManifest) : filesInBucket());

/** What a pull puts there: what is held back stands in its way. */
const sourceOf = (path: string): string =>
  existsSync(join(held, path)) ? join(held, path) : join(bucket, path);

function pull(): void {
  const wanted = wantedFiles();
  for (const path of wanted) {
    const source = sourceOf(path);
    if (existsSync(path) && digest(path) === digest(source)) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, readFileSync(source));
    const like = existsSync(path) ? path : join(bucket, path);
    spawnSync('chmod', ['--reference', like, `${path}.new`]);
    renameSync(`${path}.new`, path);
    console.log(`changed broker-restart ${path}`);
  }
  const before = existsSync(applied) ? listIn(applied) : [];
  for (const path of before.filter((each) => !wanted.includes(each))) rmSync(path);
  mkdirSync(notes, { recursive: true });
  writeFileSync(applied, wanted.map((path) => `file - - - - - ${path}\n`).join(''));
}

function holdManifest(): void {
  rmSync(held, { recursive: true, force: true });
  mkdirSync(dirname(heldManifest), { recursive: true });
  writeFileSync(heldManifest, readFileSync(0));
}

function hold(): void {
  mkdirSync(dirname(join(held, unit)), { recursive: true });
  writeFileSync(join(held, unit), readFileSync(0));
}

function release(): void {
  rmSync(held, { recursive: true, force: true });
  rmSync(heldManifest, { force: true });
}

function heldFiles(): readonly string[] {
  if (!existsSync(held)) return [];
  return readdirSync(held, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(held.length));
}

function status(): void {
  console.log(
    `host ${host}\nstate ready\nsince 2026-01-01T00:00:00Z\nmessage its units were started`,
  );
  for (const path of heldFiles()) console.log(`held ${path}`);
  if (existsSync(heldManifest)) console.log('held manifest');
  if (!existsSync(notes)) return;
  for (const name of readdirSync(notes).filter((file) => file.endsWith('.service'))) {
    process.stdout.write(readFileSync(join(notes, name), 'utf8'));
  }
}

/** As the host's own program does. */
function runsWith(): void {
  const note = join(notes, unit);
  const lines = readFileSync(note, 'utf8').split('\n');
  const now = lines.map((line) =>
    line.endsWith(` ${path}`) ? `started ${unit} ${digest(path)} ${path}` : line,
  );
  writeFileSync(note, now.join('\n'));
}

const processName = unit.replace('.service', '');

function show(): void {
  const found = processOf(processName);
  const before = join(notes, `${unit}.restarts`);
  const asked = existsSync(before) ? Number(readFileSync(before, 'utf8')) : 0;
  const active =
    found?.state === 'running' ? 'active' : found?.state === 'failed' ? 'failed' : 'activating';
  console.log(`MainPID=${found?.id?.pid ?? 0}`);
  if (found?.state === 'running' && found.startedAt !== undefined) {
    const agoSeconds = (Date.now() - Date.parse(found.startedAt)) / 1_000;
    console.log(`ActiveEnterTimestampMonotonic=${Math.round((uptime() - agoSeconds) * 1e6)}`);
  }
  console.log(`ActiveState=${active}\nNRestarts=${Math.max(0, (found?.restarts ?? 0) - asked)}`);
}

/** The supervisor is in the process of the test: it looks for such requests. It has no timers and no sockets. */
function restart(): void {
  if (!unit.endsWith('.service')) return;
  mkdirSync(notes, { recursive: true });
  const files = existsSync(applied) ? listIn(applied) : filesInBucket();
  const digests = files.map((path) => `started ${unit} ${digest(path)} ${path}\n`);
  writeFileSync(join(notes, unit), digests.join(''));
  const request = join(place, 'requests', `${host} ${processName}`);
  writeFileSync(request, '');
  while (existsSync(request)) spawnSync('sleep', ['0.1']);
}

/** From here on the starts are counted anew. */
function resetFailed(): void {
  mkdirSync(notes, { recursive: true });
  writeFileSync(join(notes, `${unit}.restarts`), String(processOf(processName)?.restarts ?? 0));
}

const commands: Readonly<Record<string, () => void>> = {
  'cdktf-kafka-host prepare': () => undefined,
  'cdktf-kafka-host hold': hold,
  'cdktf-kafka-host hold-manifest': holdManifest,
  // Who certifies local hosts reads their files himself.
  'cdktf-kafka-host identities': () => undefined,
  'cdktf-kafka-host pull': pull,
  'cdktf-kafka-host release': release,
  'cdktf-kafka-host runs-with': runsWith,
  'cdktf-kafka-host status': status,
  'systemctl show': show,
  'systemctl reset-failed': resetFailed,
  'systemctl restart': restart,
};
const run = commands[`${program} ${command}`];
if (!run) throw new Error(`${dirname(place)}: no ${program} ${command} here`);
run();
