import { formatProblem, UserError, type Problem } from '../../cluster/errors';

/** A move that came to no end: what it says holds is how the cluster was left. */
export class MoveError extends UserError {
  override readonly name = 'MoveError';
  override readonly exitCode = 1;

  constructor(readonly problem: Problem) {
    super(formatProblem(problem));
  }
}
