import fc from '../../support/fast-check';
import type { Alternative } from '../../../cluster/capacity/alternatives';
import { leastChange, takeWhatFits } from '../../../cluster/capacity/what-fits';
import type { ResolvedSpec } from '../../../cluster/resolve-spec';
import { resolved } from '../../support/capacity-plans';

const now = resolved({ retention: { hours: 1000 } });

/** Retention in steps: 0 changes it to 0 hours, 1 to 1 hour … */
const hours = (steps: number, noun: string): Alternative => ({
  steps,
  at: (step) => ({ ...now, retention: { ...now.retention, hours: step } }),
  describe: ({ retention }) => `${retention.hours} ${noun}`,
});

const atLeast = (least: number) => (spec: ResolvedSpec) =>
  spec.retention.hours >= least && spec.retention.hours < 1000;

describe('the least change', () => {
  it('is the first step that fits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900 }), fc.nat(899), (steps, least) => {
        const found = leastChange(hours(steps, 'h'), atLeast(least));
        expect(found?.retention.hours).toBe(least < steps ? least : undefined);
      }),
    );
  });

  it('is none where there are no steps', () => {
    expect(leastChange(hours(0, 'h'), () => true)).toBeUndefined();
  });
});

describe('what to take', () => {
  it('names each kind of change that is enough by itself', () => {
    const alternatives = [hours(10, 'apples'), hours(5, 'pears'), hours(20, 'plums')];
    expect(takeWhatFits(now, alternatives, atLeast(7))).toBe('Take 7 apples, or 7 plums');
  });

  it('names the ingest that fits where no change is enough', () => {
    const isQuiet = ({ workload }: ResolvedSpec) => workload.ingestBytesPerSecond <= 1_234_567;
    expect(takeWhatFits(now, [], isQuiet)).toBe(
      'No single change fits but at most 1.23 MB/s of ingest: make several',
    );
  });

  it('says so where not even that is', () => {
    expect(takeWhatFits(now, [], () => false)).toBe('No single change fits: make several');
  });
});
