import { parseMachine, renewalOf } from '../../../../scripts/health/host/machine';
import { inventoryOf } from '../../../support/inventories';

const DIGEST = 'ab'.repeat(32);
const wanted = inventoryOf(undefined, { imageId: 'ami-0b', userDataSha256: DIGEST }).hosts[0]!;

it('reads what the host was born with', () => {
  expect(parseMachine(`image ami-0a1b\n${DIGEST}  -\n`)).toEqual({
    imageId: 'ami-0a1b',
    userDataSha256: DIGEST,
  });
});

it('knows nothing of a host that does not tell', () => {
  expect(parseMachine('image \n')).toEqual({});
});

it.each([
  ['nothing', { imageId: 'ami-0b', userDataSha256: DIGEST }, []],
  ['nothing that it can’t know', { imageId: undefined, userDataSha256: undefined }, []],
  [
    'an older image',
    { imageId: 'ami-0a', userDataSha256: DIGEST },
    ['stands on ami-0a; a new instance would boot ami-0b'],
  ],
  [
    'other user data',
    { imageId: 'ami-0b', userDataSha256: 'cd'.repeat(32) },
    ['was born with other user data than a new instance would be'],
  ],
])('finds %s to renew', (_, machine, expected) => {
  expect(renewalOf(wanted, machine)).toEqual(expected);
});
