import type { ClusterState } from '../../../scripts/health/cluster/cluster-state';
import type { HowToLook } from '../../../scripts/health/cluster/read-cluster-state';
import { SharedLook } from '../../../scripts/smoke/shared-look';
import { smokeContext } from '../../../scripts/smoke/smoke-context';
import { productionTopology } from '../../support/production-topology';

interface Look {
  readonly how: HowToLook;
  readonly bring: (state: Partial<ClusterState>) => void;
}

/** Looks at a cluster, each of which brings what the test says, when it says so. */
function looking() {
  const looks: Look[] = [];
  const context = {
    ...smokeContext(productionTopology()),
    look: (_: AbortSignal, how: HowToLook = {}) =>
      new Promise<ClusterState>((resolve) =>
        looks.push({ how, bring: (state) => resolve(state as ClusterState) }),
      ),
  };
  return { looks, shared: new SharedLook(context, new AbortController().signal) };
}

const certificates = { at: new Date(0), shown: [] };

test('who asks while a look is under way gets what it brings, and later another one', async () => {
  const { looks, shared } = looking();
  const both = [shared.look(), shared.look()];
  looks[0]!.bring({ certificates });
  const [one, other] = await Promise.all(both);
  expect(one).toBe(other);
  void shared.look();
  expect(looks).toHaveLength(2);
  expect(looks.map(({ how }) => how.certificates)).toEqual([undefined, undefined]);
});

test('a look anew beside another one takes certificates from that, which asks each port', async () => {
  const { looks, shared } = looking();
  const first = shared.look();
  const anew = shared.look({ anew: true });
  expect(looks).toHaveLength(2);
  const taken = looks[1]!.how.certificates!();
  looks[0]!.bring({ certificates });
  expect(await taken).toBe(certificates);
  looks[1]!.bring({ registered: [1] });
  expect([await first, await anew]).toEqual([{ certificates }, { registered: [1] }]);
});

test('a look anew that is alone asks for certificates itself', () => {
  const { looks, shared } = looking();
  void shared.look({ anew: true });
  expect(looks[0]!.how.certificates).toBeUndefined();
});
