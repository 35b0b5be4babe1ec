import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { packageFolder } from '../../cluster/package-folder';
import type { DrillReport } from '../../scripts/drills/drill-report';
import { describeInLab } from './describe-in-lab';
import { waitUntil } from './exec';
import { SmallCluster } from './small-cluster';
import smallSpec from './small.spec';
import { inLab, startLab, type Lab } from './start-lab';
import { checkSmallCluster } from './trial';

const LIMIT_MS = 600_000;
const UNDO = 'cdktf-kafka-drill-undo.timer';

describeInLab('drills on a cluster of booted hosts', () => {
  let lab: Lab;
  let cluster: SmallCluster;

  beforeAll(async () => {
    lab = await startLab({ name: 'drills', image: 'baked', quickJava: true });
    cluster = await SmallCluster.make(lab, { ...smallSpec, mayBeDrilled: true });
    for (const { name } of cluster.topology.hosts) await cluster.launch(name);
    expect(await checkSmallCluster(lab)).toBe(true);
  }, LIMIT_MS);

  afterAll(async () => {
    cluster?.close();
    await lab?.stop();
  }, LIMIT_MS);

  const drill = (...argv: readonly string[]): ChildProcess => {
    const inventory = join(lab.place.folder, 'inventory.json');
    writeFileSync(inventory, JSON.stringify(cluster.inventory()));
    const cli = join(packageFolder(), 'dist/scripts/cli.js');
    const command = [process.execPath, cli, 'drill', ...argv, '--inventory', inventory, '--yes'];
    const [program = '', ...args] = inLab(lab.place, command);
    const env = { ...process.env, ...lab.environment, CDKTF_KAFKA_IDENTITY: lab.place.sshKey };
    return spawn(program, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  };
  const inside = (name: string, script: string) => lab.host(name).inside(['bash', '-c', script]);

  it(
    'are undone by the host itself where the command is killed',
    async () => {
      const killed = drill('broker-frozen', '--host', 'broker-2');
      const process = `/proc/$(systemctl show --value --property=MainPID kafka)/status`;
      const isFrozen = async () => /^State:\tT/m.test(await inside('broker-2', `cat ${process}`));
      await waitUntil('the broker to be frozen', isFrozen);
      killed.kill('SIGKILL');
      expect(await inside('broker-2', `systemctl is-active ${UNDO}`)).toBe('active');
      // What the timer does when its time has come.
      await inside('broker-2', `systemctl start ${UNDO.replace('timer', 'service')}`);
      expect(await isFrozen()).toBe(false);
    },
    LIMIT_MS,
  );

  it(
    'kill the controller under load, and find every record that was acknowledged once',
    async () => {
      const killed = drill('controller-killed', '--json', '--wait-for-lock', '60');
      const [said] = await Promise.all([text(killed.stdout!), once(killed, 'exit')]);
      const { partitions } = JSON.parse(said) as DrillReport;
      expect(partitions).toHaveLength(3);
      for (const { acked, lost, doubled } of partitions) {
        expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
        expect(acked).toBeGreaterThan(50);
      }
      expect(killed.exitCode).toBe(0);
      // The timer that the drill before has left is gone.
      expect(await inside('broker-2', `systemctl is-active ${UNDO} || true`)).toBe('inactive');
    },
    LIMIT_MS,
  );
});
