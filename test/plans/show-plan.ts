import { planFixture } from '../support/plan-fixtures';

// Prints a plan of fixtures/: `npx --no-install jiti test/plans/show-plan.ts NAME`.
process.stdout.write(planFixture(process.argv[2] ?? 'no-change'));
