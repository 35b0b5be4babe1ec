import { parse } from 'yaml';
import { projectFile } from './workflow';

/** A job of GitLab, as far as tests look at it, with what it extends. */
export interface GitlabJob {
  readonly script: readonly string[];
  readonly extends?: string | readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly rules: readonly { readonly if: string; readonly when?: string }[];
  readonly needs?: readonly (string | { readonly job: string })[];
  readonly parallel?: { readonly matrix: readonly Readonly<Record<string, readonly string[]>>[] };
  readonly image: string;
  readonly stage: string;
  readonly allow_failure?: boolean;
  readonly resource_group?: string;
  readonly environment?: { readonly name: string };
  readonly id_tokens?: Readonly<Record<string, { readonly aud: string }>>;
  readonly artifacts?: { readonly name?: string; readonly paths: readonly string[] };
}

/** The ready jobs, by name; those that are hidden are only there to be extended. */
export function readGitlabJobs(): Readonly<Record<string, GitlabJob>> {
  const all = parse(projectFile('docs/ci/gitlab/plan-review.gitlab-ci.yml')) as Record<
    string,
    Partial<GitlabJob>
  >;
  const whole = ({ extends: names = [], ...job }: Partial<GitlabJob>): GitlabJob =>
    Object.assign({}, ...[names].flat().map((name) => all[name]), job) as GitlabJob;
  const jobs = Object.entries(all).filter(([name]) => !name.startsWith('.'));
  return Object.fromEntries(jobs.map(([name, job]) => [name, whole(job)]));
}
