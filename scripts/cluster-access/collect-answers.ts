import type { Problem } from '../../cluster/errors';
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
    else if (outcome.reason instanceof AccessError) silent.push(outcome.reason.problem);
    else throw outcome.reason;
  }
  return { answers, silent };
}
