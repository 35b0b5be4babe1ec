import type { DeployProject, CommandEnd } from '../deploy-project';

/** How the tools that judge a cluster are asked while a state stands: each looks, and waits for nothing. */
export const ASKED = {
  status: ['status'],
  'status --json': ['status', '--json'],
  gate: ['gate', '--stall', '2', '--timeout', '10'],
  smoke: ['smoke', '--wait', '2'],
  'converge --dry-run': ['converge', '--dry-run'],
} as const;

/** A tool that still waits then has hung. */
const LIMIT_SECONDS = '120';

export type Asked = keyof typeof ASKED;

export const ASKED_NAMES = Object.keys(ASKED) as readonly Asked[];

/** What each of them said at the same time. */
export type Answers = Readonly<Record<Asked, Answer>>;

export interface Answer extends CommandEnd {
  readonly seconds: number;
}

/** Asks all at once. */
export async function askTools(project: DeployProject): Promise<Answers> {
  const inventory = await project.writeInventory('asked.json');
  const ends = ASKED_NAMES.map(async (name) => {
    const argv = ['timeout', LIMIT_SECONDS, 'cdktf-kafka', ...ASKED[name]];
    const start = performance.now();
    const end = await project.run([...argv, '--inventory', inventory]);
    return [name, { ...end, seconds: (performance.now() - start) / 1_000 }] as const;
  });
  return Object.fromEntries(await Promise.all(ends)) as Answers;
}
