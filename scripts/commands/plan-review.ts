import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Option, type Command } from 'commander';
import { formatProblem, UserError } from '../../cluster/errors';
import { addHelpNotes } from '../command-line/help-layout';
import { withInterrupts } from '../system/interrupts';
import { packageVersion } from '../command-line/package-version';
import { parsePlan } from '../terraform-plan/parse-plan';
import type { Plan } from '../terraform-plan/plan';
import { render, type ReviewFormat } from '../plan-review/output';
import { DEFAULT_SOURCE_FILE, type OutputOptions } from '../plan-review/output/output-options';
import { namePath } from '../terminal/name-path';
import { maskText } from '../masking/mask-text';
import { planStack } from '../terraform-plan/plan-stack';
import { readPlan } from '../terraform-plan/read-plan';
import { reviewPlan } from '../plan-review/reviewing/review-plan';
import type { Verdict } from '../plan-review/review';
import { printAside } from '../terminal/print';
import { thisTerminal } from '../terminal/terminal';
import { formerOption, jsonOption, stackFolderOption } from './shared-options';

/** `cdktf-kafka plan-review PLAN`: what a plan would do to the cluster. */
export function addPlanReviewCommand(program: Command): void {
  const command = program
    .command('plan-review')
    .description('Say what a terraform plan would do to the cluster, and whether that is safe.')
    .argument('[plan]', 'a plan file or its JSON (`terraform show -json`); `-` for standard input')
    .option('--stack <name>', 'synthesize this stack of the cdktf project here, and plan it')
    .addOption(
      new Option('--format <format>', 'how to print the review (default: "text")').choices(
        Object.keys(render),
      ),
    )
    .addOption(jsonOption())
    .option('--markdown <file>', 'write the review as Markdown as well, for a comment')
    .option('--sarif <file>', 'write the findings as SARIF as well, for code scanning')
    .option(
      '--title <title>',
      'tells this review from others (default: the stack, if that is given)',
    )
    .addOption(formerOption('--name <title>', '--title'))
    .option(
      '--sarif-at <file>',
      'the file at which code scanning shows findings',
      DEFAULT_SOURCE_FILE,
    )
    .addOption(
      stackFolderOption(
        'where terraform shows a plan file: its folder, after init; JSON needs none',
      ).default('.'),
    )
    .addOption(formerOption('--chdir <folder>', '--stack-folder'))
    .option('--partial', 'review a plan that leaves resources out (-target); never safe')
    .addOption(
      new Option('--fail-on <verdict>', 'the mildest verdict that gives an exit code other than 0')
        .choices(Object.keys(LEAST_FAILING))
        .default('care'),
    )
    .action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
A plan holds secrets in clear. Everything printed here is masked: what the plan marks sensitive, and
what looks like a secret. docs/plan-review.md has the rules and the ready CI jobs.

Exit code: 0 safe, 1 needs care, 2 danger, 3 could not be reviewed. With --fail-on danger a plan that
needs care gives 0, with --fail-on never a dangerous one as well; 3 stays 3.`;

interface PlanReviewOptions {
  readonly stack?: string;
  readonly format?: ReviewFormat;
  readonly json?: true;
  readonly markdown?: string;
  readonly sarif?: string;
  readonly title?: string;
  readonly sarifAt: string;
  readonly stackFolder: string;
  readonly partial?: true;
  readonly failOn: keyof typeof LEAST_FAILING;
}

const EXIT_CODES: Readonly<Record<Verdict, number>> = { safe: 0, care: 1, danger: 2 };
const LEAST_FAILING = { care: 1, danger: 2, never: 3 } as const;

async function run(file: string | undefined, options: PlanReviewOptions): Promise<void> {
  const { markdown, sarif } = options;
  const format = formatOf(options);
  // Before a plan is made, which takes minutes.
  for (const path of [markdown, sarif]) if (path !== undefined) requireWritable(path);
  const plan = await withInterrupts(async (signal) => {
    const read = await planFor(file, options, signal);
    // What came while it was parsed: nobody looks at signals meanwhile.
    await setImmediate();
    signal.throwIfAborted();
    return read;
  });
  const review = reviewPlan(plan);
  const output = outputOptions(options);
  console.log(render[format](review, output).trimEnd());
  if (markdown !== undefined) writeReview(markdown, render.markdown(review, output));
  if (sarif !== undefined) writeReview(sarif, render.sarif(review, output));
  const code = EXIT_CODES[review.verdict];
  process.exitCode = code < LEAST_FAILING[options.failOn] ? 0 : code;
}

function formatOf({ format, json }: PlanReviewOptions): ReviewFormat {
  if (json && format !== undefined && format !== 'json') {
    throw new UserError(
      formatProblem({
        ...{ path: '--format', rule: 'be json beside --json', value: format },
        remedy: 'Leave one of the two out',
      }),
    );
  }
  return format ?? (json ? 'json' : 'text');
}

function planFor(
  file: string | undefined,
  { stack, stackFolder, partial }: PlanReviewOptions,
  signal: AbortSignal,
): Promise<Plan> {
  if ((file === undefined) === (stack === undefined)) {
    throw new UserError(
      'plan-review: must be given either a plan or --stack. Name a plan file, its JSON, or - for standard input.',
    );
  }
  if (file !== undefined) {
    if (file === '-' && process.stdin.isTTY) {
      printAside('Waiting for a plan on standard input: Ctrl-D ends it, Ctrl-C leaves.');
    }
    return readPlan(file, { folder: stackFolder, mayBePartial: partial === true, signal });
  }
  return reviewedStack(stack ?? '', signal);
}

async function reviewedStack(name: string, signal: AbortSignal): Promise<Plan> {
  const json = await planStack(name, { signal, onStep: (step) => printAside(`${step} …`) });
  return parsePlan(json, { source: name });
}

function outputOptions({ title, stack, sarifAt }: PlanReviewOptions): OutputOptions {
  const told = title ?? stack;
  return {
    ...(told !== undefined && { name: maskText(told) }),
    reviewerVersion: packageVersion(),
    sourceFile: sarifAt,
    terminal: thisTerminal(),
  };
}

function writeReview(file: string, text: string): void {
  writable(file, () => writeFileSync(file, text.endsWith('\n') ? text : `${text}\n`));
}

function requireWritable(file: string): void {
  const known = statSync(file, { throwIfNoEntry: false });
  writable(file, () => {
    if (known?.isDirectory()) throw Object.assign(new Error(), { code: 'a folder' });
    accessSync(known ? file : dirname(file), constants.W_OK);
  });
}

function writable(file: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    const { code = 'an unknown error' } = error as NodeJS.ErrnoException;
    throw new UserError(
      `${namePath(file)}: must be a file that can be written, got ${code}. Check the path.`,
      { cause: error },
    );
  }
}
