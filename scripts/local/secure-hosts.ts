import { existsSync, writeFileSync } from 'node:fs';
import { memberIdentities } from '../../cluster/identities/member-identities';
import { DEFAULT_CERTIFICATE_DAYS } from '../../cluster/security';
import type { Topology } from '../../cluster/topology';
import { newIdentity } from '../authority/new-identity';
import { openAuthorities } from '../authority/open-authorities';
import { mergeAuthorities } from '../certificates/plan-trust';
import { toolsNames } from '../certificates/tools-identity';
import { TOOLS_IDENTITY, TRUSTED } from '../secrets/secret-names';
import { handOver } from './local-places';
import { localSecrets, trustedFile } from './local-secrets';

/**
 * Gives every process of a secured cluster its key and certificate, and the tools theirs: new ones at each
 * start. Where another authority is to come, all trust both, and the one that signed until now does.
 *
 * @param options.onlyMissing whether those that are there stay, as processes may run with them. @default false
 */
export async function secureHosts(
  topology: Topology,
  folder: string,
  { onlyMissing = false } = {},
): Promise<void> {
  const { security, clusterName } = topology.spec;
  if (security.kind !== 'tls') return;
  const secrets = localSecrets(folder);
  const { target, former, interim } = (await openAuthorities({
    ...{ clusterName, security, secrets, makes: true },
  }))!;
  const trusted = mergeAuthorities(await target.trusted(), (await former?.trusted()) ?? '');
  const days = security.certificateDays ?? DEFAULT_CERTIFICATE_DAYS;
  const identify = (names: Parameters<typeof newIdentity>[1]) => newIdentity(interim, names, days);
  await Promise.all(
    memberIdentities(topology).map(async ({ files, commonName, hosts }) => {
      if (onlyMissing && existsSync(files.identity) && existsSync(files.trusted)) return;
      const identity = await identify({ commonName, hosts });
      handOver({ files }, '', { signed: identity, trusted });
    }),
  );
  await secrets.replace(TOOLS_IDENTITY, await identify(toolsNames({ clusterName })));
  await secrets.replace(TRUSTED, trusted);
  writeFileSync(trustedFile(folder), trusted);
}
