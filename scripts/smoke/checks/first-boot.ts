import { hostCheck } from '../host-check';
import { judgeFirstBoot } from '../../health/host/judge-first-boot';
import { judgeHostReport } from '../../health/host/judge-host-report';
import { readHostReport } from '../../health/host/host-report';

/** Asks cloud-init, and the host's own program, which brings up disks and units at each boot. */
export const firstBoot = hostCheck({
  id: 'first-boot',
  title: 'Every host came up without an error',
  look: async (shell, { name }) => {
    const [cloudInit, report] = await Promise.all([
      shell.run(['cloud-init', 'status', '--format', 'json']),
      readHostReport(shell),
    ]);
    return {
      problems: [
        ...judgeFirstBoot(`${name}, cloud-init`, cloudInit),
        ...judgeHostReport(name, report),
      ],
      seen: `cloud-init done, ${report.message || report.state}`,
    };
  },
});
