import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageFolder } from '../../../cluster/package-folder';

/** A GitHub workflow, as far as tests look at it. */
export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface Job {
  readonly permissions: Readonly<Record<string, string>>;
  readonly if?: string;
  readonly needs?: string;
  readonly environment?: string;
  readonly 'timeout-minutes': number;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly name?: string;
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

/** The step of a job that has this name. @throws Error where there is none */
export function stepOf(workflow: Workflow, job: string, name: string): Step {
  const found = workflow.jobs[job]?.steps.find((step) => step.name === name);
  if (!found) throw new Error(`no step '${name}' in job '${job}'`);
  return found;
}
