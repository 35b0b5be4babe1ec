import type { SecretStore } from '../../scripts/secrets/secret-store';

/** What every store of secrets does. */
export function keepsSecrets(store: () => SecretStore): void {
  test('a secret that is not there is none', async () => {
    expect(await store().read('clients/nobody')).toBeUndefined();
  });

  test('the first that is kept stays, however many come at once', async () => {
    const kept = await Promise.all(
      [1, 2, 3, 4].map((n) => store().keep('clients/app', `secret ${n}`)),
    );
    expect(new Set(kept).size).toBe(1);
    expect(await store().read('clients/app')).toBe(kept[0]);
  });

  test('one can be replaced, and removed', async () => {
    await store().replace('clients/app', 'another');
    expect(await store().read('clients/app')).toBe('another');
    await store().remove('clients/app');
    expect(await store().read('clients/app')).toBeUndefined();
    await store().remove('clients/app');
  });
}
