import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSecureContext } from 'node:tls';
import { createTopicsV7, metadataV12 } from '@platformatic/kafka';
import type { Endpoint } from '../../../cluster/listeners/endpoint';
import { Security } from '../../../cluster/security';
import { brokerHosts } from '../../../cluster/topology';
import { openKafka, type KafkaAccessOptions } from '../../../scripts/cluster-access/kafka-access';
import { reachWith } from '../../../scripts/cluster-access/reach';
import { withKeptConnections } from '../../../scripts/cluster-access/with-kept-connections';
import { HostError } from '../../../scripts/hosts/host-error';
import { productionTopology } from '../../support/production-topology';
import { until } from '../../support/until';

const topology = productionTopology();
const [host] = brokerHosts(topology);
let server: Server;
let behave: (socket: Socket) => void = () => undefined;
const sockets = new Set<Socket>();

beforeAll(async () => {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => behave(socket));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

/** A broker that takes connections and then misbehaves. */
const open = (options: Partial<KafkaAccessOptions> = {}) =>
  openKafka({
    reach: () =>
      Promise.resolve({ host: '127.0.0.1', port: (server.address() as AddressInfo).port }),
    security: topology.spec.security,
    signal: new AbortController().signal,
    connectTimeoutMs: 60_000,
    ...options,
  });
const ask = (kafka: ReturnType<typeof openKafka>) => kafka.broker(host!).ask(metadataV12.api, []);

test.each<[string, typeof behave, Partial<KafkaAccessOptions>, string]>([
  ['never answers', () => undefined, { requestTimeoutMs: 200 }, 'Request timed out'],
  ['hangs up', (socket) => socket.end(), {}, 'Connection closed'],
  [
    'speaks TLS where plaintext was expected',
    (socket) => socket.write(Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x46])),
    {},
    'Broker requires TLS',
  ],
])('a broker that %s is told by its name and address', async (_, behaviour, options, reason) => {
  behave = behaviour;
  const kafka = open(options);
  await expect(ask(kafka)).rejects.toThrow(
    `broker-1 (broker-1.logs.internal:9092): must answer Metadata, got '${reason}'. ` +
      "Look at Kafka's log in /var/log/kafka of broker-1.",
  );
  await kafka.close();
});

test('a broker that was too slow to speak TLS once is connected to anew', async () => {
  const [secured] = brokerHosts(productionTopology({ security: Security.tls() }));
  const context = createSecureContext();
  const { port } = server.address() as AddressInfo;
  const reach = reachWith(() => Promise.resolve({ host: '127.0.0.1', port }), {
    certificate: context,
    trust: context,
    authorities: [],
  });
  behave = () => undefined;
  const kafka = open({ reach, security: Security.tls(), connectTimeoutMs: 300 });
  const before = sockets.size;
  for (const times of [1, 2]) {
    await expect(kafka.broker(secured!).ask(metadataV12.api, [])).rejects.toThrow('timed out');
    await until('a connection was made', () => sockets.size === before + times);
  }
  await kafka.close();
});

test('a request that changes something, and may take longer, holds up nobody who asks', async () => {
  behave = (socket) => void asked.push(socket);
  const asked: Socket[] = [];
  const kafka = open();
  const waiting = [
    kafka.broker(host!).ask(createTopicsV7.api, [], 30_000, false),
    ask(kafka),
    ask(kafka),
  ].map((each) => expect(each).rejects.toThrow('the connections were closed'));
  await until('both connections are used', () => asked.length === 2);
  await kafka.close();
  await Promise.all(waiting);
});

test('a limit that was asked for holds also for what changes something', async () => {
  behave = () => undefined;
  const kafka = open({ requestTimeoutMs: 200 });
  const asked = kafka.broker(host!).ask(createTopicsV7.api, [], 30_000, false);
  await expect(asked).rejects.toThrow("must answer CreateTopics, got 'Request timed out'");
  await kafka.close();
});

