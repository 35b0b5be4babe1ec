import { metadataV12 } from '@platformatic/kafka';
import type { Topology } from '../../cluster/topology';
import { brokerHosts } from '../../cluster/topology';
import { AccessError } from '../cluster-access/access-error';
import { withLogin, type Login } from '../cluster-access/credentials';
import { isRefusedLogin } from '../cluster-access/is-refused-login';
import { reachWith, type Reach } from '../cluster-access/reach';
import { withBrokers } from '../cluster-access/with-brokers';
import { isStrong, type PasswordState } from '../health/clients/password-state';
import type { SecretStore } from '../secrets/secret-store';
import { passwordName } from './password-name';

/** A secured cluster, and where its secrets are. */
export interface SecuredCluster {
  readonly topology: Topology;
  readonly reach: Reach;
  readonly secrets: SecretStore;
  readonly signal: AbortSignal;
}

/**
 * How it stands with the password of each client of the spec: each is tried, for only the brokers know which
 * they take.
 */
export async function readPasswordStates(
  cluster: SecuredCluster,
): Promise<ReadonlyMap<string, PasswordState>> {
  const { topology, secrets } = cluster;
  const withPasswords = topology.spec.clients.filter(({ certificate }) => !certificate);
  const states = withPasswords.map(async ({ name }) => {
    const password = await secrets.read(passwordName(name));
    if (password === undefined) return [name, 'missing'] as const;
    if (!isStrong(password)) return [name, 'weak'] as const;
    return [name, await tryLogin(cluster, { name, password })] as const;
  });
  return new Map(await Promise.all(states));
}

/** By whichever broker takes it first: one may hear of a new password after the others. */
async function tryLogin(
  { topology, reach, signal }: SecuredCluster,
  login: Login,
): Promise<PasswordState> {
  const loggedIn = reachWith(reach, reach.credentials && withLogin(reach.credentials, login));
  return await withBrokers({ topology, reach: loggedIn, signal }, async ({ kafka }) => {
    const asked = brokerHosts(topology).map((host) =>
      kafka.broker(host, 'client').ask(metadataV12.api, []),
    );
    const refusals = await Promise.any(asked).then(
      () => undefined,
      (error: unknown) => (error as AggregateError).errors as readonly unknown[],
    );
    if (!refusals) return 'fits';
    const bug = refusals.find((each) => !(each instanceof AccessError));
    if (bug !== undefined) throw bug as Error;
    return refusals.some(isRefusedLogin) ? 'refused' : 'untried';
  });
}
