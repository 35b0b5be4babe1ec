import { isRevoked } from '../clients/revocation';
import { commandFor } from '../remedies';
import type { Finding, JudgedCluster } from './judged-cluster';

/** Whoever was revoked stands in the spec only until it has another name there, or is let in again. */
export function judgeRevokedClients({
  topology,
  state: { clients },
}: JudgedCluster<'clients'>): readonly Finding[] {
  return topology.spec.clients
    .filter(({ user }) => isRevoked(user, clients?.acls ?? []))
    .map(({ name }) => ({
      path: `client ${name}`,
      rule: 'be let in, as it stands in the spec',
      value: 'one that was revoked, and is denied everything',
      remedy: `Give it another name there, or let it in again: ${commandFor(topology, `clients --reinstate ${name}`)}`,
    }));
}
