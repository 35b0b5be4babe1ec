import { parseHostPulse, readHostPulse } from '../../../../scripts/health/host/host-pulse';
import { machineShells } from '../../../../scripts/local/machine-shells';
import { describeOnLinux } from '../../../support/on-linux';

const reading = (seconds: number, received: number, sent: number) =>
  `${seconds.toFixed(2)} 12.00
Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo: ${received * 9} 5 0 0 0 0 0 0 ${sent * 9} 5 0 0 0 0 0 0
  ens5:${received} 5 0 0 0 0 0 0 ${sent} 5 0 0 0 0 0 0
`;

it('has what passed through between two readings, without the loopback', () => {
  expect(parseHostPulse(reading(100, 1_000, 10_000) + reading(102, 5_000, 10_400))).toEqual({
    upSeconds: 102,
    network: { receivedBytesPerSecond: 2_000, sentBytesPerSecond: 200 },
  });
});

it('is nothing where the host told nothing, and no rate of one reading', () => {
  expect(parseHostPulse('')).toEqual({ upSeconds: undefined, network: undefined });
  expect(parseHostPulse(reading(100, 1, 1))).toEqual({ upSeconds: 100, network: undefined });
});

it('calls counters that began anew nothing, not less than nothing', () => {
  const { network } = parseHostPulse(reading(100, 9_000, 9_000) + reading(101, 10, 10));
  expect(network).toEqual({ receivedBytesPerSecond: 0, sentBytesPerSecond: 0 });
});

describeOnLinux('a real kernel', () => {
  it('tells both', async () => {
    const { upSeconds, network } = await readHostPulse(machineShells.of('broker-1'));
    expect(upSeconds).toBeGreaterThan(0);
    expect(network?.sentBytesPerSecond).toBeGreaterThanOrEqual(0);
  });
});
