import { processesOf } from '../../../cluster/processes/host-process';
import { PROCESSES } from '../../../cluster/processes/processes';
import { processPlans } from '../../../scripts/local/process-plans';
import { productionTopology } from '../../support/production-topology';
import { renderForProduction } from '../../support/render-for-production';
import { validSpec } from '../../support/spec-builder';
import { GOLDEN_SPECS } from '../../support/specs';

const distinct = (values: readonly unknown[]) => new Set(values).size;

it('no two rows share a name, a role or the id of a user', () => {
  for (const key of ['name', 'role', 'userId'] as const) {
    expect(distinct(PROCESSES.map((row) => row[key]))).toBe(PROCESSES.length);
  }
});

it('a host has the processes of its roles, each with the id of its role', () => {
  const idsOf = (spec = validSpec()) => {
    const topology = productionTopology(spec);
    return topology.hosts.map((host) =>
      processesOf(topology, host).map(({ name, id }) => `${name} ${id}`),
    );
  };
  expect(idsOf()[1]).toEqual(['zookeeper 2', 'kafka 2']);
  expect(idsOf(GOLDEN_SPECS['many-disks'])).toEqual([
    ...[['kafka 11'], ['kafka 12'], ['kafka 13']],
    ...[['zookeeper 1'], ['zookeeper 2'], ['zookeeper 3']],
  ]);
});

it('no process listens on a port of another, and each on those of its listeners and metrics', () => {
  const topology = productionTopology(GOLDEN_SPECS['three-listeners']);
  const [zookeeper, kafka] = processesOf(topology, topology.hosts[0]!);
  expect(zookeeper!.ports).toEqual([2181, 2888, 3888, 7073]);
  expect(kafka!.ports).toEqual([9092, 9091, 9094, 7071]);
});

it('the unit and the local process have the same command and the same variables', () => {
  const environment = { broker: { AGENT: 'on' }, zookeeper: { AGENT: 'off' } };
  const spec = validSpec({ environment });
  const { files } = renderForProduction(spec)[0]!;
  for (const plan of processPlans(productionTopology(spec), {
    folder: '/folder',
    archives: {},
  }).slice(0, 2)) {
    const unit = files.find(({ path }) => path.endsWith(`/${plan.process}.service`))!.content;
    const lines = (key: string) =>
      unit
        .split('\n')
        .flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : []));
    expect(lines('ExecStart')).toEqual([plan.command.join(' ')]);
    expect(lines('Environment')).toEqual(
      Object.entries(plan.environment).map(([name, value]) => `${name}=${value}`),
    );
    expect(plan.environment).toMatchObject(
      environment[plan.process === 'kafka' ? 'broker' : 'zookeeper'],
    );
  }
});
