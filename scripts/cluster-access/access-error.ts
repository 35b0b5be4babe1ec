import { formatProblem, type Problem } from '../../cluster/errors';

/** A process of the cluster that gives no answer, or an error for an answer. */
export class AccessError extends Error {
  override readonly name = 'AccessError';
  /** Kafka's names of the errors in the answer, such as `NOT_CONTROLLER`; empty where none came. */
  readonly codes: readonly string[];

  constructor(
    readonly problem: Problem,
    { codes = [], cause }: { readonly codes?: readonly string[]; readonly cause?: unknown } = {},
  ) {
    super(formatProblem(problem), { cause });
    this.codes = codes;
  }
}
