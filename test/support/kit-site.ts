/** A repository with definitions, its pushes, and what GitHub does about them: for tests that play workflows. */

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { startGitHub, type GitHub, type Repository } from './github/index.js';
import { testWith, type Peer } from './peers.js';
import { startResults, type Results } from './results.js';
import {
  folderSource,
  gitSource,
  playWorkflow,
  recorder,
  type Again,
  type Event,
  type Hand,
  type Played,
  type Recording,
  type World,
} from './workflow/index.js';

export const NAME = 'contoso/images';
/** The repository of this program, as its users name it. */
export const KIT = 'contoso/image-factory';

/** What happened, and the workflow that it starts. */
export interface Scene {
  readonly file: string;
  readonly event: Omit<Event, 'sha'>;
}

export interface Performed extends Recording {
  readonly scene: Scene;
  readonly done: Played;
}

export interface KitSite {
  readonly github: GitHub;
  readonly results: Results;
  /** The work tree of somebody. */
  readonly work: string;
  /** Where the runners of the newest play have their folders. */
  readonly runners: string;
  repository: Repository;
  /** What else is around the plays from here on. */
  around: Pick<World, 'host' | 'server'>;
  /** A file of the work tree. */
  write(file: string, text: string): void;
  /** Commits everything, tags it where a name is new, and pushes. */
  push(...refs: readonly string[]): void;
  /** @param changed files of the kit or of the repository that are others, by path */
  play(scene: Scene, hand: Hand, changed?: ReadonlyMap<string, string>, again?: Again): Promise<Played>;
  /** A play in which every step goes well; otherwise the test fails with what that step said. */
  perform(scene: Scene): Promise<Performed>;
  stop(): Promise<void>;
}

/** A test of jobs on ubuntu-24.04, whose scripts are bash. */
export function testPlayed(name: string, body: () => Promise<void>, peers: readonly Peer[] = []): void {
  if (process.platform === 'win32') test.skip(name, body);
  else testWith(['bash', ...peers], name, body);
}

const PAYLOAD = { repository: { visibility: 'private' } };

export function tagged(file: string, tag: string): Scene {
  return { file, event: { name: 'push', ref: `refs/tags/${tag}`, payload: PAYLOAD } };
}

export function byHand(file: string): Scene {
  return { file, event: { name: 'workflow_dispatch', ref: 'refs/heads/main', payload: PAYLOAD } };
}

/** @param cron as the file has it */
export function scheduled(file: string, cron: string): Scene {
  const payload = { ...PAYLOAD, schedule: cron };
  return { file, event: { name: 'schedule', ref: 'refs/heads/main', payload } };
}

export function requested(file: string): Scene {
  const payload = { ...PAYLOAD, pull_request: { base: { ref: 'main' } } };
  return { file, event: { name: 'pull_request', ref: 'refs/heads/main', payload } };
}

/** A definition of the quickstart's disk. @param more lines of it */
export function definitionOf(name: string, more = ''): string {
  return `name: ${name}\nversion: '2026.11'\ncreated: 2026-11-23\nsource: { disk: ./reference.vhdx }\nmachine: { hypervisor: none }\n${more}`;
}

/** @param env of actions @param secrets of the repository */
export async function makeKitSite(
  folder: string,
  env: Readonly<Record<string, string>> = {},
  secrets: Readonly<Record<string, string>> = {},
): Promise<KitSite> {
  const [github, results] = await Promise.all([startGitHub(), startResults()]);
  const [origin = '', work = '', runners = ''] = ['origin.git', 'work', 'runners'].map((name) =>
    path.join(folder, name),
  );
  mkdirSync(path.join(work, 'images'), { recursive: true });
  mkdirSync(origin);
  git(origin, 'init', '--quiet', '--bare', '--initial-branch=main');
  git(work, 'init', '--quiet', '--initial-branch=main');
  cpSync('examples/quickstart/reference.vhdx', path.join(work, 'images', 'reference.vhdx'));
  const site: KitSite = {
    github,
    results,
    work,
    runners,
    repository: github.addRepository(NAME, { private: true }),
    around: {},
    write(file, text) {
      mkdirSync(path.dirname(path.join(work, file)), { recursive: true });
      writeFileSync(path.join(work, file), text);
    },
    push(...refs) {
      git(work, 'add', '.');
      git(work, 'commit', '--quiet', '--allow-empty', '--message=Images');
      for (const ref of refs) if (ref !== 'main') git(work, 'tag', ref);
      git(work, 'push', '--quiet', origin, ...refs);
    },
    play({ file, event }, hand, changed, again) {
      rmSync(runners, { recursive: true, force: true });
      const source = gitSource(NAME, origin, event.ref, changed, work);
      return playWorkflow(`.github/workflows/${file}`, {
        repository: source,
        others: [folderSource(KIT, path.resolve('.'), changed)],
        event: { ...event, sha: source.sha },
        github,
        results,
        folder: runners,
        secrets,
        env,
        hand,
        ...site.around,
        ...(again === undefined ? {} : { again }),
      });
    },
    async perform(scene) {
      results.artifacts.length = 0;
      const recording = recorder();
      const done = await site.play(scene, recording.hand);
      const failed = done.steps.filter(({ done: { result } }) => result === 'failure');
      expect(failed.map(({ call, done: { log } }) => `${call.place}: ${log}`)).toEqual([]);
      expect(done.result).toBe('success');
      return { ...recording, scene, done };
    },
    async stop() {
      await Promise.all([github.stop(), results.stop()]);
    },
  };
  return site;
}

function git(folder: string, ...words: readonly string[]): void {
  const author = ['-c', 'user.name=somebody', '-c', 'user.email=somebody@contoso.example'];
  execFileSync('git', ['-C', folder, ...author, ...words], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** The jobs that ran, in their order. */
export function jobsOf({ steps }: Played): string[] {
  const jobs = steps.map(({ call }) => call.place.replace(/ \/ [^/]+( \/ post)?$/, ''));
  return jobs.filter((job, at) => jobs.indexOf(job) === at);
}

export function outputsOf({ jobs }: Played, job: string): Readonly<Record<string, string>> {
  return jobs.get(job)?.outputs ?? {};
}
