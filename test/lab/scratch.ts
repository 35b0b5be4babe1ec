import { writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { packageFolder } from '../../cluster/package-folder';
import { join } from 'node:path';
import smallSpec from './small.spec';
import { SmallCluster } from './small-cluster';
import { inLab, startLab } from './start-lab';
import { checkSmallCluster } from './trial';
import { DRILLS } from '../../scripts/drills/drills';

async function main() {
  const lab = await startLab({ name: 'drills', image: 'baked', quickJava: true, onEvent: console.log });
  const cluster = await SmallCluster.make(lab, { ...smallSpec, mayBeDrilled: true });
  try {
    for (const { name } of cluster.topology.hosts) await cluster.launch(name);
    console.log(await checkSmallCluster(lab));
    const file = '/tmp/drill-inventory.json';
    writeFileSync(file, JSON.stringify(cluster.inventory()));
    const cli = join(packageFolder(), 'dist/scripts/cli.js');
    const names = process.argv.length > 2 ? process.argv.slice(2) : DRILLS.map(({ name }) => name);
    for (const name of names) {
      const [program = '', ...args] = inLab(lab.place, [process.execPath, cli, 'drill', name, '--inventory', file, '--yes', '--stall', '120']);
      const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...lab.environment, CDKTF_KAFKA_IDENTITY: lab.place.sshKey } });
      const start = Date.now();
      const [code] = await once(child, 'exit');
      console.log(`==== ${name}: exit ${code}, ${(Date.now() - start) / 1000} s`);
    }
  } finally {
    cluster.close();
    await lab.stop();
  }
}
void main();
