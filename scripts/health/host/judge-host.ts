import type { Problem } from '../../../cluster/errors';
import { judgeClock } from './clock';
import type { KeptOf } from './disk-outlook';
import type { HostHealth } from './host-state';
import { judgeDisks } from './judge-disks';
import { judgeHostReport } from './judge-host-report';
import { judgeProcesses } from './judge-processes';

/** A host to judge: its name, and what one look at it brought. */
export interface JudgedHost {
  readonly name: string;
  readonly survey: HostHealth;
  /** How much of each topic stays on a disk. */
  readonly keptOf: KeptOf;
}

/** What is wrong with a host by itself, beside what `converge` would bring to it; empty where all is well. */
export type HostJudgement = (host: JudgedHost) => readonly Problem[];

/** All of them, in the order in which `status` tells them. */
export const HOST_JUDGEMENTS: readonly HostJudgement[] = [
  ({ name, survey }) => judgeHostReport(name, survey.report),
  ({ name, survey }) => judgeProcesses(name, survey.units),
  ({ name, survey, keptOf }) => judgeDisks(name, survey.disks, keptOf),
  ({ name, survey }) => judgeClock(`${name}, clock`, survey.clock),
];

export const judgeHost: HostJudgement = (host) => HOST_JUDGEMENTS.flatMap((judge) => judge(host));
