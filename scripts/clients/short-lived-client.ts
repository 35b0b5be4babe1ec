import { setTimeout as sleep } from 'node:timers/promises';
import { metadataV12 } from '@platformatic/kafka';
import type { Grant } from '../../cluster/clients/resolve-clients';
import type { Topology } from '../../cluster/topology';
import { askEveryBroker, controllerOf, type Brokers } from '../cluster-access/ask-brokers';
import { withLogin, type Login } from '../cluster-access/credentials';
import { reachWith, type Reach } from '../cluster-access/reach';
import { withBrokers } from '../cluster-access/with-brokers';
import { readFoundClients } from '../health/clients/found-clients';
import { grantAcl, userOf } from '../health/clients/grant-acl';
import { newPassword } from '../secrets/secret-store';
import { giveAcls, takeAcls } from './acls';
import { makeUser, removeUser } from './users';

/** Brokers hear of a user one after the other. */
const KNOWN_WITHIN_MS = 5_000;
const PAUSE_MS = 50;

/** Lets a new user log in, with a password that nobody else has and these grants, until it is removed. */
export async function makeClient(
  brokers: Brokers,
  name: string,
  grants: readonly Grant[],
): Promise<Login> {
  const login = { name, password: newPassword() };
  await giveAcls(
    brokers,
    grants.map((grant) => grantAcl(name, grant)),
  );
  await makeUser(brokers, login);
  return login;
}

/** Removes users with all that they were granted. */
export async function removeClients(
  brokers: Brokers,
  isMeant: (user: string) => boolean,
): Promise<void> {
  const { users, acls } = await readFoundClients(await controllerOf(brokers));
  for (const user of users.filter(isMeant)) await removeUser(brokers, user);
  const theirs = acls.filter((acl) => isMeant(userOf(acl)));
  if (theirs.length > 0) await takeAcls(brokers, theirs);
}

/** Waits until every broker lets the user in where clients come in, or the time is up. */
export async function untilKnown(
  { topology, reach }: { readonly topology: Topology; readonly reach: Reach },
  login: Login,
  signal: AbortSignal,
): Promise<Reach> {
  const loggedIn = reachWith(reach, reach.credentials && withLogin(reach.credentials, login));
  const end = performance.now() + KNOWN_WITHIN_MS;
  for (;;) {
    const { silent } = await withBrokers({ topology, reach: loggedIn, signal }, ({ kafka }) =>
      askEveryBroker({ topology, kafka, listener: 'client' }, (broker) =>
        broker.ask(metadataV12.api, []),
      ),
    );
    if (silent.length === 0 || performance.now() > end) return loggedIn;
    await sleep(PAUSE_MS, undefined, { signal });
  }
}
