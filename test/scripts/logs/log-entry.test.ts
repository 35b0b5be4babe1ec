import { EntryReader, timeOf } from '../../../scripts/logs/log-entry';

it.each([
  ['[2026-11-27 06:42:30,123] INFO started (kafka.server.KafkaServer)', '2026-11-27 06:42:30.123'],
  ['2026-11-27 06:42:30,123 [myid:1] - INFO started', '2026-11-27 06:42:30.123'],
  ['[2026-11-27T06:42:30.123+0000][gc] GC(0) Pause Young', '2026-11-27 06:42:30.123'],
  ['2026-11-27T06:42:30.123456+0000 broker-1 systemd[1]: Started', '2026-11-27 06:42:30.123'],
  ['\tat kafka.log.LogManager.load(LogManager.scala:1)', undefined],
  ['', undefined],
])('%s was written at %s', (line, at) => expect(timeOf(line)).toBe(at));

it('keeps a stack trace with the line before it', () => {
  const reader = new EntryReader();
  const lines = ['[2026-11-27 06:42:30,123] ERROR no', 'java.io.IOException', '\tat x'];
  expect(lines.map((line) => reader.take(line))).toEqual([undefined, undefined, undefined]);
  expect(reader.take('[2026-11-27 06:42:31,000] INFO on')).toEqual({
    ...{ at: '2026-11-27 06:42:30.123', lines },
  });
  expect(reader.flush()?.lines).toEqual(['[2026-11-27 06:42:31,000] INFO on']);
  expect(reader.flush()).toBeUndefined();
});
