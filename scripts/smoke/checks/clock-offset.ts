import { runWell } from '../../hosts/run-well';
import { hostCheck } from '../host-check';
import {
  compareClocks,
  describeClock,
  judgeClock,
  parseChronyTracking,
} from '../../health/host/judge-clock';

/** Asks chrony; where that is silent, compares the host's clock with the one here. */
export const clockOffset = hostCheck({
  id: 'clock-offset',
  title: 'The clock of every host is right within half a second',
  look: async (shell, host) => {
    const tracking = await shell.run(['sh', '-c', 'chronyc -c tracking']);
    const reading = parseChronyTracking(tracking) ?? (await comparison());
    return { problems: judgeClock(`${host.name}, clock`, reading), seen: describeClock(reading) };

    async function comparison() {
      const askedAtMs = Date.now();
      const answer = await runWell(shell, ['date', '+%s.%N']);
      return compareClocks(askedAtMs, Number(answer) * 1_000, Date.now());
    }
  },
});
