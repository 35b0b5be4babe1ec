import { formatProblem, type Problem } from '../../cluster/errors';

/** The fact doesn't hold: each problem says what was found, what was expected and where to look. */
export class CheckFailure extends Error {
  override readonly name = 'CheckFailure';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
  }
}

/** Fails the check where there are problems; each is told once, however many saw it. */
export function failOnProblems(problems: readonly Problem[]): void {
  const different = new Map(problems.map((problem) => [formatProblem(problem), problem]));
  if (different.size > 0) throw new CheckFailure([...different.values()]);
}
