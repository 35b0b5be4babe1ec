import { HOST_PROGRAM } from '../../cluster/host-files/host-program';
import { UserError } from '../../cluster/errors';
import type { Host } from '../../cluster/topology';
import { HostError } from '../hosts/host-error';
import { commandFailed } from '../hosts/run-or-throw';
import { counted } from '../terminal/quantities';
import type { HostPlan } from './host-plan';
import type { HostRoll } from './roll-host';

/** A download of the archive is part of it. */
const LIMIT_MS = 900_000;

/**
 * Has all hosts fetch what they are about to take, at once, before anything is waited for: between a gate
 * and a stop nothing is then to be done that takes time. What they fetch is laid aside.
 *
 * @throws UserError with what kept each host that could not; nothing was changed then
 */
export async function prepareHosts(roll: HostRoll, plans: readonly HostPlan[]): Promise<void> {
  const hosts = plans.filter(({ pull }) => pull).map(({ host }) => host);
  if (hosts.length === 0) return;
  const what = `fetch the files of ${counted(hosts.length, 'host')}`;
  roll.onProgress?.(what);
  await roll.change.step({ what }, async () => {
    const problems = await Promise.all(hosts.map((host) => prepare(roll, host)));
    const found = problems.filter((problem) => problem !== undefined);
    if (found.length > 0) throw new UserError([...found, 'Nothing was changed.'].join('\n'));
  });
}

/** @returns why it could not */
async function prepare({ cluster }: HostRoll, { name }: Host): Promise<string | undefined> {
  const argv = [HOST_PROGRAM, 'prepare'];
  try {
    const result = await cluster.shells.of(name).run(argv, { limitMs: LIMIT_MS });
    // A host whose program is older fetches its files when it is its turn.
    if (result.code === 0 || result.stderr.startsWith('usage:')) return undefined;
    return commandFailed(name, argv, result).message;
  } catch (error) {
    if (error instanceof HostError) return error.message;
    throw error;
  }
}
