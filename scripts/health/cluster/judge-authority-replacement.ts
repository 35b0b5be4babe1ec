import {
  readCertificates,
  type FoundCertificate,
} from '../../../cluster/identities/found-certificate';
import type { Topology } from '../../../cluster/topology';
import type { Finding, JudgedCluster } from './judged-cluster';
import type { SeenCertificates } from './seen-certificates';

/** How far it has come, as the ports show it; `unknown` where one shows neither authority. */
type SeenPhase = 'trust' | 'sign' | 'forget' | 'unknown';

const CLIENTS =
  'Have every client trust both: `trust` prints them. Then `converge --new-authority use`';

const NEXT: Readonly<Record<SeenPhase, string>> = {
  trust: `${CLIENTS} has the new one sign`,
  sign: '`converge` goes on',
  forget: '`converge` takes the old one away',
  unknown: `\`converge --dry-run\` tells how far that has come. ${CLIENTS} goes on`,
};

const SEEN: Readonly<Record<SeenPhase, string>> = {
  trust: 'while the old one still signs',
  sign: 'and not every process shows a certificate of the new one yet',
  forget: 'and every process shows a certificate of the new one',
  unknown: 'while one takes the place of the other',
};

/** Nobody forgets an authority that is half replaced: both are trusted until that is at its end. */
export function judgeAuthorityReplacement({
  topology,
  state: { certificates },
}: JudgedCluster<'certificates'>): readonly Finding[] {
  const { former, coming } = tellApart(topology, certificates?.authorities ?? []);
  if (former.length === 0 || coming.length === 0) return [];
  const phase = phaseOf(certificates!.shown, { former, coming });
  const names = (each: readonly FoundCertificate[]) =>
    each.map(({ subject }) => subject).join(', ');
  return [
    {
      path: 'The authorities that are trusted',
      rule: 'be those of the spec alone, in the end',
      value: `${names(coming)} in the place of ${names(former)}, ${SEEN[phase]}`,
      remedy: NEXT[phase],
    },
  ];
}

interface Authorities {
  readonly former: readonly FoundCertificate[];
  readonly coming: readonly FoundCertificate[];
}

/** Of the cluster's own and of AWS's there is one, which stands first; a caller's may be several. */
function tellApart(
  { spec: { security } }: Topology,
  authorities: readonly FoundCertificate[],
): Authorities {
  const callers =
    security.kind === 'tls' && security.authority?.kind === 'command'
      ? readCertificates(security.authority.trusted).map(({ fingerprint256 }) => fingerprint256)
      : undefined;
  const isComing = (each: FoundCertificate, index: number) =>
    callers ? callers.includes(each.fingerprint) : index === 0;
  return {
    coming: authorities.filter(isComing),
    former: authorities.filter((each, index) => !isComing(each, index)),
  };
}

function phaseOf(shown: SeenCertificates['shown'], { former, coming }: Authorities): SeenPhase {
  const signedBy = (authorities: readonly FoundCertificate[]) =>
    shown.filter(({ certificate }) =>
      authorities.some(({ subject }) => subject === certificate.root),
    ).length;
  const [old, next] = [signedBy(former), signedBy(coming)];
  if (old + next < shown.length || shown.length === 0) return 'unknown';
  if (next === 0) return 'trust';
  return old === 0 ? 'forget' : 'sign';
}
