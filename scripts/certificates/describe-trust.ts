import { readCertificates } from '../../cluster/identities/found-certificate';
import { RUN_PROGRAM } from '../../cluster/program';
import { DEFAULT_CERTIFICATE_DAYS, type TlsSecurity } from '../../cluster/security';
import type { Topology } from '../../cluster/topology';
import type { TrustPhase, TrustPlan } from './plan-trust';

const PHASES: Readonly<Record<TrustPhase, string>> = {
  none: '',
  trust: 'first, all come to trust both',
  sign: 'all trust both, and get certificates of the new one',
  forget: 'nobody needs the old one any more, and all cease to trust it',
};

/** How far the replacement of an authority has come, in a line; none where there is none. */
export function describeTrust({ phase, trusted, former }: TrustPlan): readonly string[] {
  if (phase === 'none') return [];
  const old = former.map(({ subject }) => subject);
  const coming = readCertificates(trusted)
    .map(({ subject }) => subject)
    .filter((subject) => !old.includes(subject));
  const whose = old.length > 0 ? ` in the place of ${old.join(', ')}` : '';
  return [`authority ${coming.join(', ')}${whose}: ${PHASES[phase]}`];
}

const DAY_MS = 86_400_000;

/** What is left to do for clients before the new authority signs. */
export function describeForClients({ former }: TrustPlan, { spec }: Topology): readonly string[] {
  const { certificateDays = DEFAULT_CERTIFICATE_DAYS } = spec.security as TlsSecurity;
  const end = Math.min(...former.map(({ validToDate }) => validToDate.getTime()));
  const by = new Date(end - certificateDays * DAY_MS).toISOString().slice(0, 10);
  return [
    `${spec.clusterName}: members and tools trust both authorities. Have every client trust both, too: ` +
      `\`${RUN_PROGRAM} trust\` prints them. Then \`${RUN_PROGRAM} converge --new-authority use\` has the ` +
      `new one sign. On ${by} it begins to by itself.`,
  ];
}
