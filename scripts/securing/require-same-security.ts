import { formatProblem, UserError } from '../../cluster/errors';
import type { Host, Topology } from '../../cluster/topology';
import { HostError } from '../hosts/host-error';
import type { HostShells } from '../hosts/host-shell';
import { lookOnce } from './open-doors';
import { isAtRest, sideOf, type Side } from './plan-security';
import { stageOf, STAGE_WORDS, type LastingStage } from './stages';

export interface DeployedWays {
  readonly topology: Topology;
  readonly shells: HostShells;
}

const FOUND: Readonly<Record<Side, LastingStage>> = {
  plain: 'plain',
  both: 'moved',
  closed: 'closed',
};

/**
 * Asked before hosts are given other files: those of another security would tear a running cluster apart, one
 * process after another. Hosts that don't answer, or where nothing runs yet, say nothing.
 *
 * @throws UserError where the hosts have other ports open than the spec asks for
 */
export async function requireSameSecurity({ topology, shells }: DeployedWays): Promise<void> {
  const readSockets = async (host: Host) => {
    try {
      const shell = shells.of(host.name);
      const { stdout } = await shell.run(['cat', '/proc/net/tcp', '/proc/net/tcp6']);
      return stdout;
    } catch (error) {
      if (error instanceof HostError) return '';
      throw error;
    }
  };
  const running = await lookOnce({ topology, readSockets });
  if (running.length === 0) return;
  const target = stageOf(topology.spec.security);
  const side = sideOf(running);
  if (isAtRest(side, target)) return;
  const problem = {
    path: 'security',
    rule: `stay that of the hosts that run, ${STAGE_WORDS[FOUND[side]]}`,
    value: STAGE_WORDS[target],
    remedy:
      'Nothing was changed. Deploy with the security that the hosts have: of those without TLS that is `Security.plaintext()`, which a spec says by name. A cluster on hosts of its own is not brought from one to the other yet: make a new one, and move the clients to it',
  };
  throw new UserError(formatProblem(problem));
}
