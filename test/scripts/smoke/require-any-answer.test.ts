import type { Reach } from '../../../scripts/cluster-access/reach';
import { HostError, type HostErrorKind } from '../../../scripts/hosts/host-error';
import { requireAnyAnswer } from '../../../scripts/smoke/require-any-answer';
import { smokeContext } from '../../../scripts/smoke/smoke-context';
import { productionTopology } from '../../support/production-topology';
import { CLOSED_PORT } from '../../support/closed-port';

const topology = productionTopology();
const FOREVER_MS = 3_600_000;

const failure = (kind: HostErrorKind, path: string) =>
  new HostError(kind, { path, rule: `not be ${kind}`, remedy: 'Look at it' });

describe('a cluster of which nobody answers', () => {
  let ended: AbortController;
  beforeEach(() => (ended = new AbortController()));
  afterEach(() => ended.abort());

  const answerBy = (reach: Reach, durationMs: number) =>
    requireAnyAnswer(smokeContext(topology, reach), { durationMs, signal: ended.signal });

  it.each<HostErrorKind>(['no-keys', 'authentication', 'proxy-command', 'name-unknown'])(
    'is given up at once where every host is %s, which is said',
    async (kind) => {
      const reach: Reach = (address) => Promise.reject(failure(kind, address));
      await expect(answerBy(reach, FOREVER_MS)).rejects.toThrow(
        failure(kind, topology.hosts[0]!.address).message,
      );
    },
  );

  it('is waited for while a host shows a fault that may pass', async () => {
    let asked = 0;
    const reach: Reach = (address) =>
      Promise.reject(failure(++asked === 1 ? 'refused' : 'no-keys', address));
    await expect(answerBy(reach, FOREVER_MS)).rejects.toThrow('not be no-keys');
    const ports = 2 * topology.hosts.length;
    expect(asked).toBe(2 * ports);
  });

  it('is not to be blamed on the hosts where one of them is reached', async () => {
    const endpoint = { host: '127.0.0.1', port: CLOSED_PORT };
    const [first] = topology.hosts;
    const reach: Reach = (address) =>
      address === first!.address
        ? Promise.resolve(endpoint)
        : Promise.reject(failure('no-keys', address));
    await expect(answerBy(reach, 0)).rejects.toThrow('neither a broker');
  });
});
