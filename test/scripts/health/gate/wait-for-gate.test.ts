import timers from 'node:timers/promises';
import type { ClusterState } from '../../../../scripts/health/cluster/cluster-state';
import {
  GateError,
  waitForGate,
  type WaitForGateOptions,
} from '../../../../scripts/health/gate/wait-for-gate';
import { healthy, withoutThird } from '../../../support/cluster-states';
import { productionTopology } from '../../../support/production-topology';

const topology = productionTopology();
const MISSING = 'broker-3: must be registered as broker 3';

/** Broker 3 is back, and catches up. */
const catchingUp = (bytes: number): ClusterState => ({
  ...withoutThird,
  registered: [1, 2, 3],
  logBytes: new Map([[3, BigInt(bytes)]]),
});

/** Shows these states one after the other, the last one for ever. Each look takes a second. */
function watch(...states: readonly ClusterState[]) {
  let clockMs = 0;
  let looks = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => clockMs);
  const look = () => {
    clockMs += 1_000;
    return Promise.resolve(states[Math.min(looks++, states.length - 1)]!);
  };
  const wait = (options: Partial<WaitForGateOptions> = {}) =>
    waitForGate({ topology, look, signal: new AbortController().signal, pauseMs: 0, ...options });
  return { wait, looks: () => looks };
}

async function failureOf(waited: Promise<unknown>): Promise<GateError> {
  const error: unknown = await waited.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof GateError)) throw new Error(`no GateError but ${String(error)}`);
  return error;
}

describe('a gate that is waited for', () => {
  afterEach(() => jest.restoreAllMocks());

  it('opens after so many healthy looks in a row', async () => {
    const { wait, looks } = watch(healthy);
    expect(await wait({ looks: 4 })).toBe(healthy);
    expect(looks()).toBe(4);
  });

  it('looks again after half the pause where the cluster is well, and after all of it where not', async () => {
    const pauses: unknown[] = [];
    jest.spyOn(timers, 'setTimeout').mockImplementation((ms) => {
      pauses.push(ms);
      return Promise.resolve();
    });
    const { wait } = watch(withoutThird, healthy);
    await wait({ looks: 3, pauseMs: 1_000 });
    expect(pauses).toEqual([1_000, 500, 500]);
  });

  it('looks at a cluster that is not well as often as a look is cheap', async () => {
    const pauses: unknown[] = [];
    jest.spyOn(timers, 'setTimeout').mockImplementation((ms) => {
      pauses.push(ms);
      return Promise.resolve();
    });
    const { wait } = watch(withoutThird, healthy);
    await wait({ looks: 1, pauseMs: 60_000 });
    expect(pauses).toEqual([5_000]);
  });

  it('tells what a restart brings with it as how far the cluster is, and what another host has as a finding', async () => {
    const told: string[] = [];
    const waiting = { restarted: 'broker-3', onProgress: (text: string) => told.push(text) };
    await watch(withoutThird, healthy).wait(waiting);
    expect(told[0]).toBe('2 brokers registered, 2 ZooKeeper members answer, 2 replicas in sync');
    expect(told.join()).not.toContain(MISSING);
    told.length = 0;
    await watch(withoutThird, healthy).wait({ ...waiting, restarted: 'broker-1' });
    expect(told[0]).toContain(MISSING);
  });

  it('tells each finding once, also where others come in between', async () => {
    const told: string[] = [];
    const states = [withoutThird, catchingUp(1), withoutThird, catchingUp(1), healthy];
    await watch(...states).wait({ onProgress: (text) => told.push(text) });
    expect(new Set(told).size).toBe(told.length);
    expect(told.length).toBeGreaterThan(2);
  });

  it('counts anew after a look that was not healthy', async () => {
    const { wait, looks } = watch(healthy, healthy, withoutThird, healthy);
    await wait({ looks: 3 });
    expect(looks()).toBe(6);
  });

  it('gives up when nothing got better for so long, with all that is not well', async () => {
    const { wait, looks } = watch(withoutThird);
    const error = await failureOf(wait({ stallMs: 5_000 }));
    expect(looks()).toBe(6);
    expect(error.message).toContain(MISSING);
    expect(error.message).toMatch(/\nWaited for 5 s in which nothing got better\.$/);
    expect(error.problems.map(({ path }) => path)).toContain('Broker 3');
  });

  it('waits for longer than that as long as anything gets better', async () => {
    const better = Array.from({ length: 20 }, (_, index) => catchingUp(index));
    const { wait, looks } = watch(withoutThird, ...better, healthy);
    await wait({ stallMs: 3_000, looks: 1 });
    expect(looks()).toBe(22);
  });

  it('measures against the best that was seen, so that going to and fro is no progress', async () => {
    const fro = Array.from({ length: 20 }, (_, index) => catchingUp(index % 2));
    const { wait, looks } = watch(...fro);
    await failureOf(wait({ stallMs: 5_000 }));
    expect(looks()).toBeLessThan(10);
  });

  it('gives up after so long in any case: where it is well again and again, but not for long', async () => {
    const fro = Array.from({ length: 50 }, (_, index) => (index % 2 ? withoutThird : healthy));
    const { wait, looks } = watch(...fro);
    const error = await failureOf(wait({ stallMs: 5_000, limitMs: 20_000 }));
    expect(looks()).toBe(20);
    expect(error.message).toMatch(/Waited for 20 s in which nothing was well for long\.$/);
  });

  it('gives up at once where what it waits for will not come, and says that first', async () => {
    const { wait, looks } = watch(withoutThird);
    const reason = { path: 'broker-3', rule: 'stay up', remedy: 'Look at its log' };
    const error = await failureOf(wait({ hopeless: () => Promise.resolve(reason) }));
    expect(looks()).toBe(1);
    expect(error.message).toMatch(/^broker-3: must stay up\. Look at its log\.\nbroker-3: must be/);
  });

  it('says a reason once that the gate gives as well', async () => {
    const reason = {
      path: 'broker-3',
      rule: 'take one of our keys',
      remedy: 'Add one to the agent',
    };
    const { wait } = watch({ ...withoutThird, unreached: new Map([['broker-3', reason]]) });
    const error = await failureOf(wait({ hopeless: () => Promise.resolve({ ...reason }) }));
    expect(error.message.match(/take one of our keys/g)).toHaveLength(1);
  });

  it('does not ask for a reason while all is well', async () => {
    const hopeless = jest.fn();
    await watch(healthy).wait({ hopeless });
    expect(hopeless).not.toHaveBeenCalled();
  });

  it('tells what is awaited, once for each change', async () => {
    const told: string[] = [];
    const { wait } = watch(withoutThird, withoutThird, healthy);
    await wait({ looks: 2, onProgress: (text) => told.push(text) });
    expect(told).toEqual([
      expect.stringContaining(MISSING) as string,
      '3 brokers registered, 3 ZooKeeper members answer, 3 replicas in sync',
    ]);
  });

  it('ends when it is interrupted', async () => {
    const controller = new AbortController();
    const onProgress = () => controller.abort(new Error('Ctrl-C'));
    const { wait } = watch(withoutThird);
    await expect(wait({ signal: controller.signal, onProgress })).rejects.toThrow('Ctrl-C');
  });
});
