import { HostError, type HostErrorKind } from '../../../scripts/hosts/host-error';
import type { HostShell, HostShells } from '../../../scripts/hosts/host-shell';
import { waitForHosts, type WaitForHostsOptions } from '../../../scripts/rolling/wait-for-hosts';
import { productionTopology } from '../../support/production-topology';

const topology = productionTopology();

/** What a host reports, or how it can't be reached. */
type Answer = { readonly report: string } | { readonly kind: HostErrorKind };

const report = (text: string): Answer => ({ report: text });
const failure = (kind: HostErrorKind): Answer => ({ kind });

const READY = report('state ready\nmessage its units were started\n');
const WORKING = report('state working\nmessage fetching /opt/kafka\n');
const REFUSED = report(
  'state refused\nmessage disk kafka-1: must be empty or have XFS, got ext4.\nremedy Attach the right volume.\n',
);

/** Hosts that give these answers one after the other, the last one for ever; others are ready. */
function answering(answers: Readonly<Record<string, readonly Answer[]>>) {
  const asked = new Map<string, number>();
  const written: string[] = [];
  const of = (name: string): HostShell => ({
    name,
    run: ([program]) => {
      if (program === 'mkdir') return Promise.resolve({ code: 0, stdout: '', stderr: '' });
      const list = answers[name] ?? [READY];
      const count = asked.get(name) ?? 0;
      asked.set(name, count + 1);
      const answer = list[Math.min(count, list.length - 1)]!;
      if ('report' in answer) {
        return Promise.resolve({ code: 0, stdout: answer.report, stderr: '' });
      }
      const problem = { path: name, rule: `not be ${answer.kind}`, remedy: 'Look at it' };
      return Promise.reject(new HostError(answer.kind, problem));
    },
    read: () => Promise.reject(new Error('nothing is read')),
    write: (path, content) => {
      written.push(`${name} ${path} ${content}`);
      return Promise.resolve();
    },
    forward: () => Promise.reject(new Error('no port is asked for')),
  });
  const shells: HostShells = { of, close: () => Promise.resolve() };
  const wait = (options: Partial<WaitForHostsOptions> = {}) =>
    waitForHosts({
      ...{ hosts: topology.hosts, shells, limitMs: 600_000 },
      signal: new AbortController().signal,
      ...options,
    });
  return { wait, asked, written, shells };
}

describe('hosts that are waited for', () => {
  it('are left alone when all of them are ready', async () => {
    const { wait, asked } = answering({});
    await wait({ limitMs: 0 });
    expect([...asked]).toEqual([
      ['broker-1', 1],
      ['broker-2', 1],
      ['broker-3', 1],
    ]);
  });

  it('are told once which manifest they may take, before they are asked', async () => {
    const { wait, written } = answering({ 'broker-1': [WORKING, WORKING, READY] });
    await wait({
      manifests: new Map([
        ['broker-1', 'ab'],
        ['broker-3', 'cd'],
      ]),
    });
    expect(written.sort()).toEqual([
      'broker-1 /etc/cdktf-kafka/manifest.sha256 ab\n',
      'broker-3 /etc/cdktf-kafka/manifest.sha256 cd\n',
    ]);
  });

  it('are told nothing where nothing is to be changed', async () => {
    const { wait, written } = answering({});
    await wait();
    expect(written).toEqual([]);
  });

  it('are asked again while they work, or have not said anything yet', async () => {
    const told: string[] = [];
    const { wait, asked } = answering({
      'broker-1': [WORKING, WORKING, READY],
      'broker-2': [report(''), READY],
    });
    await wait({ onProgress: (text) => told.push(text) });
    expect(asked.get('broker-1')).toBe(3);
    expect(told).toEqual(['broker-1: working fetching /opt/kafka', 'broker-2: unknown']);
  });

  it('are tried again where they can not be reached yet', async () => {
    const told: string[] = [];
    const { wait, asked } = answering({ 'broker-3': [failure('refused'), READY] });
    await wait({ onProgress: (text) => told.push(text) });
    expect(asked.get('broker-3')).toBe(2);
    expect(told).toEqual(['broker-3: must not be refused. Look at it.']);
  });

  it('are not waited for where their instance does not run', async () => {
    const { wait, asked } = answering({ 'broker-3': [failure('no-instance'), READY] });
    await expect(wait()).rejects.toThrow('broker-3: must not be no-instance. Look at it.');
    expect(asked.get('broker-3')).toBe(1);
  });

  it('are given up at once where waiting does not help, all of them in one error', async () => {
    const { wait, asked } = answering({
      'broker-1': [REFUSED],
      'broker-2': [failure('authentication')],
    });
    const error: unknown = await wait().catch((reason: unknown) => reason);
    expect((error as Error).message).toBe(
      "broker-1: must be ready, got 'refused: disk kafka-1: must be empty or have XFS, got ext4'. Attach the right volume.\n" +
        'broker-2: must not be authentication. Look at it.',
    );
    expect([...asked.values()]).toEqual([1, 1, 1]);
  });

  it.each<[string, Answer, string]>([
    ['works', WORKING, "broker-1: must be ready, got 'working: fetching /opt/kafka'."],
    ['can not be reached', failure('timed-out'), 'broker-1: must not be timed-out. Look at it.'],
  ])('are given up when their time is over and one still %s', async (_, answer, message) => {
    await expect(answering({ 'broker-1': [answer] }).wait({ limitMs: 0 })).rejects.toThrow(message);
  });

  it('are waited for no longer when it is interrupted', async () => {
    const controller = new AbortController();
    const onProgress = () => controller.abort(new Error('Ctrl-C'));
    const { wait } = answering({ 'broker-1': [WORKING] });
    await expect(wait({ signal: controller.signal, onProgress })).rejects.toThrow('Ctrl-C');
  });

  it('show a fault of ours as it is', async () => {
    const shells: HostShells = {
      of: (name) => ({
        ...answering({}).shells.of(name),
        run: () => Promise.reject(new TypeError('a bug')),
      }),
      close: () => Promise.resolve(),
    };
    await expect(answering({}).wait({ shells })).rejects.toThrow(TypeError);
  });
});
