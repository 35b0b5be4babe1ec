import { ConfigTypes } from '@platformatic/kafka';
import { sameSetting } from '../../../../scripts/health/settings/effective-setting';
import { shownSetting } from '../../../support/shown-setting';

describe('a value that Kafka spells in another way is the same', () => {
  test.each([
    ['int', ConfigTypes.INT, '007', '7'],
    ['long', ConfigTypes.LONG, '+9223372036854775807', '9223372036854775807'],
    ['short', ConfigTypes.SHORT, ' 3', '3'],
    ['double', ConfigTypes.DOUBLE, '1', '1.0'],
    ['double', ConfigTypes.DOUBLE, '5e-1', '0.5'],
    ['boolean', ConfigTypes.BOOLEAN, 'FALSE', 'false'],
    ['list', ConfigTypes.LIST, 'a, b', 'a,b'],
    ['string', ConfigTypes.STRING, 'x ', 'x'],
    ['class', ConfigTypes.CLASS, 'a.B', 'a.B'],
  ] as const)('%s', (_, configType, inFile, shown) => {
    expect(sameSetting(shownSetting({ configType }), inFile, shown)).toBe(true);
  });
});

describe('another value is another', () => {
  test.each([
    [
      'long, by one, beyond what a double holds',
      ConfigTypes.LONG,
      '9007199254740993',
      '9007199254740992',
    ],
    ['double', ConfigTypes.DOUBLE, '0.5', '0.51'],
    ['boolean', ConfigTypes.BOOLEAN, 'true', 'false'],
    ['list in another order', ConfigTypes.LIST, 'a,b', 'b,a'],
    ['string in another case', ConfigTypes.STRING, 'a', 'A'],
    ['none', ConfigTypes.STRING, 'a', null],
  ] as const)('%s', (_, configType, inFile, shown) => {
    expect(sameSetting(shownSetting({ configType }), inFile, shown)).toBe(false);
  });
});
