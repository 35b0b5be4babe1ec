import { processesOf } from '../../../cluster/processes/host-process';
import { asService } from '../../hosts/command-words';
import { counted } from '../../terminal/quantities';
import { hostCheck } from '../host-check';
import { judgeLogrotate } from '../../health/host/judge-logrotate';

/** Lets logrotate itself say whether it could do its work; a dry run changes nothing. */
export const logRotation = hostCheck({
  id: 'log-rotation',
  title: "logrotate's own dry run takes every configuration",
  look: async (shell, host, { topology }) => {
    const configs = processesOf(topology, host).map(({ name, paths }) => ({
      name,
      path: `${paths.config}/logrotate.conf`,
    }));
    const problems = await Promise.all(
      configs.map(async ({ name, path }) => {
        const argv = ['logrotate', '--debug', '--state', '/dev/null', path];
        return judgeLogrotate(`${host.name}, ${path}`, await shell.run(asService(name, argv)));
      }),
    );
    return {
      problems: problems.flat(),
      seen: `${counted(configs.length, 'configuration')} taken`,
    };
  },
});
