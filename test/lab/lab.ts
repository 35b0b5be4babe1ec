import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { UserError } from '../../cluster/errors';
import { packageFolder } from '../../cluster/package-folder';
import { ensureArchive } from '../../scripts/distribution/ensure-archive';
import { isAlive } from '../../scripts/system/process-id';
import { table } from '../../scripts/terminal/table';
import { thisTerminal } from '../../scripts/terminal/terminal';
import { userFolders } from '../../scripts/system/user-folders';
import { ensurePrerequisites } from '../../scripts/prerequisites/ensure-prerequisites';
import { nameOf, readAccount } from './account';
import { waitUntil } from './exec';
import { FAULT_COMMANDS } from './fault-commands';
import { askForFault } from './fault-socket';
import { labPlace, type LabPlace } from './lab-place';
import { labObstacle } from './lab-obstacle';
import { serveLab } from './serve';
import { findServedLab, type ServedLab } from './served-lab';
import type { ImageKind } from './image/image-layers';
import { inLab } from './start-lab';
import { sweep } from './sweep';
import { runTrial } from './trial';

const program = new Command('lab')
  .description('AWS of nobody’s, with booted Debian hosts behind its instances, on this machine.')
  .option('--name <name>', 'one of several labs', 'lab');

const place = (): LabPlace => labPlace(program.opts<{ name: string }>().name);

program
  .command('up')
  .description('start a lab, its account empty; `run -- cdktn deploy prod-logging` fills it')
  .addOption(imageOption())
  .action(({ image }: { image: ImageKind }) => up(place(), image));

program
  .command('run <command...>')
  .description("run a command on the lab's network, with AWS being the double")
  .action(async (command: string[]) => runInside(place(), command));

program
  .command('status')
  .description('the instances and what became of them')
  .action(() => status(place()));

program
  .command('ssh <host> [command...]')
  .description('log in to a host as its admin, who may sudo')
  .action((host: string, command: string[]) => ssh(place(), host, command));

program
  .command('fault [words...]')
  .description('do harm to hosts, or end it; lists all faults without words')
  .action((words: string[]) => fault(place(), words));

program
  .command('down')
  .description('remove it all, in whatever state it is')
  .action(() => down(place()));

program
  .command('trial')
  .description('boot three hosts, check the cluster, say where the time went, remove it all')
  .addOption(imageOption())
  .option(
    '--restarts <n>',
    'then restart a broker with its class archive and without, n times',
    '0',
  )
  .action(async ({ image, restarts }: { image: ImageKind; restarts: string }) => {
    await prepare();
    const options = { name: place().name, image, restarts: Number(restarts) };
    const passed = await runTrial({ ...options, onEvent: console.log });
    process.exitCode = passed ? 0 : 1;
  });

program
  .command('hour [words...]')
  .description(
    'deploy a cluster, live with it, and judge every record: all steps, or those with a word',
  )
  .option('--minutes <n>', 'no step begins later')
  .action(async (only: string[], { minutes }: { minutes?: string }) => {
    await prepare();
    const { liveAnHour } = await import('./hour/live-an-hour.js');
    const limit = minutes === undefined ? undefined : Number(minutes);
    const name = program.getOptionValueSource('name') === 'cli' ? { name: place().name } : {};
    const options = { ...name, only, minutes: limit, onEvent: console.log };
    const [report, isWell] = await liveAnHour(options);
    console.log(report);
    process.exitCode = isWell ? 0 : 1;
  });

program
  .command('serve', { hidden: true })
  .addOption(imageOption())
  .action(({ image }: { image: ImageKind }) =>
    serveLab({ name: place().name, image, onEvent: (text) => console.log(text) }),
  );

function imageOption(): Option {
  return new Option('--image <kind>', 'bare hosts install what they lack, baked ones have Kafka')
    .choices(['bare', 'prebaked', 'baked'] satisfies ImageKind[])
    .default('prebaked');
}

