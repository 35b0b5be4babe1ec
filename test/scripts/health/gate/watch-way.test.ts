import { HostError, type HostErrorKind } from '../../../../scripts/hosts/host-error';
import type { HostShell, HostShells } from '../../../../scripts/hosts/host-shell';
import type { ClusterState } from '../../../../scripts/health/cluster/cluster-state';
import { judgeWay, watchWay } from '../../../../scripts/health/gate/watch-way';
import { healthy } from '../../../support/cluster-states';
import { productionTopology } from '../../../support/production-topology';

const topology = productionTopology();
const silent: ClusterState = {
  ...healthy,
  registered: [],
  controllers: new Map(),
  members: new Map(),
};

const failure = (kind: HostErrorKind, path = 'broker-1') =>
  new HostError(kind, { path, rule: `not be ${kind}`, remedy: 'Look at it' });

describe('the way to a cluster that is silent', () => {
  it.each<[HostErrorKind, boolean, boolean]>([
    ['no-keys', false, true],
    ['authentication', false, true],
    ['proxy-command', false, true],
    ['name-unknown', false, true],
    ['host-key', true, true],
    ['refused', true, true],
    ['connection-lost', true, true],
    ['unreachable', true, true],
    ['unreachable', true, false],
    ['timed-out', true, false],
    ['name-unknown', true, false],
  ])('is missing where every host is %s (after a while: %p, through SSH: %p)', (kind, ...how) => {
    const [isLong, viaSsh] = how;
    expect(judgeWay([failure(kind), failure(kind)], { isLong, viaSsh })?.rule).toBe(
      `not be ${kind}`,
    );
  });

  it.each<[string, readonly (HostError | undefined)[], boolean, boolean]>([
    ['one host is reached', [failure('unreachable'), undefined], true, true],
    ['hosts may be just starting', [failure('host-key'), failure('refused')], false, true],
    ['ports need no SSH, and a host is up', [failure('refused')], true, false],
    ['it is silent only for a moment', [failure('timed-out')], false, true],
    ['ports need no SSH', [failure('no-keys')], true, false],
  ])('may be there where %s', (_, failures, isLong, viaSsh) => {
    expect(judgeWay(failures, { isLong, viaSsh })).toBeUndefined();
  });
});

describe('a gate that watches its way', () => {
  afterEach(() => jest.restoreAllMocks());

  /** Shows these states one after the other, a minute apart; no host can be reached by SSH. */
  function watch(states: readonly ClusterState[], { viaSsh = false, kind = 'unreachable' } = {}) {
    let clockMs = 0;
    let asked = 0;
    const rest = [...states];
    jest.spyOn(performance, 'now').mockImplementation(() => clockMs);
    const of = (name: string) =>
      ({
        run: () => {
          asked++;
          return Promise.reject(failure(kind as HostErrorKind, name));
        },
      }) as unknown as HostShell;
    const shells: HostShells = { of, close: () => Promise.resolve() };
    const look = () => {
      clockMs += 60_000;
      return Promise.resolve(rest.shift()!);
    };
    const way = watchWay({ topology, shells, viaSsh, look });
    const next = async () => {
      await way.look();
      return (await way.hopeless())?.path;
    };
    return { next, asked: () => asked };
  }

  it('gives up when nobody answers for two minutes and there is no route', async () => {
    const { next, asked } = watch([silent, silent, silent]);
    expect([await next(), await next()]).toEqual([undefined, undefined]);
    expect(asked()).toBe(0);
    expect(await next()).toBe('broker-1');
  });

  it('begins anew whenever anybody answers', async () => {
    const { next } = watch([silent, silent, healthy, silent, silent]);
    for (let look = 0; look < 5; look++) expect(await next()).toBeUndefined();
  });

  it.each<[string, Partial<ClusterState>]>([
    ['a ZooKeeper member', { members: healthy.members }],
    ['a broker', { controllers: healthy.controllers }],
  ])('goes on waiting where %s alone answers', async (_, answering) => {
    const state = { ...silent, ...answering };
    const { next, asked } = watch([state, state, state], { viaSsh: true });
    for (let look = 0; look < 3; look++) expect(await next()).toBeUndefined();
    expect(asked()).toBe(0);
  });

  it('gives up at once where all goes through SSH and there is no key for it', async () => {
    expect(await watch([silent], { viaSsh: true, kind: 'no-keys' }).next()).toBe('broker-1');
  });

  it('gives up when no host has a published key for two minutes: they may have been starting', async () => {
    const { next } = watch([silent, silent, silent], { viaSsh: true, kind: 'host-key' });
    expect([await next(), await next(), await next()]).toEqual([undefined, undefined, 'broker-1']);
  });

  it('does not ask the hosts while the cluster answers', async () => {
    const { next, asked } = watch([healthy, healthy, healthy], { viaSsh: true });
    for (let look = 0; look < 3; look++) await next();
    expect(asked()).toBe(0);
  });
});
