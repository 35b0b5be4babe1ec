import { say, unmarked } from '../../masking/say';
import { groupBy } from '../lists';
import { nameHosts } from '../facts/hosts/name-hosts';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { HostFacts } from '../plan-facts';
import type { Rule } from '../rule';
import { tell } from '../tell';
import { hostsByAddress } from '../facts/volumes/volume-names';

type Consequence = 'replaces' | 'stops' | 'waits';

/** User data that changes on hosts that stand. */
export const userDataChanged: Rule = {
  id: 'user-data-changed',
  title: 'User data changes: hosts are made anew or stopped for it, or new ones start otherwise',
  reads: [
    {
      types: 'aws_launch_template aws_launch_configuration',
      attributes: 'user_data user_data_base64',
    },
  ],
  judge: (facts) => {
    const hosts = hostsByAddress(facts);
    const changes = groupBy(facts.userData, ({ address }) => consequence(hosts.get(address)));
    return [...changes].flatMap(([effect, texts]) => {
      const [what, why, remedy] = TEXTS[effect];
      const names = texts.map(({ address }) => hosts.get(address) ?? unmarked(address));
      return tell(texts, {
        severity: 'care',
        what: say`Changes the user data of ${nameHosts(names)}, ${what}.`,
        ...{ why, remedy },
        ...(effect === 'replaces' && { hosts: texts.map(({ address }) => address) }),
      });
    });
  },
};

function consequence(host: HostFacts | undefined): Consequence {
  if (host?.fate === 'replaced') return isCause(host.instance) ? 'replaces' : 'waits';
  return host?.fate === 'stopped' ? 'stops' : 'waits';
}

function isCause({ replacePaths }: ResourceChange): boolean {
  return replacePaths.some(([first]) => /^user_data(_base64)?$/.test(String(first)));
}

const TEXTS = {
  replaces: [
    'which makes each of them anew',
    'A few letters in a script then end the machine and all that isn’t on volumes of its own. Terraform destroys all such hosts before it makes the first anew.',
    'Keep configuration out of user data, and ignore its changes on standing instances; renew hosts one at a time.',
  ],
  stops: [
    'which stops and starts each of them',
    'The provider stops an instance to write its user data, and cloud-init doesn’t run it again at the next start: a stop for nothing.',
    'Ignore changes of user data on standing instances; renew hosts one at a time where they must have it.',
  ],
  waits: [
    'which only new instances read',
    'Standing hosts stay as they are: from now on, hosts that are made anew differ from them. A group with an instance refresh makes all its hosts anew.',
    'Read the difference, and try it on one host first.',
  ],
} as const satisfies Readonly<
  Record<Consequence, readonly [what: string, why: string, remedy: string]>
>;