async function prepare(): Promise<void> {
  const obstacle = labObstacle();
  if (obstacle !== undefined) throw new UserError(`This machine: must ${obstacle}`);
  await ensurePrerequisites('lab', { onProgress: console.log });
  // A deploy in the lab finds it: from there no way leads to Maven's registry.
  await ensureArchive({ onProgress: console.log });
}

async function up(lab: LabPlace, image: ImageKind): Promise<void> {
  if (await findServedLab(lab)) throw new UserError(`lab ${lab.name}: must be down, and is up.`);
  await prepare();
  mkdirSync(userFolders().state, { recursive: true });
  const logFile = join(userFolders().state, `lab-${lab.name}.log`);
  const log = openSync(logFile, 'w');
  const jiti = join(packageFolder(), 'node_modules/.bin/jiti');
  const child = spawn(jiti, [__filename, '--name', lab.name, 'serve', '--image', image], {
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  const isUp = async () => {
    if (child.exitCode !== null)
      throw new UserError(`lab ${lab.name}: did not come up: ${logFile}`);
    return (await findServedLab(lab)) !== undefined;
  };
  await waitUntil('the lab', isUp, { limitMs: 600_000, everyMs: 100 });
  child.unref();
  console.log(`The lab ${lab.name} is up. Events: ${logFile}`);
}

async function served(lab: LabPlace): Promise<ServedLab> {
  const found = await findServedLab(lab);
  if (!found) throw new UserError(`lab ${lab.name}: must be up. Run npm run lab -- up.`);
  return found;
}

async function runInside(lab: LabPlace, command: readonly string[]): Promise<void> {
  const { environment } = await served(lab);
  const [program_ = '', ...args] = inLab(lab, command);
  const child = spawn(program_, args, {
    stdio: 'inherit',
    env: { CDKTF_KAFKA_IDENTITY: lab.sshKey, ...process.env, ...environment },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
}

async function status(lab: LabPlace): Promise<void> {
  await served(lab);
  const { instances } = await readAccount(lab.control);
  const rows = instances.map((i) => [nameOf(i), i.id, i.state, i.instanceType, i.address]);
  console.log(table(['Host', 'Instance', 'State', 'Type', 'Address'], rows, thisTerminal()));
}

async function ssh(lab: LabPlace, host: string, command: readonly string[]): Promise<void> {
  await served(lab);
  const { instances } = await readAccount(lab.control);
  const running = instances.filter(({ state }) => state === 'running');
  const found = running.find((instance) => [nameOf(instance), instance.id].includes(host));
  if (!found) {
    const known = running.map(nameOf).join(', ');
    throw new UserError(`${host}: must be a running host, of ${known || 'which there is none'}.`);
  }
  await runInside(lab, [
    ...['ssh', '-i', lab.sshKey, '-o', 'StrictHostKeyChecking=no', '-o', 'LogLevel=ERROR'],
    ...['-o', 'UserKnownHostsFile=/dev/null', `admin@${found.address}`, ...command],
  ]);
}

async function fault(lab: LabPlace, words: readonly string[]): Promise<void> {
  if (words.length === 0) {
    const rows = Object.entries(FAULT_COMMANDS).map(([name, { usage, does }]) => [
      name,
      usage,
      does,
    ]);
    console.log(table(['Fault', 'Of', 'What happens'], rows, thisTerminal()));
    return;
  }
  await served(lab);
  await askForFault(lab, words);
}

async function down(lab: LabPlace): Promise<void> {
  const found = await findServedLab(lab);
  if (found) {
    process.kill(found.pid, 'SIGTERM');
    await waitUntil('the lab to end', () => !isAlive(found.pid), { limitMs: 60_000 }).catch(() =>
      process.kill(found.pid, 'SIGKILL'),
    );
  }
  const left = await sweep(lab);
  console.log(
    found || left.length > 0 ? `The lab ${lab.name} is gone.` : `No lab ${lab.name} was there.`,
  );
}

program.parseAsync().catch((error: unknown) => {
  process.exitCode = 2;
  if (error instanceof UserError) console.error(error.message);
  else throw error;
});
