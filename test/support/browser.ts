/** A browser without a window, driven over its debugging pipe: JSON messages that end with a NUL, on descriptors 3 and 4. */

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';

export function findBrowser(): string | null {
  const names = ['chromium', 'google-chrome'];
  return names.find((name) => spawnSync('which', [name], { stdio: 'ignore' }).status === 0) ?? null;
}

export interface Page {
  /** The value of an expression, which may be a promise. @throws what it throws */
  evaluate<T>(expression: string): Promise<T>;
  press(key: 'Enter' | 'Escape' | 'ArrowRight' | 'ArrowDown' | 'Tab'): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  setDark(dark: boolean): Promise<void>;
  /** Of what was asked for over any protocol, the page itself first. */
  readonly requests: readonly string[];
  /** Exceptions, and what the browser complains of. */
  readonly complaints: readonly string[];
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

/** Opens a file of this host, and closes the browser when `use` is done. */
export async function withPage<T>(file: string, use: (page: Page) => Promise<T>): Promise<T> {
  const profile = mkdtempSync(path.join(tmpdir(), 'image-factory-browser-'));
  const child = spawn(
    findBrowser() ?? 'chromium',
    ['--headless', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe', `--user-data-dir=${profile}`],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const [, , , output, input] = child.stdio as unknown as [null, null, null, Writable, Readable];
  const closed = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const answers = new Map<number, (message: Message) => void>();
  const requests: string[] = [];
  const complaints: string[] = [];
  let rest = '';
  input.on('data', (piece: Buffer) => {
    const messages = (rest + piece.toString()).split('\0');
    rest = messages.pop() ?? '';
    for (const text of messages) {
      const message = JSON.parse(text) as Message;
      if (message.id !== undefined) answers.get(message.id)?.(message);
      if (message.method === 'Network.requestWillBeSent') {
        const { request } = message.params as unknown as { request: { url: string } };
        requests.push(request.url);
      }
      if (message.method === 'Runtime.exceptionThrown' || message.method === 'Log.entryAdded') {
        complaints.push(JSON.stringify(message.params));
      }
    }
  });
  let last = 0;
  const send = async (method: string, params: object = {}, sessionId?: string) => {
    const id = ++last;
    const answer = new Promise<Message>((resolve) => answers.set(id, resolve));
    output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    const { result, error } = await answer;
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  };
  try {
    const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
    const tell = (method: string, params: object = {}) => send(method, params, sessionId as string);
    for (const domain of ['Runtime', 'Log', 'Network', 'Page']) await tell(`${domain}.enable`);
    const page: Page = {
      requests,
      complaints,
      async evaluate<V>(expression: string) {
        const { result, exceptionDetails } = await tell('Runtime.evaluate', {
          expression,
          awaitPromise: true,
          returnByValue: true,
        });
        if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
        return (result as { value: V }).value;
      },
      async press(key) {
        const code = { Enter: 13, Escape: 27, ArrowRight: 39, ArrowDown: 40, Tab: 9 }[key];
        const common = { key, code: key, windowsVirtualKeyCode: code };
        await tell('Input.dispatchKeyEvent', { type: 'keyDown', ...common });
        await tell('Input.dispatchKeyEvent', { type: 'keyUp', ...common });
      },
      async resize(width, height) {
        await tell('Emulation.setDeviceMetricsOverride', {
          width,
          height,
          deviceScaleFactor: 1,
          mobile: width < 600,
        });
        await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))');
      },
      async setDark(dark) {
        const features = [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }];
        await tell('Emulation.setEmulatedMedia', { features });
      },
    };
    await tell('Page.navigate', { url: pathToFileURL(file).href });
    await page.evaluate(
      'new Promise((done) => { const look = () => document.body?.classList.contains("ready") ? setTimeout(done, 50) : setTimeout(look, 20); look(); })',
    );
    return await use(page);
  } finally {
    child.kill('SIGKILL');
    await closed;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
