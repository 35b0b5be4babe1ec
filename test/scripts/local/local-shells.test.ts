import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeReason } from '../../../cluster/changes/reasons';
import { HOST_PROGRAM } from '../../../cluster/host-files/host-program';
import { localSite } from '../../../cluster/local-site';
import type { KafkaClusterSpec } from '../../../cluster/spec';
import { layOut, type Topology } from '../../../cluster/topology';
import { resolveValidSpec } from '../../../cluster/validate-spec';
import { readHostState } from '../../../scripts/health/host/host-state';
import { describeCluster, forgetBrought, writeRecord } from '../../../scripts/local/cluster-record';
import { fileDigests } from '../../../scripts/local/file-digests';
import { localShells } from '../../../scripts/local/local-shells';
import { defaultSpec } from '../../../scripts/local/local-spec';
import { processPlans } from '../../../scripts/local/process-plans';
import { writeHostFiles } from '../../../scripts/local/start-local-cluster';
import { processId } from '../../../scripts/system/process-id';
import { planHost } from '../../../scripts/rolling/host-plan';

const folder = mkdtempSync(join(tmpdir(), 'shells-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function topologyOf(changes: Partial<KafkaClusterSpec> = {}): Topology {
  const site = { folder, distribution: '/opt/kafka', addressing: 'addresses', slot: 0 } as const;
  return layOut(resolveValidSpec({ ...defaultSpec, ...changes }), localSite(site));
}

/** A cluster whose processes have been started with these files. */
function startWith(topology: Topology): void {
  forgetBrought(folder);
  writeHostFiles(topology);
  const id = processId(process.pid)!;
  const processes = processPlans(topology, { folder, archives: {} }).map((plan) => ({
    ...{ host: plan.host, process: plan.process, address: plan.address, ports: plan.ports },
    ...{ ownLog: plan.ownLog, consoleLog: plan.consoleLog, state: 'running' as const },
    ...{ id, restarts: 0, startedWith: fileDigests(plan.readsAtStart) },
  }));
  writeRecord(folder, { ...describeCluster(topology), slot: 0, processes });
}

async function planOf(topology: Topology) {
  const host = topology.hosts[0]!;
  const shell = localShells(folder, topology).of(host.name);
  const state = await readHostState(shell, topology, host);
  const { restarts, reasons } = planHost(topology, host, { state });
  return { restarts: restarts.map(({ unit }) => unit), reasons: reasons.map(describeReason) };
}

const pull = (topology: Topology) =>
  localShells(folder, topology).of('broker-1').run([HOST_PROGRAM, 'pull']);

describe('a host of a local cluster, asked as one on a machine of its own', () => {
  beforeEach(() => startWith(topologyOf()));

  it('has nothing to do while it runs with its files', async () => {
    expect(await planOf(topologyOf())).toEqual({ restarts: [], reasons: [] });
  });

  it('tells which setting of a changed spec asks for a restart, and which does not', async () => {
    const dynamic = await planOf(
      topologyOf({ brokerSettings: { 'message.max.bytes': 2_000_000 } }),
    );
    expect(dynamic.restarts).toEqual([]);
    expect(dynamic.reasons.join()).toContain('message.max.bytes');
    const other = await planOf(topologyOf({ brokerSettings: { 'queued.max.requests': 400 } }));
    expect(other.restarts).toEqual(['kafka.service']);
    expect(other.reasons.join()).toContain('queued.max.requests');
  });

  it('is older than its files once it has fetched them, until it has taken them in', async () => {
    const changed = topologyOf({ brokerSettings: { 'queued.max.requests': 400 } });
    const { stdout } = await pull(changed);
    expect(stdout).toMatch(/^changed broker-settings \S+\/server\.properties$/m);
    expect((await planOf(changed)).reasons.join()).toContain('started with an older');
    expect((await planOf(changed)).restarts).toEqual(['kafka.service']);
    const host = changed.hosts[0]!;
    const file = join(host.paths.kafka.config, 'server.properties');
    const shell = localShells(folder, changed).of(host.name);
    await shell.run([HOST_PROGRAM, 'runs-with', 'kafka.service', file]);
    expect(await planOf(changed)).toEqual({ restarts: [], reasons: [] });
    expect((await pull(changed)).stdout).toBe('');
  });

  it('restarts a process whose certificate lies there anew and was not taken in', async () => {
    const { paths } = topologyOf().hosts[0]!;
    const file = join(paths.zookeeper.config, 'tls', 'trusted.pem');
    mkdirSync(join(paths.zookeeper.config, 'tls'), { recursive: true });
    writeFileSync(file, 'one');
    startWith(topologyOf());
    writeFileSync(file, 'another');
    expect((await planOf(topologyOf())).restarts).toEqual(['zookeeper.service']);
  });
});
