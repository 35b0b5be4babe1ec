import type { ClientsLook } from '../clients/converge-clients';
import { thisTerminal } from '../terminal/terminal';
import { bring, type BringOptions } from './bring';

export interface BringClientsOptions extends BringOptions {
  readonly rotatePassword?: readonly string[];
  readonly revoke?: readonly string[];
  readonly reinstate?: readonly string[];
}

/**
 * Brings the clients of the spec to a secured cluster, with their passwords and grants.
 *
 * @returns the exit code
 * @throws UserError where Kafka gives no answer, or refuses something
 */
export async function bringClients(
  cluster: Pick<ClientsLook, 'topology' | 'reach' | 'secrets'>,
  options: BringClientsOptions,
): Promise<number> {
  const [
    { convergeClients, isAsGranted, lookAtClients },
    { renderClients, renderClientsJson },
    { subjectOfClientStep },
  ] = await Promise.all([
    import('../clients/converge-clients.js'),
    import('../clients/render-clients.js'),
    import('../health/clients/client-steps.js'),
  ]);
  const { topology } = cluster;
  const { signal, rotatePassword: rotated = [], revoke: revoked = [], reinstate = [] } = options;
  const look = { ...cluster, signal, rotated, revoked, reinstated: reinstate };
  return await bring(
    {
      cluster,
      look: () => lookAtClients(look),
      render: (plan) => renderClients(topology, plan, thisTerminal()),
      renderJson: (plan) => renderClientsJson(topology, plan),
      subjects: ({ steps }) => steps.map(subjectOfClientStep),
      apply: (change, say) => convergeClients({ ...look, signal: change.signal, say, change }),
      isAsDeclared: isAsGranted,
    },
    options,
  );
}
