import { joinSaid, say, unmarked } from '../../../scripts/masking/say';

const fromPlan: string = ['a value'].join();
const number: number = fromPlan.length;

it('puts together what the code writes out and what may be said', () => {
  const verb = fromPlan === '' ? 'Deletes' : 'Replaces';
  const said = say`${verb} ${unmarked(2)} of ${joinSaid([say`a`, unmarked('b')])}.`;
  expect(said).toBe('Replaces 2 of a, b.');
});

it('takes no text and no number of another origin', () => {
  // @ts-expect-error: it may be a secret
  void say`Changes ${fromPlan}.`;
  // @ts-expect-error: nor with one that may be said
  void say`Changes ${unmarked('a')} to ${fromPlan}.`;
  // @ts-expect-error: nor as a part of a text
  void say`Changes ${`size ${fromPlan}` as const}.`;
  // @ts-expect-error: nor a number
  void say`Changes ${number}.`;
  // @ts-expect-error: nor in a list
  joinSaid([fromPlan]);
  expect(fromPlan).toBe('a value');
});
