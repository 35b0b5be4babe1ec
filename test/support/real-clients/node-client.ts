import { readFileSync } from 'node:fs';
import {
  Admin,
  ConfigResourceTypes,
  Consumer,
  IncrementalAlterConfigOperationTypes,
  Producer,
  type BaseOptions,
} from '@platformatic/kafka';
import type { ClientSetup, ClientWork, RealClient } from './real-client';

/** @platformatic/kafka, by its own classes. */
export const nodeClient: RealClient = async (setup, work) => {
  try {
    return { worked: true, words: await doWork(optionsOf(setup), work) };
  } catch (error) {
    return { worked: false, words: wordsOf(error) };
  }
};

function optionsOf({ servers, tls, login }: ClientSetup): BaseOptions {
  return {
    clientId: 'a-client',
    bootstrapBrokers: servers.split(','),
    retries: 1,
    timeout: 30_000,
    connectTimeout: 20_000,
    ...(tls && {
      tls: {
        ca: readFileSync(tls.trusted, 'utf8'),
        ...(tls.identity && {
          key: readFileSync(tls.identity, 'utf8'),
          cert: readFileSync(tls.identity, 'utf8'),
        }),
        ...(tls.version && { maxVersion: tls.version }),
      },
    }),
    ...(login && {
      sasl: { mechanism: 'SCRAM-SHA-512', username: login.user, password: login.password },
    }),
  };
}

async function doWork(options: BaseOptions, work: ClientWork): Promise<string> {
  switch (work.kind) {
    case 'write':
      return await using(
        new Producer(options),
        (each) => each.close(true),
        async (producer) => {
          const value = Buffer.from('a line of node');
          await producer.send({ messages: [{ topic: work.topic, value }], acks: -1 });
          return 'acknowledged';
        },
      );
    case 'read':
      return await using(
        new Consumer({ ...options, groupId: 'none' }),
        (each) => each.close(true),
        async (consumer) => {
          const { topics } = await consumer.metadata({ topics: [work.topic] });
          const topic = topics.get(work.topic)!;
          const partition = { partition: 0, fetchOffset: 0n, partitionMaxBytes: 1_000 };
          const found = await consumer.fetch({
            node: topic.partitions[0]!.leader,
            topics: [
              {
                topicId: topic.id,
                partitions: [{ ...partition, currentLeaderEpoch: 0, lastFetchedEpoch: -1 }],
              },
            ],
          });
          return `${found.responses.length} answers`;
        },
      );
    case 'join':
      return await using(
        new Consumer({ ...options, groupId: work.group }),
        (each) => each.close(true),
        async (consumer) => {
          const stream = await consumer.consume({ topics: [work.topic], mode: 'earliest' });
          await stream.close();
          return 'joined';
        },
      );
    case 'list':
    case 'describe':
    case 'look-at-group':
    case 'alter':
      return await using(
        new Admin(options),
        (each) => each.close(),
        (admin) => administer(admin, work),
      );
  }
}

async function administer(
  admin: Admin,
  work: Exclude<ClientWork, { readonly kind: 'write' | 'read' | 'join' }>,
): Promise<string> {
  switch (work.kind) {
    case 'list':
      return (await admin.listTopics()).join();
    case 'describe':
      return String((await admin.metadata({ topics: [work.topic] })).topics.size);
    case 'look-at-group':
      return String((await admin.describeGroups({ groups: [work.group] })).size);
    case 'alter': {
      const configs = [
        {
          name: 'retention.ms',
          value: '1000',
          configOperation: IncrementalAlterConfigOperationTypes.SET,
        },
      ];
      const resource = { resourceType: ConfigResourceTypes.TOPIC, resourceName: work.topic };
      await admin.incrementalAlterConfigs({ resources: [{ ...resource, configs }] });
      return 'altered';
    }
  }
}

async function using<C>(
  client: C,
  close: (client: C) => Promise<void>,
  work: (client: C) => Promise<string>,
): Promise<string> {
  try {
    return await work(client);
  } finally {
    await close(client).catch(() => undefined);
  }
}

/** The messages of an error and of all that led to it. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, apiId, cause } = error as Error & { code?: string; apiId?: string };
  const others = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  return [code, apiId, error.message, ...[cause, ...others].filter(Boolean).map(wordsOf)].join(' ');
}
