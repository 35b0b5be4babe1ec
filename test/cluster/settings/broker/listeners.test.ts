import { socketRequestMaxBytes } from '../../../../cluster/settings/broker/listeners';

const MIB = 1024 * 1024;

it.each([
  [{}, 16 * MIB],
  [{ 'message.max.bytes': 8 * MIB }, 16 * MIB],
  [{ 'message.max.bytes': 8 * MIB + 1 }, 16 * MIB + 2],
  [{ 'message.max.bytes': 2_000_000_000 }, 2_147_483_647],
])('%j needs requests of %d bytes', (settings, bytes) => {
  expect(socketRequestMaxBytes(settings)).toBe(bytes);
});
