import type { InstanceStates } from '../../../scripts/health/cluster/read-instances';
import { explainedShells } from '../../../scripts/health/explained-shells';
import { InstanceWatch } from '../../../scripts/health/instance-watch';
import { HostError, type HostErrorKind } from '../../../scripts/hosts/host-error';
import type { HostShell } from '../../../scripts/hosts/host-shell';
import { inventoryOf } from '../../support/inventories';

const running = { id: 'i-1', state: 'running', reason: undefined };
const stopped = { id: 'i-3', state: 'stopped', reason: undefined };

function watchOf(states: InstanceStates | undefined) {
  let asked = 0;
  const read = () => {
    asked++;
    return Promise.resolve(states);
  };
  return { watch: new InstanceWatch(inventoryOf(), read), asked: () => asked };
}

describe('the instances of a cluster', () => {
  it('are asked for once for all hosts that are missed at the same time', async () => {
    const { watch, asked } = watchOf(new Map([['broker-3', stopped]]));
    expect(await watch.problemOf('broker-3')).toMatchObject({ value: 'i-3, which is stopped' });
    await watch.problemOf('broker-3');
    expect(asked()).toBe(1);
  });

  it('say nothing of one that runs, and nothing where nobody can ask', async () => {
    const { watch } = watchOf(new Map([['broker-1', running]]));
    expect(await watch.problemOf('broker-1')).toBeUndefined();
    const { watch: blind, asked } = watchOf(undefined);
    expect(await blind.problemOf('broker-1')).toBeUndefined();
    expect(await blind.problemOf('broker-2')).toBeUndefined();
    expect(asked()).toBe(1);
  });
});

describe('a host that is not reached', () => {
  const PROBLEM = { path: 'broker-3', rule: 'answer within 15 s', remedy: 'Look at it' };
  const CAUSE = { path: 'broker-3', rule: 'have an instance that runs', remedy: 'Deploy' };
  const shellOf = (kind: HostErrorKind, cause?: typeof CAUSE) => {
    const run = () => Promise.reject(new HostError(kind, PROBLEM));
    const of = (name: string) => ({ name, run }) as unknown as HostShell;
    const shells = { of, close: () => Promise.resolve() };
    return explainedShells(shells, () => Promise.resolve(cause)).of('broker-3');
  };

  it.each<HostErrorKind>(['timed-out', 'unreachable', 'refused', 'proxy-command'])(
    'says that its instance is stopped, where it was %s',
    async (kind) => {
      await expect(shellOf(kind, CAUSE).run(['true'])).rejects.toMatchObject({
        ...{ kind: 'no-instance', problem: CAUSE },
      });
    },
  );

  it('says what it said, where nobody knows more', async () => {
    await expect(shellOf('timed-out').run(['true'])).rejects.toMatchObject({ problem: PROBLEM });
  });

  it.each<HostErrorKind>(['authentication', 'host-key', 'command'])(
    'is not blamed on its instance where it answered: %s',
    async (kind) => {
      await expect(shellOf(kind, CAUSE).run(['true'])).rejects.toMatchObject({ problem: PROBLEM });
    },
  );
});
