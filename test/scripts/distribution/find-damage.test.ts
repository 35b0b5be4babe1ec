import { findDamage } from '../../../scripts/distribution/find-damage';

const pinned = [
  { name: 'a.jar', bytes: 10, sha512: 'aaaaaaaaaaaaaaaa' },
  { name: 'b.jar', bytes: 20, sha512: 'bbbbbbbbbbbbbbbb' },
];

test('a folder with the pinned jars is whole', () => {
  expect(findDamage(pinned, pinned)).toEqual([]);
});

test('digests count only where they were read', () => {
  expect(
    findDamage(
      pinned.map(({ name, bytes }) => ({ name, bytes })),
      pinned,
    ),
  ).toEqual([]);
});

test.each([
  ['a missing jar', pinned.slice(0, 1), 'b.jar is missing'],
  ['a jar too many', [...pinned, { name: 'evil.jar', bytes: 1 }], 'evil.jar is not part of it'],
  [
    'a truncated jar',
    [pinned[0]!, { name: 'b.jar', bytes: 19 }],
    'b.jar has 19 bytes instead of 20',
  ],
  [
    'another jar of the same size',
    [pinned[0]!, { name: 'b.jar', bytes: 20, sha512: 'cccccccccccccccc' }],
    'b.jar has the SHA-512 cccccccccccc… instead of bbbbbbbbbbbb…',
  ],
])('%s is damage', (_, found, phrase) => {
  expect(findDamage(found, pinned)).toEqual([phrase]);
});
