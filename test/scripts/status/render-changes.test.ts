import { renderChanges } from '../../../scripts/status/render-changes';

const record = {
  ...{ id: '1', command: 'restart broker-1', by: 'ann@ops', pid: 4711 },
  since: '2026-11-27T06:42:30.000Z',
  why: ['broker-1: kafka.service is restarted: a leak', 'another reason'],
  steps: [{ at: '2026-11-27T06:42:31.000Z', host: 'broker-1', what: 'restart kafka.service' }],
  end: { at: '2026-11-27T06:43:16.000Z', result: 'done' as const },
};

test('a change is a line with its hosts and why', () => {
  expect(renderChanges({ holder: undefined, records: [record] })).toEqual([
    '2026-11-27T06:42:30Z restart broker-1 by ann@ops: done, after 46 s (broker-1); why: broker-1: kafka.service is restarted: a leak, and 1 more',
  ]);
});
