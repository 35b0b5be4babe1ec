import { describeClock, judgeClock, readClock } from '../../health/host/clock';
import { hostCheck } from '../host-check';

/** Asks chrony; where that is silent, compares the host's clock with the one here. */
export const clockOffset = hostCheck({
  id: 'clock-offset',
  title: 'The clock of every host is right within half a second',
  look: async (shell, host) => {
    const reading = await readClock(shell);
    return { problems: judgeClock(`${host.name}, clock`, reading), seen: describeClock(reading) };
  },
});
