import { DEFAULT_CERTIFICATE_DAYS } from '../../../cluster/security';
import { isNearItsEnd, type FoundCertificate } from '../../../cluster/identities/found-certificate';
import type { ClusterState } from './cluster-state';
import type { Finding, JudgedCluster } from './judged-cluster';
import type { ShownCertificate } from './seen-certificates';

const DAY_MS = 86_400_000;
/**
 * A roll may take days, and so may finding out why a renewal does not work; a host that is started with a
 * certificate that is over is let in by nobody.
 */
const GATE_DAYS = 7;
/** Of one that holds for less than ten weeks, a tenth of its life. */
const GATE_SHARE = 10;

const REMEDY = 'Renew it: `converge` does so';

type Judged = JudgedCluster<'certificates'>;

/** No process shows a certificate that is over, or will be before a roll can be mended. */
export function judgeExpiry(cluster: Judged): readonly Finding[] {
  const ending = authorityFindings(cluster, GATE_DAYS);
  const shown = findings(cluster, ({ certificate }, now) => {
    if (leftMs(certificate, now) > gateMs(certificate)) return undefined;
    return ['show a certificate that holds for days', describeEnd(certificate, now)];
  });
  return [...shown, ...ending];
}

/** Every process shows the certificate that lies in its file: a newer one that it has not read helps nobody. */
export function judgeTakenIn(cluster: Judged): readonly Finding[] {
  return findings(cluster, ({ certificate, inFile }, now) => {
    if (!inFile || inFile.fingerprint === certificate.fingerprint) return undefined;
    const value = `one that ${describeEnd(certificate, now)}, while the file's ${describeEnd(inFile, now)}`;
    return ['show the certificate that lies in its file', value];
  });
}

/**
 * Every certificate has more than a third of its life left, and every authority holds for twice as long as what it
 * signs: until then another one has to sign, and before that all clients have to trust it.
 */
export function judgeRenewal(cluster: Judged): readonly Finding[] {
  const { security } = cluster.topology.spec;
  const days = security.kind === 'tls' ? (security.certificateDays ?? DEFAULT_CERTIFICATE_DAYS) : 0;
  const due = findings(cluster, ({ certificate }, now) =>
    isNearItsEnd(certificate, now)
      ? [
          'have more than a third of the life of its certificate left',
          describeEnd(certificate, now),
        ]
      : undefined,
  );
  return [...due, ...authorityFindings(cluster, 2 * days)];
}

/** Of several, those that go are meant to: the one that holds for longest counts. */
function authorityFindings(
  { state: { certificates }, topology }: Judged,
  days: number,
): readonly Finding[] {
  const [last] = [...(certificates?.authorities ?? [])].sort(
    (a, b) => b.notAfter.getTime() - a.notAfter.getTime(),
  );
  if (!last || leftMs(last, certificates!.at) > days * DAY_MS) return [];
  const { security } = topology.spec;
  const isOwn = security.kind === 'tls' && (security.authority?.kind ?? 'own') === 'own';
  const remedy = isOwn
    ? 'Begin to put another one in its place: `converge` does so'
    : 'Name one that holds for longer in security.authority';
  const value = describeEnd(last, certificates!.at);
  return [
    {
      path: `The authority ${last.subject}`,
      rule: `hold for more than ${days} days`,
      value,
      remedy,
    },
  ];
}

function findings(
  { state: { certificates }, apartFrom }: Judged,
  faultOf: (
    shown: ShownCertificate,
    now: Date,
  ) => readonly [rule: string, value: string] | undefined,
): readonly Finding[] {
  return (certificates?.shown ?? []).flatMap((shown) => {
    const fault = shown.host === apartFrom ? undefined : faultOf(shown, certificates!.at);
    if (!fault) return [];
    const [rule, value] = fault;
    return [{ path: `${shown.door} of ${shown.host}`, rule, value, remedy: REMEDY }];
  });
}

const leftMs = ({ notAfter }: FoundCertificate, now: Date) => notAfter.getTime() - now.getTime();

function gateMs({ notBefore, notAfter }: FoundCertificate): number {
  const life = notAfter.getTime() - notBefore.getTime();
  return Math.min(GATE_DAYS * DAY_MS, life / GATE_SHARE);
}

/** `ends on 2027-11-27, in 365 days`. */
export function describeEnd(certificate: FoundCertificate, now: Date): string {
  const day = certificate.notAfter.toISOString().slice(0, 10);
  const days = leftMs(certificate, now) / DAY_MS;
  if (days <= 0) return `is over since ${day}`;
  return days < 1
    ? `ends on ${day}, in ${Math.ceil(days * 24)} hours`
    : `ends on ${day}, in ${Math.floor(days)} days`;
}

/** When the first certificate of a host ends; undefined where none is seen. */
export function firstEnd(
  host: string,
  { certificates }: Pick<ClusterState, 'certificates'>,
): Date | undefined {
  const ends = (certificates?.shown ?? [])
    .filter((shown) => shown.host === host)
    .map(({ certificate }) => certificate.notAfter.getTime());
  return ends.length === 0 ? undefined : new Date(Math.min(...ends));
}
