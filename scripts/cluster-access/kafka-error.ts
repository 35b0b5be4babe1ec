import { types } from 'node:util';
import { GenericError, MultipleErrors, ProtocolError, ResponseError } from '@platformatic/kafka';
import type { BrokerHost } from '../../cluster/topology';
import { AccessError } from './access-error';
import { certificateRemedy } from './certificate-remedy';

/** What was asked of whom. */
export interface KafkaRequest {
  readonly host: BrokerHost;
  readonly port: number;
  /** Kafka's name of the request, such as `Metadata`. */
  readonly name: string;
}

/** Turns whatever the client library throws into one sentence about the broker. */
export function kafkaError(cause: unknown, { host, port, name }: KafkaRequest): AccessError {
  const errors = cause instanceof ResponseError ? protocolErrors(cause) : [];
  const value = errors.length > 0 ? describeAll(errors) : rootMessage(cause);
  const log = `Look at Kafka's log in ${host.paths.kafka.logs} of ${host.name}`;
  return new AccessError(
    {
      path: `${host.name} (${host.address}:${port})`,
      rule: `answer ${name}`,
      value,
      remedy: certificateRemedy(value) ?? log,
    },
    { cause, codes: errors.map(({ apiId }) => String(apiId)) },
  );
}

function protocolErrors({ errors }: ResponseError): readonly ProtocolError[] {
  return errors.filter((error): error is ProtocolError => error instanceof ProtocolError);
}

/** Each different error once: a request about a thousand partitions can have a thousand alike. */
function describeAll(errors: readonly ProtocolError[]): string {
  const texts = errors.map(
    ({ apiId, serverErrorMessage, message }) =>
      `${String(apiId)}: ${String(serverErrorMessage ?? message).replace(/\.$/, '')}`,
  );
  return [...new Set(texts)].join('; ');
}

/** The library wraps: what happened stands at the bottom, as in ECONNREFUSED. */
function rootMessage(error: unknown): string {
  if (MultipleErrors.isMultipleErrors(error as Error)) {
    return rootMessage((error as MultipleErrors).errors[0]);
  }
  if (!types.isNativeError(error)) return String(error);
  if (error.cause !== undefined) return rootMessage(error.cause);
  const code = (error as NodeJS.ErrnoException).code;
  return GenericError.isGenericError(error)
    ? error.message.replace(/\.$/, '')
    : (code ?? error.message);
}
