import { renderHost } from '../../../cluster/host-files';
import type { HostShell, HostShells } from '../../../scripts/hosts/host-shell';
import { isNeeded } from '../../../scripts/rolling/host-plan';
import { planConvergence } from '../../../scripts/rolling/plan-convergence';
import { productionTopology } from '../../support/production-topology';

const topology = productionTopology();

/** Hosts that have their files; Kafka of the second is in these states, look by look. */
function hostsWith(...states: readonly string[]) {
  const looks = [...states];
  const of = (name: string) => {
    const files = renderHost(
      topology,
      topology.hosts.find((host) => host.name === name)!,
    );
    const lines = (line: (file: (typeof files)[number]) => string) => files.map(line).join('');
    const answers: Readonly<Record<string, (unit?: string) => string>> = {
      '/usr/local/sbin/cdktf-kafka-host': () => 'state ready\n',
      sha256sum: () => lines(({ path, sha256 }) => `${sha256}  ${path}\n`),
      stat: () => lines(({ path, mode }) => `${mode.toString(8)} ${path}\n`),
      systemctl: (unit) => {
        const isWatched = name === 'broker-2' && unit === 'kafka.service';
        return `ActiveState=${isWatched ? looks.shift() : 'active'}\nNRestarts=0\n`;
      },
    };
    const run = ([program = '', , unit]: readonly string[]) =>
      Promise.resolve({ code: 0, stdout: answers[program]!(unit), stderr: '' });
    return { name, run } as unknown as HostShell;
  };
  const shells: HostShells = { of, close: () => Promise.resolve() };
  return { shells, looksLeft: () => looks.length };
}

/** Of brokers that nobody can ask. */
async function planOf(shells: HostShells) {
  const reach = () => Promise.reject(new Error('ECONNREFUSED'));
  const { signal } = new AbortController();
  return (await planConvergence({ topology, shells, reach, signal })).hosts;
}

test('a process that systemd is just about to start is not restarted', async () => {
  const { shells, looksLeft } = hostsWith('inactive', 'active');
  expect((await planOf(shells)).filter(isNeeded)).toEqual([]);
  expect(looksLeft()).toBe(0);
});

test('one that still does not run at the second look is', async () => {
  const { shells } = hostsWith('inactive', 'inactive');
  const [plan, ...others] = (await planOf(shells)).filter(isNeeded);
  expect(others).toEqual([]);
  expect(plan).toMatchObject({ host: { name: 'broker-2' }, restarts: [{ unit: 'kafka.service' }] });
  expect(plan?.reasons).toEqual([
    { code: 'process-down', unit: 'kafka.service', active: 'inactive' },
  ]);
});

test('one that has failed is restarted without a second look', async () => {
  const { shells, looksLeft } = hostsWith('failed', 'active');
  expect((await planOf(shells)).filter(isNeeded)).toHaveLength(1);
  expect(looksLeft()).toBe(1);
});
