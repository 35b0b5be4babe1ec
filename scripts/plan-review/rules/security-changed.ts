import { say, type Sayable } from '../../masking/say';
import { RUN_PROGRAM } from '../../../cluster/program';
import { securityChanges, type Ports } from '../facts/configuration/security-changes';
import { isConverged } from '../facts/deploy/deploy-steps';
import { nameHosts } from '../facts/hosts/name-hosts';
import type { Rule } from '../rule';
import { tell } from '../tell';

/** Brokers that go from ports without TLS to ports with it, or back. */
export const securityChanged: Rule = {
  id: 'security-changed',
  title: 'A standing cluster gets ports with TLS in place of those without, or the other way',
  judge: (facts) =>
    securityChanges(facts).flatMap(({ cluster, before, after, files }) => {
      const hosts = nameHosts(files.map((file) => file.shown.host));
      const isStaged = isConverged(cluster);
      return tell(
        files.map(({ object }) => object),
        isStaged
          ? {
              severity: 'care',
              what: say`Brings ${hosts} from ${WORDS[before]} to ${WORDS[after]}, in stages.`,
              why: stages(before, after),
              remedy: remedy(before, after),
            }
          : {
              severity: 'danger',
              what: say`Lays files with ${WORDS[after]} for ${hosts}, which have ${WORDS[before]}, and no step of this plan brings them in stages.`,
              why: 'Rules of the old ports go with the apply, while processes and clients still use them; a host that is made anew meanwhile does not understand the others.',
              remedy: `Turn converge on; or take the way over \`Security.tls({ alsoPlaintext: true })\`, with \`${RUN_PROGRAM} converge\` after each apply: docs/secure-a-running-cluster.md.`,
            },
      );
    }),
};

const WORDS: Readonly<Record<Ports, Sayable>> = {
  plaintext: say`ports without TLS`,
  both: say`ports of both kinds`,
  tls: say`ports with TLS alone`,
};

/** How far ports of a kind are from those without TLS, in rolls. */
const ROLLS: Readonly<Record<Ports, number>> = { plaintext: 0, both: 2, tls: 3 };

function stages(before: Ports, after: Ports): string {
  const rolls = Math.abs(ROLLS[after] - ROLLS[before]);
  const times = rolls === 1 ? 'once' : `${rolls} times`;
  const order = `converge restarts every broker and ZooKeeper member ${times}, one after another, behind gates.`;
  if (after === 'both') return order;
  return `${order} It closes no port that somebody is connected to: the deploy then ends with exit code 1 and the list of them, the cluster serves both ports, and the next deploy goes on.`;
}

function remedy(before: Ports, after: Ports): string {
  const page = 'docs/secure-a-running-cluster.md';
  if (after === 'both') return `Let it run when the load is low, then move clients: ${page}.`;
  const meant =
    after === 'plaintext' ? 'Where that is meant, give CDKTF_KAFKA_TO_PLAINTEXT=true. ' : '';
  return before === 'both'
    ? `${meant}Move the clients that are left first: ${page}.`
    : `${meant}Move clients to their other port between the two deploys: ${page}.`;
}
