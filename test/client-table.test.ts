import { CLIENT_CASES } from './support/real-clients/client-cases';
import { clientTable } from './support/real-clients/client-table';

test('docs/security.md has a row for each case that is tried with real clients, and no other', () => {
  const table = clientTable();
  expect([...table.keys()]).toEqual(CLIENT_CASES.map(({ wrong }) => wrong));
});

test('of each refusal it has the words, and says who is let in', () => {
  const table = clientTable();
  const cells = CLIENT_CASES.map(
    ({ wrong, outcome }) => [wrong, outcome, table.get(wrong)!] as const,
  );
  for (const [wrong, outcome, row] of cells) {
    const fits = outcome === undefined ? /^(?:`.{6,}`|-)$/ : new RegExp(`^${outcome}$`);
    for (const cell of Object.values(row))
      expect([wrong, cell]).toEqual([wrong, expect.stringMatching(fits)]);
  }
});
