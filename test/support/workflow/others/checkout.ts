/** `actions/checkout` from a repository on this machine: PLAYED_REPOSITORIES is JSON, the folder by its name. */

import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { getInput, setOutput } from '@actions/core';
import { onlyPlayed } from './played.js';

onlyPlayed({ 'persist-credentials': ['false', 'true'], 'fetch-tags': ['false'] }, [
  'repository',
  'ref',
  'token',
  'path',
  'fetch-depth',
]);
const { PLAYED_REPOSITORIES = '{}', GITHUB_WORKSPACE = '', GITHUB_REPOSITORY, GITHUB_SHA } = process.env;
const name = getInput('repository');
const from = (JSON.parse(PLAYED_REPOSITORIES) as Record<string, string>)[name];
if (from === undefined) throw new Error(`Not Found: the repository ${name}`);
const isOwn = name === GITHUB_REPOSITORY;
const ref = getInput('ref') || (isOwn ? (GITHUB_SHA ?? '') : 'HEAD');
const folder = path.resolve(GITHUB_WORKSPACE, getInput('path') || '.');
if (path.relative(GITHUB_WORKSPACE, folder).startsWith('..'))
  throw new Error(`${folder}: not in the workspace`);
mkdirSync(folder, { recursive: true });
const git = (...words: readonly string[]) =>
  execFileSync('git', ['-C', folder, ...words], { encoding: 'utf8' });
const depth = Number(getInput('fetch-depth'));
git('init', '--quiet');
git('remote', 'add', 'origin', `file://${from}`);
git('fetch', '--quiet', '--no-tags', ...(depth > 0 ? [`--depth=${depth}`] : []), 'origin', ref);
git('checkout', '--quiet', '--force', 'FETCH_HEAD');
setOutput('ref', ref);
setOutput('commit', git('rev-parse', 'HEAD').trim());
