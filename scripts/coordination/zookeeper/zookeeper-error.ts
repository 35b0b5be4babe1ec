/** ZooKeeper's codes of the errors that are told apart or named here. */
export const ZOOKEEPER_ERRORS = {
  '-1': 'SystemError',
  '-5': 'MarshallingError',
  '-6': 'Unimplemented',
  '-7': 'OperationTimeout',
  '-8': 'BadArguments',
  '-101': 'NoNode',
  '-102': 'NoAuth',
  '-103': 'BadVersion',
  '-108': 'NoChildrenForEphemerals',
  '-110': 'NodeExists',
  '-111': 'NotEmpty',
  '-112': 'SessionExpired',
  '-115': 'AuthFailed',
  '-118': 'SessionMoved',
  '-119': 'NotReadOnly',
  '-125': 'QuotaExceeded',
  '-127': 'ThrottledOperation',
} as const;

export type ZookeeperErrorName = (typeof ZOOKEEPER_ERRORS)[keyof typeof ZOOKEEPER_ERRORS];

/** An error that ZooKeeper gave for an answer. */
export class ZookeeperError extends Error {
  override readonly name = 'ZookeeperError';
  /** Undefined where the code is none of the table. */
  readonly code: ZookeeperErrorName | undefined;

  constructor(request: string, number: number) {
    const names: Readonly<Record<string, ZookeeperErrorName>> = ZOOKEEPER_ERRORS;
    const code = names[number];
    super(`${request}: ${code ?? `error ${number}`}`);
    this.code = code;
  }
}

/** Whether ZooKeeper gave one of these errors for an answer. */
export function isAnswer(error: unknown, ...codes: readonly ZookeeperErrorName[]): boolean {
  return error instanceof ZookeeperError && error.code !== undefined && codes.includes(error.code);
}
