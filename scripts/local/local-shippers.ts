import { spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../../cluster/errors';
import type { ResolvedShipper } from '../../cluster/shippers/resolve-shippers';
import { shipperProgram, shipperSettings } from '../../cluster/shippers/shipper-files';
import { passwordName } from '../clients/password-name';
import { signalSession, startInOwnSession } from '../system/own-session';
import { findPython } from './find-python';
import { localSecrets, trustedFile } from './local-secrets';
import type { RunningCluster } from './wait-until-ready';

/** Isolated, as on hosts: neither the folder that it is started in nor a variable changes what it imports. */
const PYTHON_FLAGS = ['-IB'];

/**
 * The folder that logs are sent from, where this machine can send them.
 *
 * @throws UserError where there is no such folder, or Python has no client of Kafka
 */
export function requireShipping(folder: string): string {
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (!isFolder) throw new UserError(`--ship: must be a folder, got '${folder}'. Name one.`);
  const python = findPython();
  if (spawnSync(python, [...PYTHON_FLAGS, '-c', 'import confluent_kafka']).status === 0) {
    return resolve(folder);
  }
  throw new UserError(
    `--ship: must find confluent_kafka for ${python}, and it is not there. ` +
      'Install it (Debian: apt install python3-confluent-kafka; elsewhere: python3 -m pip install confluent-kafka).',
  );
}

/** The shippers of a local cluster's spec, which take a folder for the root of their hosts. */
export class LocalShippers {
  private constructor(private readonly children: readonly ChildProcess[]) {}

  /**
   * @param from the folder, absolute
   * @param say is told where one ends unasked
   */
  static async start(
    cluster: RunningCluster,
    from: string,
    say: (text: string) => void,
  ): Promise<LocalShippers> {
    const children: ChildProcess[] = [];
    for (const shipper of cluster.topology.spec.shippers) {
      const folder = await writeSettings(cluster, shipper, from);
      const logFile = join(folder, 'console.log');
      const log = openSync(logFile, 'a');
      const child = startInOwnSession(shipperWords('run', folder), { stdio: ['ignore', log, log] });
      closeSync(log);
      const onExit = (code: number | null) =>
        say(`the shipper ${shipper.name} ended (${code ?? 'by a signal'}): see ${logFile}`);
      child.once('exit', onExit).once(STOPPING, () => child.off('exit', onExit));
      children.push(child);
    }
    return new LocalShippers(children);
  }

  /** Lets them send what they have under way. */
  async stop(): Promise<void> {
    await Promise.all(
      this.children.map(async (child) => {
        child.emit(STOPPING);
        if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
        const ended = once(child, 'exit');
        signalSession(child.pid, 'SIGTERM');
        await ended;
      }),
    );
  }
}

const STOPPING = 'stopping';

/** The words of what sends bytes of a file again, without its values; of several shippers, the first one's. */
export function localSendAgain({
  topology,
  folder,
}: Pick<RunningCluster, 'topology' | 'folder'>): readonly string[] {
  const [shipper] = topology.spec.shippers;
  return shipperWords('send', shipperFolder(folder, shipper?.name ?? 'NAME'));
}

const shipperFolder = (folder: string, name: string) => join(folder, 'shippers', name);

const shipperWords = (verb: string, folder: string) => [
  ...[findPython(), ...PYTHON_FLAGS, shipperProgram()],
  ...[verb, join(folder, 'shipper.json')],
];

/** What goes where, for a person. */
export function describeShipping(shippers: readonly ResolvedShipper[], from: string): string {
  const ways = shippers.flatMap(({ files }) =>
    files.map(({ pattern, topic }) => `${from}${pattern} goes to ${topic}`),
  );
  return ways.join('\n');
}

async function writeSettings(
  { topology, folder }: RunningCluster,
  shipper: ResolvedShipper,
  from: string,
): Promise<string> {
  const own = shipperFolder(folder, shipper.name);
  const passwordFile = join(own, 'password');
  const stateFolder = join(own, 'state');
  mkdirSync(stateFolder, { recursive: true, mode: 0o700 });
  const trusted = trustedFile(folder);
  const host = { trusted, passwordFile, stateFolder, root: from };
  const settings = shipperSettings(topology, shipper, host);
  writeFileSync(join(own, 'shipper.json'), JSON.stringify(settings));
  const password =
    shipper.client && (await localSecrets(folder).read(passwordName(shipper.client)));
  rmSync(passwordFile, { force: true });
  if (password) writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  return own;
}
