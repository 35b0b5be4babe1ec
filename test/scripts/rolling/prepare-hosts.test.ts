import { HostError } from '../../../scripts/hosts/host-error';
import type { CommandResult, HostShell } from '../../../scripts/hosts/host-shell';
import type { HostPlan } from '../../../scripts/rolling/host-plan';
import { NO_UPDATES } from '../../../scripts/health/settings/plan-updates';
import { prepareHosts } from '../../../scripts/rolling/prepare-hosts';
import { directReach } from '../../../scripts/cluster-access/reach';
import { changeTelling } from '../../support/change-telling';
import { healthy } from '../../support/cluster-states';
import { productionTopology } from '../../support/production-topology';

const topology = productionTopology();
const PREPARE = '/usr/local/sbin/cdktf-kafka-host prepare';

/** @param answers of hosts; the others succeed in silence */
async function prepare(
  pulls: readonly string[],
  answers: Readonly<Record<string, Partial<CommandResult> | HostError>> = {},
) {
  const done: string[] = [];
  const of = (name: string) =>
    ({
      name,
      run: (argv: readonly string[]) => {
        done.push(`${name}: ${argv.join(' ')}`);
        const answer = answers[name] ?? {};
        if (answer instanceof HostError) return Promise.reject(answer);
        return Promise.resolve({ code: 0, stdout: '', stderr: '', ...answer });
      },
    }) as HostShell;
  const state = () => Promise.resolve(healthy);
  const plans = topology.hosts.map((host): HostPlan => ({
    ...{ host, pull: pulls.includes(host.name), reloadSysctl: false, units: [], restarts: [] },
    ...{ updates: NO_UPDATES, runsWithFile: false, hasHeld: false, reasons: [] },
  }));
  const cluster = {
    ...{ topology, reach: directReach, look: state, gate: state },
    shells: { of, close: () => Promise.resolve() },
  };
  const end = await prepareHosts({ cluster, change: changeTelling() }, plans).catch(
    (error: Error) => error.message,
  );
  return { done, end };
}

describe('what is fetched before anything is waited for', () => {
  it('is fetched by all hosts that need files, and by no other', async () => {
    const { done, end } = await prepare(['broker-1', 'broker-3']);
    expect(done).toEqual([`broker-1: ${PREPARE}`, `broker-3: ${PREPARE}`]);
    expect(end).toBeUndefined();
  });

  it('is left to its turn by a host whose program is older', async () => {
    const usage = { code: 2, stderr: 'usage: cdktf-kafka-host boot|pull|status' };
    expect((await prepare(['broker-1'], { 'broker-1': usage })).end).toBeUndefined();
  });

  it('ends the roll where hosts refuse what they find, with what each says', async () => {
    const problem = { path: 'broker-2', rule: 'be reached', remedy: 'Start it' };
    const { end } = await prepare(['broker-1', 'broker-2'], {
      'broker-1': { code: 3, stdout: 'cdktf-kafka-host: REFUSED: s3://b/manifest: must be there.' },
      'broker-2': new HostError('unreachable', problem),
    });
    expect(end).toMatch(
      /^broker-1: must run `\S+ prepare`, got 'exit code 3: [^\n]*\nbroker-2: must be reached\. Start it\.\nNothing was changed\.$/,
    );
  });

  it('blames an older inventory, not the bucket, where hosts find another manifest than it vouches for', async () => {
    const stdout =
      'cdktf-kafka-host: REFUSED: s3://b/logs/manifest: must have the SHA-256 1, got 2.';
    const other = { code: 3, stdout };
    const { end } = await prepare(['broker-1', 'broker-2'], {
      'broker-1': other,
      'broker-2': other,
    });
    expect(end).toMatch(
      /^The inventory: must be of the last deploy, got 'other files of broker-1, broker-2 than the bucket holds'\. Write it anew with `terraform output -json inventory >FILE`\. [^\n]*\nNothing was changed\.$/,
    );
  });
});
