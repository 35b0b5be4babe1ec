import type { Problem } from '../../cluster/errors';
import { HostError } from '../hosts/host-error';
import { AccessError } from './access-error';

/** What was answered, and what is known of those who gave no answer. */
export interface Answers<Answer> {
  readonly answers: readonly Answer[];
  readonly silent: readonly Problem[];
}

/**
 * Waits for everyone who was asked. One who gives no answer is a finding beside the answers of the
 * others; any other error is raised.
 */
export async function collectAnswers<Answer>(
  asked: readonly Promise<Answer>[],
): Promise<Answers<Answer>> {
  const answers: Answer[] = [];
  const silent: Problem[] = [];
  for (const outcome of await Promise.allSettled(asked)) {
    if (outcome.status === 'fulfilled') answers.push(outcome.value);
    else silent.push(problemOf(outcome.reason));
  }
  return { answers, silent };
}

function problemOf(reason: unknown): Problem {
  if (reason instanceof AccessError || reason instanceof HostError) return reason.problem;
  throw reason;
}
