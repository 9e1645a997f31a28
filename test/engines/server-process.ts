import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';

/** A program that serves from a folder of its own. */
export interface Launch {
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: string;
  /** As whom it runs; as ourselves by default. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Asked again and again until it does not throw. */
  readonly ready: () => Promise<unknown>;
  readonly env?: NodeJS.ProcessEnv;
}

const PATIENCE_MS = 30_000;

/** A server of a test: started, waited for, stopped by its own process id. It never outlives this process. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly exited: Promise<void>,
  ) {}

  static async start(launch: Launch): Promise<ServerProcess> {
    const log = join(launch.folder, 'output.log');
    const { program, args, folder, user = {}, env = process.env } = launch;
    const child = spawn(program, args, { cwd: folder, env, ...user, stdio: ['ignore', 'pipe', 'pipe'] });
    const note = (text: Buffer) => void appendFile(log, text).catch(() => undefined);
    child.stdout.on('data', note);
    child.stderr.on('data', note);
    const exited = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    const atExit = () => void child.kill('SIGKILL');
    process.once('exit', atExit);
    void exited.then(() => process.off('exit', atExit));
    const server = new ServerProcess(child, exited);
    try {
      await server.untilReady(launch.ready);
    } catch (error) {
      await server.stop();
      const output = await readFile(log, 'utf8').catch(() => '');
      throw new Error(`${program} did not start: ${String(error)}\n${output.slice(-2000)}`);
    }
    return server;
  }

  private async untilReady(ready: Launch['ready']): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      if (!this.runs()) throw new Error('it ended at once');
      const problem = await ready().then(
        () => undefined,
        (error: unknown) => error,
      );
      if (problem === undefined) return;
      if (performance.now() > deadline) throw problem;
      await wait(50);
    }
  }

  private runs(): boolean {
    return this.child.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Ends it at once, as a crash would. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }

  async stop(): Promise<void> {
    if (!this.runs()) return;
    this.child.kill('SIGTERM');
    const late = setTimeout(() => this.child.kill('SIGKILL'), 5_000);
    await this.exited;
    clearTimeout(late);
  }
}

/** A folder for a server's data, removed by `remove` or with this process. */
export async function serverFolder(name: string): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), `salesplan-${name}-`));
  const atExit = () => rmSync(path, { recursive: true, force: true });
  process.once('exit', atExit);
  return {
    path,
    remove: async () => {
      await rm(path, { recursive: true, force: true, maxRetries: 5 });
      process.off('exit', atExit);
    },
  };
}
