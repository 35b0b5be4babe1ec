import { SHIPPER_METRICS } from '../../../cluster/metrics/shipper-metrics';
import { parseShipperReport } from '../../../scripts/audit/shipper-report';
import { renderShipperMetrics } from '../../../scripts/metrics/render-shipper-metrics';
import { seenShipper } from '../../../scripts/metrics/seen-shipper';
import { parseExposition } from '../../support/scrape';

const [AT, MINUTE] = [1_700_000_060_000, 60_000];
const file = { file: '/a.log', generation: 1, sentTo: 5, lines: 1 };
const report = {
  ...{ formatVersion: 1, host: 'web-1', at: AT, completeTo: AT - MINUTE, isLast: false },
  counts: { lines: 70, bytes: 7_000, lostBytes: 9 },
  files: [
    { ...file, bytesToGo: 30 },
    { ...file, file: '/a.log.1.gz', bytesToGo: null },
    { ...file, file: '/b.log', bytesToGo: 12 },
  ],
  ranges: [],
};
const read = (changes: object = {}) =>
  parseShipperReport(JSON.stringify({ ...report, ...changes }));
const given = (nowMs: number, isUnread = false) =>
  parseExposition(renderShipperMetrics({ shippers: [seenShipper(read()!, nowMs)], isUnread }));

it('gives each metric of the table, a series for a host, however many files it has', () => {
  const { metrics, samples } = given(AT);
  expect(samples).toHaveLength(SHIPPER_METRICS.length);
  for (const { name, type, meaning, labels } of SHIPPER_METRICS) {
    expect(metrics).toContainEqual({ name, type, meaning, labels: [...labels] });
  }
});

it('tells what the last report says, with nothing counted as nothing', () => {
  const values = Object.fromEntries(given(AT).samples.map(({ name, value }) => [name, value]));
  expect(values).toMatchObject({
    ...{ kafka_shipper_lastreport_timestamp_seconds: AT / 1_000, kafka_shipper_ended: 0 },
    ...{ kafka_shipper_togo_bytes: 42, kafka_shipper_files: 3 },
    ...{ kafka_shipper_unacknowledged_seconds: 60, kafka_shipper_reportsunread: 0 },
    ...{ kafka_shipper_sent_lines_total: 70, kafka_shipper_lost_bytes_total: 9 },
    kafka_shipper_setaside_lines_total: 0,
  });
});

it('does not take a clock that is ahead for a host that is not silent', () => {
  expect(given(AT - MINUTE, true).samples[0]?.value).toBe((AT - MINUTE) / 1_000);
});

it.each([
  ['no JSON', '{'],
  ['another format', JSON.stringify({ ...report, formatVersion: 2 })],
  ['no object', 'null'],
  ['a host without a name', JSON.stringify({ ...report, host: 7 })],
  ['a name without an end', JSON.stringify({ ...report, host: 'x'.repeat(256) })],
  ['counts that are none', JSON.stringify({ ...report, counts: { lines: 'many' } })],
  ['files that are none', JSON.stringify({ ...report, files: [null] })],
  ['no time', JSON.stringify({ ...report, at: null })],
])('takes no report of %s', (_, text) => {
  expect(read()).toBeDefined();
  expect(parseShipperReport(text)).toBeUndefined();
});
