import type { Problem } from '../../../cluster/errors';
import type { HostSurvey } from './host-state';
import { judgeHostReport } from './judge-host-report';

/** A host to judge: its name, and what one look at it brought. */
export interface JudgedHost {
  readonly name: string;
  readonly survey: HostSurvey;
}

/** What is wrong with a host by itself, beside what `converge` would bring to it; empty where all is well. */
export type HostJudgement = (host: JudgedHost) => readonly Problem[];

/** All of them, in the order in which `status` tells them. */
export const HOST_JUDGEMENTS: readonly HostJudgement[] = [
  ({ name, survey }) => judgeHostReport(name, survey.report),
];

export const judgeHost: HostJudgement = (host) => HOST_JUDGEMENTS.flatMap((judge) => judge(host));
