import { chmodSync } from 'node:fs';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../src/facts/remote/address.ts';
import { findCredentials, withoutSecrets } from '../../../src/facts/remote/credentials.ts';
import { refusalOf } from '../ask.ts';
import { tempFiles } from '../temp-files.ts';

const files = tempFiles();
const HERE = 'postgres://h/d?table=t';

function passFile(text: string, mode = 0o600): string {
  const path = files.write('pass', text);
  chmodSync(path, mode);
  return path;
}

const find = (address: string, env: Record<string, string>) => findCredentials(parseAddress(address), env);

describe('credentials', () => {
  it('come from the environment, for each kind of server', async () => {
    const env = { SALESPLAN_POSTGRES_USER: 'a', SALESPLAN_POSTGRES_PASSWORD: 'b', SALESPLAN_CLICKHOUSE_USER: 'c' };
    expect(await find(HERE, env)).toEqual({ user: 'a', password: 'b' });
    expect(await find('clickhouse://h/d.t', env)).toEqual({ user: 'c', password: undefined });
  });

  it('take the user of the address, and no password of another user', async () => {
    const env = { SALESPLAN_POSTGRES_USER: 'a', SALESPLAN_POSTGRES_PASSWORD: 'b' };
    expect(await find('postgres://z@h/d?table=t', env)).toEqual({ user: 'z', password: undefined });
    expect(await find('postgres://a@h/d?table=t', env)).toEqual({ user: 'a', password: 'b' });
    expect(await find('postgres://z@h/d?table=t', { SALESPLAN_POSTGRES_PASSWORD: 'b' })).toEqual({ user: 'z', password: 'b' });
  });

  it('come from the first line of the file that fits', async () => {
    const file = passFile('# ours\nother:*:*:x:no\n\nh:5432:d:me:a\\:b\\\\c\nh:*:*:*:last\n');
    const env = { SALESPLAN_CREDENTIALS: file };
    expect(await find(HERE, env)).toEqual({ user: 'me', password: 'a:b\\c' });
    expect(await find('postgres://you@h/d?table=t', env)).toEqual({ user: 'you', password: 'last' });
    expect(await find('postgres://h:1/d?table=t', env)).toEqual({ user: undefined, password: 'last' });
    expect(await find('postgres://elsewhere/d?table=t', env)).toEqual({ user: undefined, password: undefined });
  });

  it('are those of PostgreSQL itself where nothing else is said, and of no other server', async () => {
    const env = { PGUSER: 'p', PGPASSWORD: 'q' };
    expect(await find(HERE, env)).toEqual({ user: 'p', password: 'q' });
    expect(await find(HERE, { ...env, SALESPLAN_POSTGRES_USER: 'a' })).toEqual({ user: 'a', password: undefined });
    expect(await find(HERE, { PGUSER: 'p', PGPASSFILE: passFile('*:*:*:p:r') })).toEqual({ user: 'p', password: 'r' });
    expect(await find('clickhouse://h/d.t', env)).toEqual({ user: undefined, password: undefined });
  });

  it.skipIf(process.platform === 'win32')('are refused in a file that others can read', async () => {
    for (const mode of [0o640, 0o604]) {
      const refused = await refusalOf(find(HERE, { SALESPLAN_CREDENTIALS: passFile('h:*:*:u:hunter2', mode) }));
      expect(refused[0]!.code).toBe('remote.open-credentials');
      expect(JSON.stringify(refused)).not.toContain('hunter2');
    }
  });

  it('are refused with the line that says too little, without what it says', async () => {
    const refused = await refusalOf(find(HERE, { SALESPLAN_CREDENTIALS: passFile('h:*:*:u:x\nhunter2\n') }));
    expect(refused[0]).toMatchObject({ code: 'remote.bad-credentials', place: { line: 2 } });
    expect(JSON.stringify(refused)).not.toContain('hunter2');
    expect((await refusalOf(find(HERE, { SALESPLAN_CREDENTIALS: files.path('none') })))[0]!.code).toBe('facts.cannot-read');
  });

  it('are taken out of what a server says', () => {
    expect(withoutSecrets('got hunter2, hunter2', { user: 'u', password: 'hunter2' })).toBe('got ***, ***');
  });
});
