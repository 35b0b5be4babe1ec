import type { ChangeHistory } from '../../../scripts/changing/change-history';
import {
  parseRecord,
  recordText,
  type ChangeRecord,
} from '../../../scripts/changing/change-record';
import { renderHistory, renderHistoryJson } from '../../../scripts/changing/render-history';

const record = (changes: Partial<ChangeRecord> = {}): ChangeRecord => ({
  ...{ id: 'one', by: 'ann@ops', pid: 7, command: 'converge', why: [], steps: [] },
  since: '2026-11-27T06:00:00.123Z',
  ...changes,
});
const end = { at: '2026-11-27T06:01:30.000Z', result: 'done' } as const;
const rendered = (changes: Partial<ChangeRecord>, holder?: ChangeHistory['holder']) =>
  renderHistory({ holder, records: [record(changes)] });

describe('a history', () => {
  it('tells of each change who made it, when, why, what was done, and how it ended', () => {
    const steps = [
      {
        at: '2026-11-27T06:00:09.000Z',
        host: 'broker-2',
        what: 'restart kafka.service',
        seconds: 8.2,
        pauseMs: 410,
      },
      { at: '2026-11-27T06:00:30.000Z', what: 'elect leaders', seconds: 1, failed: true as const },
    ];
    expect(rendered({ why: ['broker-2: a file differs'], steps, end })).toBe(
      [
        '2026-11-27T06:00:00Z converge by ann@ops: done, after 90 s',
        '  why: broker-2: a file differs',
        '  2026-11-27T06:00:09Z broker-2: restart kafka.service (8.2 s, longest pause 410 ms)',
        '  2026-11-27T06:00:30Z elect leaders (1 s, failed)',
      ].join('\n'),
    );
  });

  it('tells one that runs from one whose process died', () => {
    expect(rendered({})).toContain('never ended, for its process died or was cut off');
    expect(rendered({}, record())).toMatch(
      /^Changed right now: converge of ann@ops \(process 7\), since 2026-11-27T06:00:00Z\n\n.*: runs right now$/,
    );
  });

  it('says so where there is none', () => {
    expect(renderHistory({ holder: undefined, records: [] })).toBe('Nothing was recorded yet.');
  });

  it('is given to a program as it is, with the outcome of each', () => {
    expect(
      JSON.parse(renderHistoryJson({ holder: undefined, records: [record({ end })] })),
    ).toEqual({
      changes: [{ ...record({ end }), outcome: 'done' }],
    });
  });
});

describe('a record', () => {
  it('is read as it was written', () => {
    expect(parseRecord(recordText(record({ end })))).toEqual(record({ end }));
  });

  it.each(['', 'null', '7', '{}', '{"steps":1,"why":[]}'])('is not read from %j', (text) => {
    expect(parseRecord(text)).toBeUndefined();
  });

  it('keeps no secret, wherever it stands', () => {
    const secret = 'ssl.keystore.password=hunter2hunter2';
    const step = { at: '', what: secret, why: secret };
    const error = { ...end, result: 'failed', error: secret } as const;
    const text = recordText(record({ command: secret, why: [secret], steps: [step], end: error }));
    expect(text).not.toContain('hunter2');
    expect(text.match(/\(sensitive\)/g)).toHaveLength(5);
  });

  it('has at most the last hundred steps, none of them long', () => {
    const steps = Array.from({ length: 250 }, (_, index) => ({
      at: '2026-11-27T06:00:09.000Z',
      what: `${index} ${'x'.repeat(2_000)}`,
      why: 'y'.repeat(2_000),
    }));
    const text = recordText(record({ steps, why: Array(500).fill('z'.repeat(2_000)) as string[] }));
    expect(text.length).toBeLessThan(100_000);
    const kept = parseRecord(text)!;
    expect(kept.steps).toHaveLength(100);
    expect(kept.steps[0]!.what).toMatch(/^150 /);
    expect(kept.earlierSteps).toBe(150);
  });
});
