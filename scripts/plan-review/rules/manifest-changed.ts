import { say, unmarked } from '../../masking/say';
import { nameHosts } from '../facts/hosts/name-hosts';
import { isManifest, parseManifest } from '../facts/configuration/manifest-facts';
import { standingHosts, standsOn } from '../facts/hosts/standing-hosts';
import { groupBy, listSome } from '../lists';
import type { HostFile, HostFileObject, PlanFacts } from '../plan-facts';
import type { Rule } from '../rule';
import { tell } from '../tell';

/** What hosts go by when they install, own and restart. */
export const manifestChanged: Rule = {
  id: 'manifest-changed',
  title: 'The manifest of a standing host changes in more than digests, or can’t be seen',
  judge: (facts) => {
    const hosts = standingHosts(facts.clusters);
    const changed = facts.files
      .filter(
        (file) => isManifest(file) && WRITTEN.has(file.object.change) && standsOn(file, hosts),
      )
      .map((file) => ({ file, lines: changedLines(file, file, facts) }))
      .filter(({ lines }) => lines.length > 0);
    const alike = groupBy(changed, ({ lines }) => lines.join('\n'));
    return [...alike.values()].flatMap((group) => {
      const [{ file, lines }] = group as [(typeof group)[number]];
      const said = changedLines(file, file.shown, facts).map(unmarked);
      const hosts = group.map((each) => each.file.shown.host);
      return tell(
        group.map((each) => each.file.object),
        {
          severity: lines.some((line) => IDENTITY.test(line)) ? 'danger' : 'care',
          what: say`Changes the manifest of ${nameHosts(hosts)}: ${listSome(said)}.`,
          why: 'By its manifest a host knows who it is, which files it has, whose they are and what a change of them needs. One that is wrong leaves files out, or gives them to others.',
          remedy: 'See what in the stack or the package’s version has changed it so.',
        },
      );
    });
  },
};

const WRITTEN: ReadonlySet<string> = new Set(['create', 'update', 'replace', 'unknown']);

const UNSEEN = 'all of it, to what the plan doesn’t show';

/**
 * Lines as `- old` and `+ new`; without the digests of files that change with them.
 *
 * @param told the file, or what is shown of it
 */
function changedLines(file: HostFileObject, told: HostFile, facts: PlanFacts): readonly string[] {
  if (file.isHidden) return [UNSEEN];
  const [old, now] = [told.before, told.after].map((text) => parseManifest(text ?? ''));
  return [
    ...old!.lines.filter((line) => !now!.lines.includes(line)).map((line) => `- ${line}`),
    ...now!.lines.filter((line) => !old!.lines.includes(line)).map((line) => `+ ${line}`),
    ...unchangedFiles(file, facts)
      .filter((path) => old!.digests.get(path) !== now!.digests.get(path))
      .map((path) => `another digest of ${path}, which stays as it is`),
  ];
}

function unchangedFiles(
  { cluster, host }: HostFileObject,
  { files }: PlanFacts,
): readonly string[] {
  return files
    .filter((file) => file.cluster === cluster && file.host === host)
    .filter(({ object }) => object.change === 'none')
    .map(({ path }) => path);
}

/** Lines that say which host it is. */
const IDENTITY = /^- (cluster|host|broker|zookeeper) /;
