import { formatProblem } from '../../../cluster/errors';
import { judgeHosts } from '../../../scripts/health/judge-hosts';
import { HostError } from '../../../scripts/hosts/host-error';
import type { HostShell } from '../../../scripts/hosts/host-shell';
import { healthy } from '../../support/cluster-states';
import { productionTopology } from '../../support/production-topology';

const topology = productionTopology();
const NO_WAY = { path: 'broker-3', rule: 'take one of our keys', remedy: 'Add one' };

/** The units of the second host start again and again, and the third is not reached. */
const shells = {
  of: (name: string) =>
    ({
      name,
      run: ([program]: readonly string[]) => {
        if (program === 'date')
          return Promise.resolve({ code: 0, stdout: String(Date.now() / 1_000), stderr: '' });
        if (name === 'broker-3') return Promise.reject(new HostError('authentication', NO_WAY));
        const active = name === 'broker-2' ? 'activating' : 'active';
        const stdout = program === 'systemctl' ? `ActiveState=${active}\nNRestarts=7\n` : '';
        const report = program === '/usr/local/sbin/cdktf-kafka-host' ? 'state ready\n' : stdout;
        return Promise.resolve({ code: 0, stdout: report, stderr: '' });
      },
    }) as unknown as HostShell,
  close: () => Promise.resolve(),
};

const told = async (tolerance = {}) =>
  (await judgeHosts(shells, { topology, state: healthy, ...tolerance })).map(formatProblem);

describe('hosts by themselves', () => {
  it('are told by what no port tells, and by why they are not reached', async () => {
    expect(await told()).toEqual([
      expect.stringMatching(/^zookeeper of broker-2: must be active/),
      expect.stringMatching(
        /^kafka of broker-2: must be active, got 'activating, started again 7 times'/,
      ),
      'broker-3: must take one of our keys. Add one.',
    ]);
  });

  it('are not asked where they are let pass', async () => {
    expect(await told({ apartFrom: 'broker-2', notYet: ['broker-3'] })).toEqual([]);
  });
});
