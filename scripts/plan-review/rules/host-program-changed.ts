import { say, unmarked, type Sayable } from '../../masking/say';
import { nameHosts } from '../facts/hosts/name-hosts';
import { isManifest, parseManifest } from '../facts/configuration/manifest-facts';
import { placeOf, standingHosts, standsOn } from '../facts/hosts/standing-hosts';
import { distinct, listSome } from '../lists';
import type { HostFileObject, PlanFacts } from '../plan-facts';
import type { Rule } from '../rule';
import { tell } from '../tell';

/** What hosts execute, other than what restarts a process and is told there. */
export const hostProgramChanged: Rule = {
  id: 'host-program-changed',
  title: 'A program, a unit or the Kafka archive that standing hosts run changes',
  judge: (facts) => {
    const hosts = standingHosts(facts.clusters);
    const changed = facts.files.filter((file) => isRewritten(file) && standsOn(file, hosts));
    const programs = changed.filter(isProgram(facts));
    const archives = changed.filter((file) => ARCHIVE.test(file.key) || namesOtherArchive(file));
    const paths = programs.map(({ shown: { path, host } }) =>
      host === '' ? unmarked(path.slice(1)) : path,
    );
    return [
      ...tell(objectsOf(programs), {
        severity: 'care',
        what: say`Changes what hosts run with all rights${onHosts(programs)}: ${listSome(distinct(paths))}.`,
        why: 'Whatever stands in it happens to the whole host, its data disks among it: at the next boot, or as soon as converge brings it there.',
        remedy: 'Read the difference, and try it on one host first.',
      }),
      ...tell(objectsOf(archives), {
        severity: 'care',
        what: say`Changes the archive of Kafka that hosts install${onHosts(archives)}.`,
        why: 'Brokers run what is in it from their next restart on, and the plan shows digests of it at most.',
        remedy: 'See where the archive comes from and that its release is the one that is wanted.',
      }),
    ];
  },
};

function objectsOf(files: readonly HostFileObject[]) {
  return files.map(({ object }) => object);
}

const WRITTEN: ReadonlySet<string> = new Set(['create', 'update', 'replace', 'unknown']);

function isRewritten({ object, before, after, isHidden }: HostFileObject): boolean {
  return WRITTEN.has(object.change) && (isHidden || before !== after);
}

/** By where such files lie, or what they are called: a manifest may say otherwise. */
const PROGRAM = /\/s?bin\/|\/systemd\/|\/cron|\.(service|timer|socket|path|mount|sh)$/;
const ARCHIVE = /(^|\/)kafka[^/]*\.(tar|tgz|tar\.\w+|zip|jar|rpm|deb)$/i;

function isProgram({ files, configuration }: PlanFacts): (file: HostFileObject) => boolean {
  const executables = new Map(
    files
      .filter(isManifest)
      .map((file) => [placeOf(file), [file.before, file.after].map(executablesOf)] as const),
  );
  const restarting = new Set(
    configuration.filter(({ effect }) => effect.endsWith('restart')).map(({ address }) => address),
  );
  return (file) =>
    !restarting.has(file.object.address) &&
    (PROGRAM.test(file.path) ||
      executables.get(placeOf(file))?.some((paths) => paths.has(file.path)) === true);
}

function executablesOf(manifest = ''): ReadonlySet<string> {
  return parseManifest(manifest).executables;
}

function namesOtherArchive(file: HostFileObject): boolean {
  if (!isManifest(file) || file.isHidden) return false;
  const [old, now] = [file.before, file.after].map((text) => parseManifest(text ?? ''));
  return old!.archiveDigest !== now!.archiveDigest || old!.archiveKey !== now!.archiveKey;
}

function onHosts(files: readonly HostFileObject[]): Sayable {
  const names = files.map(({ shown }) => shown.host).filter((host) => host !== '');
  return names.length > 0 ? say` on ${nameHosts(names)}` : say``;
}
