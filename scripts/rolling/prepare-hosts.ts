import { HOST_PROGRAM } from '../../cluster/host-files/host-program';
import { formatProblem, UserError } from '../../cluster/errors';
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
    const refusals = await Promise.all(hosts.map((host) => prepare(roll, host)));
    const found = refusals.filter((refusal) => refusal !== undefined);
    if (found.length > 0) throw new UserError([...told(found), 'Nothing was changed.'].join('\n'));
  });
}

/** What kept a host. */
interface Refusal {
  readonly name: string;
  readonly message: string;
  /** Whether the bucket holds another manifest than it may take. */
  readonly isOtherManifest: boolean;
}

/** As the host's program says it. */
const OTHER_MANIFEST = /REFUSED: \S+\/manifest: must have the SHA-256/;

/** An older inventory has the same to say of all hosts; the bucket is to blame only where nobody deployed. */
function told(refusals: readonly Refusal[]): readonly string[] {
  const others = refusals.filter(({ isOtherManifest }) => isOtherManifest);
  const rest = refusals.filter(({ isOtherManifest }) => !isOtherManifest);
  const names = others.map(({ name }) => name).join(', ');
  const inventory = formatProblem({
    path: 'The inventory',
    rule: 'be of the last deploy',
    value: `other files of ${names} than the bucket holds`,
    remedy:
      'Write it anew with `terraform output -json inventory >FILE`. Where nobody has deployed since it was written, look who wrote to the bucket',
  });
  return [...(others.length > 0 ? [inventory] : []), ...rest.map(({ message }) => message)];
}

async function prepare({ cluster }: HostRoll, { name }: Host): Promise<Refusal | undefined> {
  const argv = [HOST_PROGRAM, 'prepare'];
  try {
    const result = await cluster.shells.of(name).run(argv, { limitMs: LIMIT_MS });
    // A host whose program is older fetches its files when it is its turn.
    if (result.code === 0 || result.stderr.startsWith('usage:')) return undefined;
    const { message } = commandFailed(name, argv, result);
    return {
      name,
      message,
      isOtherManifest: OTHER_MANIFEST.test(`${result.stdout}${result.stderr}`),
    };
  } catch (error) {
    if (error instanceof HostError) return { name, message: error.message, isOtherManifest: false };
    throw error;
  }
}
