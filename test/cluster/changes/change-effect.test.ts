import {
  changeEffect,
  isOnChange,
  settingsOf,
  startedWithIt,
} from '../../../cluster/changes/change-effect';
import type { OnChange } from '../../../cluster/host-files';
import { renderForProduction } from '../../support/render-for-production';
import { validSpec } from '../../support/spec-builder';

const restart = (role: 'broker' | 'zookeeper', settings: readonly object[] = []) => ({
  kind: 'restart',
  role,
  settings,
});

const WORDS: readonly (readonly [OnChange, object])[] = [
  ['nothing', { kind: 'nothing' }],
  ['reload-sysctl', { kind: 'reload', reload: 'sysctl' }],
  ['reload-systemd', { kind: 'reload', reload: 'systemd' }],
  ['restart-timer', { kind: 'reload', reload: 'timer' }],
  ['restart-socket', { kind: 'reload', reload: 'socket' }],
  ['restart-service', { kind: 'reload', reload: 'service' }],
  ['broker-settings', restart('broker')],
  ['broker-restart', restart('broker')],
  ['zookeeper-settings', restart('zookeeper')],
  ['zookeeper-restart', restart('zookeeper')],
];

describe.each(WORDS)('a file whose row says %s', (onChange, effect) => {
  it('needs what the row says when it changes, and when it is missing', () => {
    expect(changeEffect(undefined, 'b\n', onChange)).toEqual(effect);
    const settings = settingsOf(onChange) && { settings: [{ key: 'a' }, { key: 'b' }] };
    expect(changeEffect('a\n', 'b\n', onChange)).toMatchObject({ ...effect, ...settings });
  });

  it.each([
    ['stays the same', 'a\n', 'a\n'],
    ['gets other comments', '# one\na\n', 'a\n\n# two\n'],
    ['goes', 'a\n', undefined],
  ])('needs nothing when it %s', (_, before, after) => {
    expect(changeEffect(before, after, onChange)).toEqual({ kind: 'nothing' });
  });
});

it.each([
  ['a comment behind blanks, which only some readers take for one', 'a\n', 'a\n #\n'],
  ['the order of lines', 'a\nb\n', 'b\na\n'],
  ['blanks', 'a=b\n', 'a = b\n'],
])('on the safe side, minds %s', (_, before, after) => {
  expect(changeEffect(before, after, 'zookeeper-settings')).toMatchObject({ role: 'zookeeper' });
});

it.each([
  ['order', 'message.max.bytes=2\nbroker.rack=a\n', 'broker.rack=a\nmessage.max.bytes=2\n'],
  ['blanks', 'broker.rack=a\n', 'broker.rack = a\n'],
])('of the settings of a broker, %s means nothing', (_, before, after) => {
  expect(changeEffect(before, after, 'broker-settings')).toEqual({ kind: 'nothing' });
});

it('restarts a broker once for a change of both kinds, and tells both', () => {
  const effect = changeEffect('', 'message.max.bytes=2\nbroker.rack=a\n', 'broker-settings');
  expect(effect).toMatchObject({
    ...{ kind: 'restart', role: 'broker' },
    settings: [{ key: 'broker.rack' }, { key: 'message.max.bytes' }],
  });
});

it.each(['broker-settings', 'zookeeper-settings'] as const)(
  'of %s, tells the settings that differ',
  (onChange) => {
    expect(changeEffect('a=1\nb=2\n', 'a=1\nb=3\n', onChange)).toMatchObject({
      kind: 'restart',
      settings: [{ key: 'b', before: '2', after: '3' }],
    });
  },
);

it('restarts no broker for what it can be given while it runs', () => {
  const properties = (hours: number) =>
    renderForProduction(validSpec({ retention: { hours } }))[0]!.files.find(
      ({ onChange }) => onChange === 'broker-settings',
    )!.content;
  expect(changeEffect(properties(72), properties(48), 'broker-settings')).toMatchObject({
    ...{ kind: 'dynamic', role: 'broker' },
    settings: [
      {
        key: 'log.retention.ms',
        update: 'dynamic',
        dynamic: { value: '172800000', scope: 'cluster-wide' },
      },
    ],
  });
});

it('knows the words of rows, which process starts with a file, and whose settings one holds', () => {
  expect(['broker-settings', 'toString', ''].map(isOnChange)).toEqual([true, false, false]);
  expect(WORDS.map(([word]) => startedWithIt(word))).toEqual([
    ...[undefined, undefined, undefined, undefined, undefined, undefined],
    ...['broker', 'broker', 'zookeeper', 'zookeeper'],
  ]);
  expect(settingsOf('zookeeper-settings')).toBe('zookeeper');
  expect(settingsOf('zookeeper-restart')).toBeUndefined();
});
