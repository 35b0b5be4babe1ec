import { renderHost } from '../../../../cluster/host-files';
import { processesOf } from '../../../../cluster/processes/host-process';
import type { Topology } from '../../../../cluster/topology';
import { renderedLimits } from '../../../../scripts/health/host/judge-unit';
import type { HostShell, HostShells } from '../../../../scripts/hosts/host-shell';
import { unitLimits } from '../../../../scripts/smoke/checks/unit-limits';
import type { CheckContext } from '../../../../scripts/smoke/smoke-check';
import { productionTopology } from '../../../support/production-topology';

const topology = productionTopology();

/** Hosts whose units run as rendered, save for what is told of some: by `broker-1 kafka.service`. */
function contextOf(
  told: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
): CheckContext {
  const of = (name: string) =>
    ({
      name,
      run: ([, , unit = '']: readonly string[]) => {
        const shown = { ...runningAsRendered(topology, name, unit), ...told[`${name} ${unit}`] };
        const stdout = Object.entries(shown).map(([key, value]) => `${key}=${value}\n`);
        return Promise.resolve({ code: 0, stdout: stdout.join(''), stderr: '' });
      },
    }) as unknown as HostShell;
  const shells: HostShells = { of, close: () => Promise.resolve() };
  return { topology, hosts: { shells } } as unknown as CheckContext;
}

/** What systemd shows of a unit; nothing of one that the host does not have. */
function runningAsRendered({ hosts }: Topology, name: string, unit: string) {
  const host = hosts.find((each) => each.name === name)!;
  const file = renderHost(topology, host).find(({ path }) => path.endsWith(`/${unit}`));
  if (!file) return { ActiveState: 'inactive', SubState: 'dead', NeedDaemonReload: 'no' };
  return {
    ...{ ActiveState: 'active', SubState: 'running', NeedDaemonReload: 'no' },
    ...Object.fromEntries(renderedLimits(file.content)),
  };
}

it('looks at the unit of every process, each by its own rendered limits', async () => {
  expect(await unitLimits.run(contextOf())).toBe(
    'each host: zookeeper.service runs, LimitNOFILE=65536, kafka.service runs, LimitNOFILE=500000',
  );
});

it.each(
  topology.hosts.flatMap((host) =>
    processesOf(topology, host).map(({ unit }) => [unit, host.name] as const),
  ),
)('finds a drop-in on %s of %s, and nothing elsewhere', async (unit, name) => {
  const told = { [`${name} ${unit}`]: { LimitNOFILE: '1024' } };
  await expect(unitLimits.run(contextOf(told))).rejects.toMatchObject({
    problems: [
      { path: `${name}, ${unit}`, rule: expect.stringMatching(/^have LimitNOFILE=/) as string },
    ],
  });
});
