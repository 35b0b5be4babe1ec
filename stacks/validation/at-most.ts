import type { Check } from '../../cluster/checks/checks';
import { duplicates } from '../../cluster/checks/duplicates';

/** A list that passes, has no text twice, and no more elements than that. */
export function atMost(count: number, check: Check<readonly string[]>): Check<readonly string[]> {
  return (value, path) => {
    const problems = check(value, path);
    if (problems.length > 0) return problems;
    const texts = value as readonly string[];
    return [
      ...duplicates(texts, (index) => `${path}[${index}]`, 'Name it once'),
      ...(texts.length > count
        ? [
            {
              path,
              rule: `be at most ${count}`,
              value: texts.length,
              remedy: 'AWS takes no more: leave some out',
            },
          ]
        : []),
    ];
  };
}
