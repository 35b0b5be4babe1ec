import { planCapacity } from '../../../cluster/capacity';
import {
  connectionLoad,
  connectionRoom,
  connectionUse,
} from '../../../cluster/capacity/connections';
import { renderHost } from '../../../cluster/host-files';
import { Security, type KafkaClusterSpec, type ShipperSpec } from '../../../cluster/index';
import { productionSite } from '../../../cluster/production-site';
import { resolveSpec } from '../../../cluster/resolve-spec';
import { brokerHosts, layOut } from '../../../cluster/topology';
import { gauge, plan, resolved } from '../../support/capacity-plans';
import { validSpec } from '../../support/spec-builder';

const shipper = (name: string, hosts?: number): ShipperSpec => ({
  ...{ name, files: [{ pattern: '/var/log/app.log', topic: 'app' }] },
  ...(hosts !== undefined && { hosts }),
});

describe('the room of a broker', () => {
  const [one, ...others] = validSpec().brokers;
  const own = { ...one!, brokerSettings: { 'max.connections': 70, 'max.connections.per.ip': 9 } };

  it.each<[string, Partial<KafkaClusterSpec>, number]>([
    ['by the heap that follows from its host', {}, 6553],
    ['by a heap that is given', { jvm: { brokerHeapMiB: 512 } }, 819],
    ['by the cluster’s settings', { brokerSettings: { 'max.connections': 300 } }, 300],
    ['by its own settings', { brokers: [own, ...others] }, 70],
    ['without TLS', { security: Security.plaintext() }, Infinity],
    [
      'without TLS, by the cluster’s settings',
      { security: Security.plaintext(), brokerSettings: { 'max.connections': 300 } },
      300,
    ],
    [
      'by its listener beside',
      { listeners: { client: { settings: { 'max.connections': 5 } } } },
      6553,
    ],
  ])('%s is what its file says', (_, changes, inAll) => {
    const spec = resolveSpec(validSpec({ security: Security.tls(), ...changes }));
    const topology = layOut(spec, productionSite(spec));
    const host = brokerHosts(topology)[0]!;
    const { content } = renderHost(topology, host).find(({ path }) =>
      path.endsWith('/server.properties'),
    )!;
    const line = (key: string) => {
      const found = content.split('\n').find((each) => each.startsWith(`${key}=`));
      return found === undefined ? Infinity : Number(found.slice(key.length + 1));
    };
    const room = connectionRoom(spec, spec.brokers[0]!);
    expect(room.inAll).toBe(inAll);
    expect(room).toEqual({
      inAll: line('max.connections'),
      ofAddress: line('max.connections.per.ip'),
      onListener: line('listener.name.client_tls.max.connections'),
    });
  });
});

describe('the load', () => {
  it('is that of all hosts that are known, and of the other brokers', () => {
    const shippers = [shipper('web', 600), shipper('db', 35), shipper('app')];
    // One fetcher, and two beside it, of each of two.
    expect(connectionLoad(resolved({ shippers }))).toEqual({ shippers: 635, members: 6 });
    const brokerSettings = { 'num.replica.fetchers': 4 };
    expect(connectionLoad(resolved({ shippers, brokerSettings })).members).toBe(12);
  });

  it.each([[[]], [[shipper('web')]]])('is not known without hosts', (shippers) => {
    expect(connectionLoad(resolved({ shippers })).shippers).toBeUndefined();
    const { gauges } = plan({ shippers, security: Security.tls() }).allUp;
    expect(gauges.map(({ kind }) => kind)).not.toContain('connections');
  });
});

const room = (inAll: number, onListener: number) => ({ inAll, onListener, ofAddress: Infinity });

it.each([
  [{ shippers: 100, members: 6 }, room(200, Infinity), { used: 106, there: 200 }],
  [{ shippers: 100, members: 6 }, room(200, 150), { used: 100, there: 150 }],
  [{ shippers: 100, members: 60 }, room(200, 190), { used: 160, there: 200 }],
  [{ shippers: 100, members: 6 }, room(Infinity, 150), { used: 100, there: 150 }],
  [{ shippers: 100, members: 6 }, room(Infinity, Infinity), { used: 106, there: undefined }],
])('%j of %j: the nearer limit counts', (load, there, use) => {
  expect(connectionUse(load, there)).toEqual(use);
});

it('the weakest broker counts', () => {
  const security = Security.tls();
  const spec = resolved({ security, shippers: [shipper('web', 635)] });
  expect(gauge(planCapacity(spec).allUp, 'connections')).toMatchObject({
    ...{ used: 641, there: 6553, limit: 0.8 },
  });
  const brokers = spec.brokers.map((broker) =>
    broker.id === 2 ? { ...broker, heapMiB: 512 } : broker,
  );
  expect(gauge(planCapacity({ ...spec, brokers }).allUp, 'connections')).toMatchObject({
    ...{ used: 641, there: 819, broker: 2 },
  });
});