test('a host that leads to it and is not reached is told in its own words', async () => {
  const unreached = new HostError('refused', { path: 'broker-1', rule: 'be up', remedy: 'Wait' });
  const kafka = open({ reach: () => Promise.reject(unreached) });
  await expect(ask(kafka)).rejects.toBe(unreached);
  await kafka.close();
});

test('a broker that is not there is told by the error of the connection', async () => {
  const kafka = open({ reach: () => Promise.resolve({ host: '127.0.0.1', port: 1 }) });
  await expect(ask(kafka)).rejects.toThrow("must answer Metadata, got 'ECONNREFUSED'");
  await kafka.close();
});

test('an abort raises its reason, and no connection stays', async () => {
  behave = () => undefined;
  const reason = new Error('Ctrl-C');
  const controller = new AbortController();
  const asked = ask(open({ signal: controller.signal }));
  const [socket] = (await once(server, 'connection')) as [Socket];
  const closed = once(socket, 'close');
  controller.abort(reason);
  await expect(asked).rejects.toBe(reason);
  await closed;
});

test('a host that is reached only after the end gets no connection', async () => {
  let reached: (endpoint: Endpoint) => void = () => undefined;
  const late = new Promise<Endpoint>((resolve) => (reached = resolve));
  const kafka = open({ reach: () => late });
  const asked = ask(kafka);
  const before = sockets.size;
  await kafka.close();
  const { port } = server.address() as AddressInfo;
  reached({ host: '127.0.0.1', port });
  await expect(asked).rejects.toThrow('the connections were closed');
  await sleep(100);
  expect(sockets.size).toBe(before);
});

test('a broker that never ends its side, and reads nothing, holds nobody', async () => {
  const asking = new Promise<Socket>((resolve) => {
    behave = (socket) => resolve(socket.pause());
  });
  // Whoever waits for its answer, or for its end, waits longer than this test may take.
  const kafka = open({ requestTimeoutMs: 3_600_000 });
  const asked = ask(kafka);
  const socket = await asking;
  await kafka.close();
  await expect(asked).rejects.toThrow('must answer Metadata');
  socket.resume();
  await once(socket, 'close');
});

describe('by a way that keeps connections', () => {
  const here = () =>
    Promise.resolve({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });

  test('who comes later asks on the connection that is there, and the end of an access is not its end', async () => {
    const asked: Socket[] = [];
    behave = (socket) => void asked.push(socket);
    await withKeptConnections(here, async (reach) => {
      const [first, second] = [open({ reach }), open({ reach })];
      const waiting = [ask(first), ask(second)];
      await until('it is asked', () => asked.length === 1);
      const before = sockets.size;
      const refused = expect(waiting[0]).rejects.toThrow('the connections were closed');
      await first.close();
      await refused;
      waiting.push(ask(second));
      expect(asked[0]!.destroyed).toBe(false);
      const ended = waiting.slice(1).map((each) => expect(each).rejects.toThrow('closed'));
      await second.close();
      await Promise.all(ended);
      expect(sockets.size).toBe(before);
    });
    await until('nothing stays open', () => asked[0]!.destroyed);
  });

  test('who asks apart has connections of his own, which end with it', async () => {
    const asked: Socket[] = [];
    behave = (socket) => void asked.push(socket);
    await withKeptConnections(here, async (reach) => {
      const kafka = open({ reach });
      const apart = kafka.apart();
      const waiting = [ask(kafka), ask(apart)].map((each) =>
        expect(each).rejects.toThrow('closed'),
      );
      await until('both are asked', () => asked.length === 2);
      await apart.close();
      await until(
        'one of them has ended',
        () => asked.filter((each) => each.destroyed).length === 1,
      );
      await kafka.close();
      await Promise.all(waiting);
    });
  });

  test('a connection that the broker has ended is made anew', async () => {
    behave = (socket) => socket.end();
    await withKeptConnections(here, async (reach) => {
      const kafka = open({ reach });
      const before = sockets.size;
      await expect(ask(kafka)).rejects.toThrow('Connection closed');
      await expect(ask(kafka)).rejects.toThrow('Connection closed');
      expect(sockets.size).toBe(before + 2);
    });
  });
});
