import { Security, type SecuritySpec } from '../../../cluster/security';
import { HostError } from '../../../scripts/hosts/host-error';
import type { HostShells } from '../../../scripts/hosts/host-shell';
import { lookAtHosts } from '../../../scripts/securing/host-look';
import {
  requireAtRest,
  requireMeant,
  requireWayToSecurity,
} from '../../../scripts/securing/require-way-to-security';
import { stageProblem } from '../../../scripts/securing/stage-problem';
import { formatProblem } from '../../../cluster/errors';
import { productionTopology } from '../../support/production-topology';

const PLAIN = [9091, 9092, 2181];
const TLS = [9095, 9093, 2182];
const BOTH = [...PLAIN, ...TLS];

/** What the kernel of a host says, where these ports listen. */
const listening = (ports: readonly number[]) =>
  ports
    .map((port, index) => {
      const hex = port.toString(16).toUpperCase().padStart(4, '0');
      return `   ${index}: 00000000000000000000000000000000:${hex} 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0\n`;
    })
    .join('');

/** Of each host: the ports that listen; one that is left out is not reached. */
const shellsOf = (ports: readonly (readonly number[] | undefined)[]): HostShells => ({
  of: (name) => ({
    name,
    run: () => {
      const own = ports[Number(name.split('-')[1]) - 1];
      if (own) return Promise.resolve({ code: 0, stdout: listening(own), stderr: '' });
      const problem = { path: name, rule: 'let SSH in', remedy: 'Look' };
      return Promise.reject(new HostError('unreachable', problem));
    },
    read: () => Promise.reject(new Error('not read')),
    write: () => Promise.reject(new Error('not written')),
    forward: () => Promise.reject(new Error('not forwarded')),
  }),
  close: () => Promise.resolve(),
});

async function asked(security: SecuritySpec, ports: readonly (readonly number[] | undefined)[]) {
  const topology = productionTopology({ security });
  const look = await lookAtHosts({ topology, shells: shellsOf(ports) });
  return { topology, look: look!, toPlaintext: false };
}
const all = (ports: readonly number[]) => [ports, ports, ports];

describe('a spec of another security than the hosts have', () => {
  it.each([
    ['TLS, where ports without are open', Security.tls(), all(PLAIN)],
    ['TLS alone, where both are open', Security.tls(), all(BOTH)],
    ['TLS, where some are on their way', Security.tls(), [BOTH, PLAIN, PLAIN]],
    ['both, where TLS alone is open', Security.tls({ alsoPlaintext: true }), all(TLS)],
  ] as const)('is gone to by a deploy, and by nothing else: %s', async (_, security, ports) => {
    const way = await asked(security, ports);
    requireWayToSecurity(way);
    expect(() => requireAtRest(way.topology, way.look, 'replace')).toThrow(
      /^security: must be that of the hosts for replace; they have .*\. Nothing was changed\./,
    );
  });

  it.each([
    [Security.plaintext(), PLAIN],
    [Security.tls({ alsoPlaintext: true }), BOTH],
    [Security.tls(), TLS],
  ] as const)('is none where the hosts have the ports of it: %j', async (security, ports) => {
    const way = await asked(security, all(ports));
    requireWayToSecurity(way);
    requireAtRest(way.topology, way.look, 'replace');
  });

  it('is refused as long as a host is down or new, and lets that be where nothing changes', async () => {
    await expect(
      asked(Security.tls(), [PLAIN, PLAIN, undefined]).then(requireWayToSecurity),
    ).rejects.toThrow(
      'security: must be changed while every process of the cluster runs, got "broker-3 zookeeper, broker-3 kafka that can\'t be seen to listen". Nothing was changed.',
    );
    requireWayToSecurity(await asked(Security.plaintext(), [PLAIN, PLAIN, undefined]));
  });

  it('gives TLS up only where that is meant', async () => {
    const way = await asked(Security.plaintext(), all(TLS));
    expect(() => requireMeant(way)).toThrow(
      /security: must stay tls, got plaintext.*--to-plaintext/,
    );
    requireMeant({ ...way, toPlaintext: true });
  });

  it('is not told of by hosts that run nothing yet, or that are not reached', async () => {
    expect((await asked(Security.tls(), all([22]))).look).toBeUndefined();
    expect((await asked(Security.tls(), [undefined, undefined, undefined])).look).toBeUndefined();
  });

  it.each([
    [
      Security.tls(),
      all(BOTH),
      /got 'the members speak TLS to each other, .* converge --inventory FILE`, once nobody is connected to the ports without TLS/,
    ],
    [
      Security.tls(),
      [BOTH, PLAIN, PLAIN],
      /got '2 of 6 processes with ports of both kinds, and the others only without TLS/,
    ],
    [
      Security.plaintext(),
      all(TLS),
      /converge --inventory FILE --to-plaintext`, once nobody is connected to the ports with TLS/,
    ],
  ] as const)('is told with what goes on: %j', async (security, ports, words) => {
    const { look } = await asked(security, ports);
    expect(formatProblem(stageProblem(security, look))).toMatch(words);
  });
});
