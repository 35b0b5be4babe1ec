import { Security, type SecuritySpec } from '../../../cluster/security';
import { HostError } from '../../../scripts/hosts/host-error';
import type { HostShells } from '../../../scripts/hosts/host-shell';
import { requireSameSecurity } from '../../../scripts/securing/require-same-security';
import { productionTopology } from '../../support/production-topology';

const PLAIN = [9091, 9092, 2181];
const TLS = [9095, 9093, 2182];

/** What the kernel of a host says, where these ports listen. */
const listening = (ports: readonly number[]) =>
  ports
    .map((port, index) => {
      const hex = port.toString(16).toUpperCase().padStart(4, '0');
      return `   ${index}: 00000000000000000000000000000000:${hex} 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0\n`;
    })
    .join('');

const shellsSaying = (said: string | HostError): HostShells => ({
  of: (name) => ({
    name,
    run: () =>
      typeof said === 'string'
        ? Promise.resolve({ code: 0, stdout: said, stderr: '' })
        : Promise.reject(said),
    read: () => Promise.reject(new Error('not read')),
    write: () => Promise.reject(new Error('not written')),
    forward: () => Promise.reject(new Error('not forwarded')),
  }),
  close: () => Promise.resolve(),
});

const ask = (security: SecuritySpec, said: string | HostError) =>
  requireSameSecurity({ topology: productionTopology({ security }), shells: shellsSaying(said) });

describe('a spec of another security than the hosts have', () => {
  it.each([
    ['TLS, where ports without are open', Security.tls(), PLAIN],
    ['plaintext, where ports with TLS are open', Security.plaintext(), TLS],
    ['TLS alone, where both are open', Security.tls(), [...PLAIN, ...TLS]],
    ['both, where TLS alone is open', Security.tls({ alsoPlaintext: true }), TLS],
  ] as const)('is refused before anything changes: %s', async (_, security, ports) => {
    await expect(ask(security, listening(ports))).rejects.toThrow(
      /^security: must stay that of the hosts that run, .*, got .*\. Nothing was changed\./,
    );
  });

  it.each([
    [Security.plaintext(), PLAIN],
    [Security.tls({ alsoPlaintext: true }), [...PLAIN, ...TLS]],
    [Security.tls(), TLS],
  ] as const)('is none where the hosts have the ports of it: %j', async (security, ports) => {
    await ask(security, listening(ports));
  });

  it('is not told of by hosts that run nothing yet, or that are not reached', async () => {
    await ask(Security.tls(), listening([22]));
    const problem = { path: 'broker-1', rule: 'let SSH in', remedy: 'Look' };
    await ask(Security.tls(), new HostError('unreachable', problem));
  });
});
