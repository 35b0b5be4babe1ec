import type { StepFacts } from '../../../scripts/changing/cluster-change';
import type { WriteProbe } from '../../../scripts/probing/write-probe';
import { describePause, measurePause } from '../../../scripts/rolling/measure-pause';
import { productionTopology } from '../../support/production-topology';

const topology = productionTopology();
const host = topology.hosts[0]!;

/** A probe that saw writes wait for so long. */
function probeThatSaw(longestMs: number) {
  const done: string[] = [];
  const watch = {
    takeLongestMs: () => longestMs,
    settle: () => Promise.resolve(void done.push('settled')),
    stop: () => Promise.resolve(void done.push('stopped')),
  };
  const probe = { watch: () => watch } as unknown as WriteProbe;
  return { done, probe };
}

describe('the pause of a step', () => {
  it('is noted with the step when writes are taken as before', async () => {
    const { done, probe } = probeThatSaw(310);
    const facts: StepFacts = {};
    const work = () => Promise.resolve(void done.push('worked'));
    expect(await measurePause({ host, facts, probe }, work)).toBe(310);
    expect(facts).toEqual({ pauseMs: 310 });
    expect(done).toEqual(['worked', 'settled', 'stopped']);
  });

  it('is noted also where the step fails', async () => {
    const { done, probe } = probeThatSaw(9_000);
    const facts: StepFacts = {};
    const work = () => Promise.reject(new Error('it stayed down'));
    await expect(measurePause({ host, facts, probe }, work)).rejects.toThrow('it stayed down');
    expect(facts).toEqual({ pauseMs: 9_000 });
    expect(done).toEqual(['stopped']);
  });

  it('is not there where nobody measures', async () => {
    const facts: StepFacts = {};
    await measurePause({ host, facts, probe: undefined }, () => Promise.resolve());
    expect(facts).toEqual({});
    expect(describePause(undefined)).toBe('');
  });

  it('is told in words', () =>
    expect(describePause(310)).toBe('; a write waited for 310 ms at most'));
});
