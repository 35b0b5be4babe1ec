import { stripVTControlCharacters } from 'node:util';
import fc from '../../support/fast-check';
import { render, type ReviewFormat } from '../../../scripts/plan-review/output';
import { deceit } from '../../support/deceits';
import {
  aConfigurationChange,
  aFinding,
  aKeyChange,
  aReview,
  aTextChange,
  outputOptions,
} from '../../support/review-builder';

/** What each system obeys, by its own rules. */
const OBEYED: Readonly<Record<string, (line: string) => boolean>> = {
  'GitHub, at the start of a line': (line) => /^::[\w-]+(?: [^\n]*?)?::/.test(line.trimStart()),
  'GitHub, Azure and TeamCity, anywhere': (line) => /##[\w.-]*\[/.test(line),
  Buildkite: (line) => /^(?:---|\+\+\+|~~~|\^\^\^)\s/.test(line),
  GitLab: (line) => /section_(?:start|end):[^\n]*\r/.test(line),
  Travis: (line) => /^\s*travis_(?:fold|time):/.test(line),
};

it.each(Object.keys(render) as ReviewFormat[])(
  'no line of a review as %s is a command to a CI system',
  (format) => {
    fc.assert(
      fc.property(deceit, fc.constantFrom(20, 100, Infinity), (text, width) => {
        const review = aReview({
          headline: text,
          findings: [aFinding({ what: text, why: text, remedy: text, addresses: [text] })],
          configuration: [
            aConfigurationChange({
              ...{
                label: text,
                hosts: [text],
                note: text,
                before: text,
                after: `${text}\n!${text}`,
              },
              keys: [aKeyChange({ key: text, before: text, after: text, default: text })],
            }),
          ],
          userData: [aTextChange({ before: `a\n${text}\nb`, after: `a\n${text}\nc` })],
          counts: [{ type: text, change: 'create', count: 1 }],
          plan: { formatVersion: text, toolVersion: text },
        });
        const { terminal } = outputOptions();
        const options = outputOptions({ name: text, terminal: { ...terminal, width } });
        const lines = stripVTControlCharacters(render[format](review, options)).split('\n');
        for (const [system, obeys] of Object.entries(OBEYED)) {
          expect([system, lines.filter(obeys)]).toEqual([system, []]);
        }
      }),
    );
  },
);
