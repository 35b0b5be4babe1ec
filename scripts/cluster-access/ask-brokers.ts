import { metadataV12, ResponseError, type API } from '@platformatic/kafka';
import type { ListenerId } from '../../cluster/listeners/listeners';
import { brokerHosts, type BrokerHost, type Topology } from '../../cluster/topology';
import { retryFor } from '../system/retry-for';
import { AccessError } from './access-error';
import { collectAnswers, type Answers } from './collect-answers';
import type { BrokerAccess, KafkaAccess } from './kafka-access';

/** What Metadata says, of a cluster and of the topics asked for. */
export type ClusterMetadata = ReturnType<typeof metadataV12.parseResponse>;
export type TopicMetadata = ClusterMetadata['topics'][number];

/** The brokers that there should be, and the way to them. */
export interface Brokers {
  readonly topology: Topology;
  readonly kafka: KafkaAccess;
}

/** One broker's answer. */
export interface BrokerAnswer<Answer> {
  readonly host: BrokerHost;
  readonly answer: Answer;
}

/** Asks every broker of the topology the same, each for itself. */
export async function askEveryBroker<Answer>(
  { topology, kafka, listener }: Brokers & { readonly listener?: ListenerId },
  ask: (broker: BrokerAccess, host: BrokerHost) => Promise<Answer>,
): Promise<Answers<BrokerAnswer<Answer>>> {
  return await collectAnswers(
    brokerHosts(topology).map(async (host) => ({
      host,
      answer: await ask(kafka.broker(host, listener), host),
    })),
  );
}

/**
 * The answer of whichever broker answers first.
 *
 * @throws AccessError of one of them where none answers; rather one that was answered with an error
 */
export async function askAnyBroker<Request extends unknown[], Answer>(
  { topology, kafka }: Brokers,
  api: API<Request, Answer>,
  ...request: Request
): Promise<Answer> {
  const asked = brokerHosts(topology).map((host) => kafka.broker(host).ask(api, ...request));
  return await Promise.any(asked).catch((error: unknown) => {
    if (!(error instanceof AggregateError)) throw error;
    const errors: readonly unknown[] = error.errors;
    throw errors.find((each) => each instanceof AccessError && each.codes.length > 0) ?? errors[0];
  });
}

/**
 * Metadata of these topics, or of all: also where the answer carries errors about some of them,
 * such as partitions without a leader, for those are findings.
 */
export async function readMetadata(
  broker: BrokerAccess,
  topics: readonly string[] | 'all',
): Promise<ClusterMetadata> {
  return await despiteErrors(
    broker.ask(metadataV12.api, topics === 'all' ? null : [...topics], false),
  );
}

/** An answer also where it carries errors about some of what was asked for. */
export async function despiteErrors<Answer>(asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    const cause: unknown = error instanceof AccessError ? error.cause : undefined;
    if (cause instanceof ResponseError && 'response' in cause) return cause.response as Answer;
    throw error;
  }
}

/**
 * The broker that is the controller, as any of them names it.
 *
 * @throws AccessError where no broker answers, or there is no controller
 */
export async function findController(brokers: Brokers): Promise<BrokerHost> {
  const { controllerId } = await askAnyBroker(brokers, metadataV12.api, []);
  if (controllerId !== NO_CONTROLLER) return brokerWithId(brokers.topology, controllerId);
  throw new AccessError({
    path: brokers.topology.spec.clusterName,
    rule: 'have a controller',
    remedy: 'Wait for the election; if it does not end, look at controller.log of each broker',
  });
}

/**
 * The controller, to be asked. Where the role goes to another broker meanwhile, that one is asked: who says that he is
 * not the controller has done nothing.
 *
 * @throws AccessError where there is none
 */
export async function controllerOf(brokers: Brokers): Promise<BrokerAccess> {
  let controller = await findController(brokers);
  return {
    ask: (api, ...request) =>
      retryFor({ durationMs: ELECTION_MS, retryOn: isOfAnother }, async () => {
        try {
          return await brokers.kafka.broker(controller).ask(api, ...request);
        } catch (error) {
          if (isOfAnother(error))
            controller = await findController(brokers).catch(() => controller);
          throw error;
        }
      }),
  };
}

/** Far beyond an election: it only ends what hangs. */
const ELECTION_MS = 60_000;

function isOfAnother(error: unknown): boolean {
  return error instanceof AccessError && error.codes.includes('NOT_CONTROLLER');
}

const NO_CONTROLLER = -1;

/** @throws AccessError where the topology has no broker of this id */
export function brokerWithId(topology: Topology, id: number): BrokerHost {
  const host = brokerHosts(topology).find(({ broker }) => broker.id === id);
  if (host) return host;
  const ids = brokerHosts(topology).map(({ broker }) => broker.id);
  throw new AccessError({
    path: topology.spec.clusterName,
    rule: `be made up of brokers ${ids.join(', ')}`,
    value: `broker ${id}`,
    remedy: 'Look at broker.id in server.properties and meta.properties of each broker',
  });
}
