import { renderHost } from '../../../cluster/host-files';
import { asService } from '../../hosts/command-words';
import { counted } from '../counted';
import { hostCheck } from '../host-check';
import { judgeLogrotate } from '../../health/host/judge-logrotate';

/** Lets logrotate itself say whether it could do its work; a dry run changes nothing. */
export const logRotation = hostCheck({
  id: 'log-rotation',
  title: "logrotate's own dry run takes every configuration",
  look: async (shell, host, { topology }) => {
    const configs = renderHost(topology, host).filter(({ path }) =>
      path.endsWith('logrotate.conf'),
    );
    const problems = await Promise.all(
      configs.map(async ({ path }) =>
        judgeLogrotate(
          `${host.name}, ${path}`,
          await shell.run(
            asService(/\/kafka\//.test(path) ? 'kafka' : 'zookeeper', [
              ...['logrotate', '--debug', '--state', '/dev/null', path],
            ]),
          ),
        ),
      ),
    );
    return {
      problems: problems.flat(),
      seen: `${counted(configs.length, 'configuration')} taken`,
    };
  },
});
