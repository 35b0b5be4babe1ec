import { App, Fn, LocalBackend, Lazy, TerraformLocal, TerraformStack } from 'cdktf';
import { literal } from '../../stacks/literal';
import { resolvedOnce } from '../../stacks/resolved-once';
import { TerraformData } from '../../stacks/terraform-data';

type Synthesized = {
  resource: { terraform_data: Record<string, { triggers_replace: unknown[] }> };
};

function triggersOf(stack: TerraformStack): readonly unknown[] {
  const { resource } = stack.toTerraform() as Synthesized;
  return Object.values(resource.terraform_data).map(({ triggers_replace }) => triggers_replace[0]);
}

describe('an expression that many resources hold', () => {
  /** Resources that hold it: what each says, and how often a part of it was worked out. */
  function holding(ids: readonly string[], share: (expression: string) => string) {
    const stack = new TerraformStack(new App(), 'stack');
    let times = 0;
    const part = Lazy.anyValue({ produce: () => (times += 1) && 'broker-1' });
    const shared = share(Fn.jsonencode({ host: part, text: literal('a "quoted" ${one}\n') }));
    for (const id of ids) new TerraformData(stack, id, { triggersReplace: [shared] });
    return { texts: triggersOf(stack), times };
  }

  it('is in each of them what it would be without that', () => {
    const { texts } = holding(['A', 'B', 'C'], resolvedOnce);
    expect(texts).toEqual(holding(['A', 'B', 'C'], (expression) => expression).texts);
    expect(new Set(texts).size).toBe(1);
  });

  it('is worked out as often for three of them as for one', () => {
    const { times } = holding(['A'], resolvedOnce);
    expect(times).toBeGreaterThan(0);
    expect(holding(['A', 'B', 'C'], resolvedOnce).times).toBe(times);
    expect(holding(['A', 'B', 'C'], (expression) => expression).times).toBe(3 * times);
  });

  it('may name what another stack has', () => {
    const app = new App();
    const [one, other] = ['one', 'other'].map((id) => new TerraformStack(app, id));
    for (const stack of [one!, other!]) new LocalBackend(stack, { path: 'state' });
    const local = new TerraformLocal(one!, 'Address', '10.0.0.1');
    const plain = Fn.jsonencode({ address: local.asString });
    new TerraformData(other!, 'Plain', { triggersReplace: [plain] });
    const shared = resolvedOnce(plain);
    for (const id of ['A', 'B']) new TerraformData(other!, id, { triggersReplace: [shared] });
    other!.prepareStack();
    const [expected, ...found] = triggersOf(other!);
    expect(expected).toContain('data.terraform_remote_state');
    expect(found).toEqual([expected, expected]);
  });
});
