import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageFolder } from '../../../cluster/package-folder';

/** A GitHub workflow, as far as tests look at it. */
export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency?: Concurrency;
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface Concurrency {
  readonly group: string;
  readonly 'cancel-in-progress': boolean;
}

export interface Job {
  readonly permissions: Readonly<Record<string, string>>;
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly concurrency?: Concurrency;
  readonly strategy?: {
    readonly 'fail-fast': boolean;
    readonly matrix: Readonly<Record<string, unknown>>;
  };
  readonly environment?: string;
  readonly 'timeout-minutes': number;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** Where the workflows lie, from the project's folder. */
export const WORKFLOWS = ['plan-review.yml', 'plan-review-comment.yml'] as const;

export function readWorkflow(name: (typeof WORKFLOWS)[number]): Workflow {
  return parse(projectFile('.github', 'workflows', name)) as Workflow;
}

export function projectFile(...path: readonly string[]): string {
  return readFileSync(join(packageFolder(), ...path), 'utf8');
}

/** The step of a job that has this name, with what the job gives it. @throws Error where there is none */
export function stepOf(workflow: Workflow, job: string, name: string): Step {
  const found = workflow.jobs[job]?.steps.find((step) => step.name === name);
  if (!found) throw new Error(`no step '${name}' in job '${job}'`);
  return { ...found, env: { ...workflow.jobs[job]!.env, ...found.env } };
}

/** The stacks of a job's matrix, where the repository's variable names them, and where it names none. */
export function stacksOf(job: Job, variable?: string): unknown {
  const expression = String(job.strategy?.matrix.stack);
  const [, standard = ''] =
    /^\$\{\{ fromJSON\(vars\.PLAN_REVIEW_STACKS \|\| '(.+)'\) \}\}$/.exec(expression) ?? [];
  return JSON.parse(variable ?? standard) as unknown;
}
