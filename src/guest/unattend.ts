/**
 * The answer file of the deployed machine, checked before a machine is started for it. What Setup would only say at the
 * first start of a deployed machine, in a window that nobody sees, is said here with its line.
 *
 *   unattend > settings pass=""  > component name="" processorArchitecture="" publicKeyToken="" language="" versionScope=""
 *
 * Passes, components and elements: Unattended Windows Setup Reference,
 * learn.microsoft.com/windows-hardware/customize/desktop/unattend/.
 */

import { readFile, stat } from 'node:fs/promises';
import type { Element } from '@xmldom/xmldom';
import { FactoryError, fromSystemError, sentence } from '../errors.js';
import { nearest } from '../nearest.js';
import type { Architecture } from './answer-file.js';
import { COMPONENTS, PASSES } from './unattend-components.js';
import {
  allElements,
  at,
  childNamed,
  decodeUnattend,
  elementsOf,
  isElement,
  MAX_UNATTEND_SIZE,
  parseUnattend,
  textOf,
  type UnattendNote,
} from './unattend-xml.js';

export interface UnattendFindings {
  readonly mistakes: readonly UnattendNote[];
  readonly warnings: readonly UnattendNote[];
}

export interface Unattend {
  readonly bytes: Buffer;
  /** One line each. */
  readonly warnings: readonly string[];
}

/**
 * @param architecture of the image; null: not known yet
 * @throws definition with every mistake that the file holds, not-found
 */
export async function readUnattend(file: string, architecture: Architecture | null): Promise<Unattend> {
  const bytes = await readBounded(file);
  const text = decodeUnattend(bytes);
  if (text === null) {
    throw new FactoryError('definition', {
      subject: file,
      found: 'bytes that are not UTF-8',
      expected: 'XML in UTF-8, or in UTF-16 with a byte order mark',
    });
  }
  const { mistakes, warnings } = checkUnattend(text, architecture);
  const detailsOf = ({ line, column, ...rest }: UnattendNote) => ({
    subject: `${file}:${line}:${column}`,
    ...rest,
  });
  const [first] = mistakes;
  if (first !== undefined && mistakes.length === 1) throw new FactoryError('definition', detailsOf(first));
  if (first !== undefined) {
    const rows = mistakes.map((mistake) => `\n  ${sentence(detailsOf(mistake))}`).join('');
    throw new FactoryError('definition', { subject: file, found: `${mistakes.length} mistakes${rows}` });
  }
  return { bytes, warnings: warnings.map((warning) => sentence(detailsOf(warning))) };
}

const NAMESPACE = 'urn:schemas-microsoft-com:unattend';
const TOKEN = '31bf3856ad364e35';
const ARCHITECTURES = ['amd64', 'arm64', 'x86', 'wow64'];

/** In the order of the lines. */
export function checkUnattend(text: string, architecture: Architecture | null): UnattendFindings {
  const root = parseUnattend(text);
  if (!isElement(root)) return { mistakes: [root], warnings: [] };
  if (root.localName !== 'unattend' || root.namespaceURI !== NAMESPACE) {
    const found = `the root "${root.tagName}" ${root.namespaceURI === null ? 'without a namespace' : `of the namespace ${root.namespaceURI}`}`;
    const expected = `<unattend xmlns="${NAMESPACE}">`;
    return { mistakes: [{ ...at(root), found, expected }], warnings: [] };
  }
  const mistakes: UnattendNote[] = [];
  const warnings: UnattendNote[] = [];
  for (const element of elementsOf(root)) {
    if (element.namespaceURI !== NAMESPACE || element.localName === 'servicing') continue;
    if (element.localName !== 'settings') {
      mistakes.push({ ...at(element), found: `<${element.tagName}>`, expected: 'settings or servicing' });
      continue;
    }
    checkSettings(element, architecture, mistakes, warnings);
  }
  for (const element of allElements(root)) checkSecret(element, mistakes, warnings);
  return { mistakes: mistakes.toSorted(byLine), warnings: warnings.toSorted(byLine) };
}

function byLine(a: UnattendNote, b: UnattendNote): number {
  return a.line - b.line || a.column - b.column;
}

/** Passes that are over when an image is deployed, or that only other media run. */
const IDLE: Readonly<Record<string, string>> = {
  windowsPE: 'it is the medium that runs this pass, with an answer file of its own',
  offlineServicing: 'this pass is applied to an image from outside, with dism.exe /Apply-Unattend',
  auditSystem: 'the deployed machine never enters audit mode',
  auditUser: 'the deployed machine never enters audit mode',
};

function checkSettings(
  settings: Element,
  architecture: Architecture | null,
  mistakes: UnattendNote[],
  warnings: UnattendNote[],
): void {
  const pass = settings.getAttribute('pass') ?? '';
  if (!PASSES.includes(pass)) {
    const guess = nearest(pass, PASSES);
    mistakes.push({
      ...at(settings),
      found: pass === '' ? 'settings without a pass' : `the pass "${pass}"`,
      expected: `one of ${PASSES.join(', ')}`,
      ...(guess === null || pass === '' ? {} : { next: `did you mean "${guess}"?` }),
    });
    return;
  }
  if (settings.getAttribute('wasPassProcessed') === 'true') {
    mistakes.push({
      ...at(settings),
      found: `the pass ${pass} is marked as done: this is a copy that a Windows has worked off`,
      next: 'take out wasPassProcessed="true", and put in the passwords that it has deleted',
    });
  }
  const idle = IDLE[pass];
  if (idle !== undefined) {
    warnings.push({ ...at(settings), found: `the pass ${pass} has no effect in an image: ${idle}` });
  }
  const components = elementsOf(settings);
  for (const component of components) {
    if (component.localName === 'component') checkComponent(component, pass, mistakes, warnings);
    else mistakes.push({ ...at(component), found: `<${component.tagName}>`, expected: 'component' });
  }
  if (architecture !== null) mistakes.push(...foreign(components, architecture));
}

function checkComponent(
  component: Element,
  pass: string,
  mistakes: UnattendNote[],
  warnings: UnattendNote[],
): void {
  const name = component.getAttribute('name') ?? '';
  const wrong = (found: string, expected?: string, next?: string): void => {
    mistakes.push({
      ...at(component),
      found: name === '' ? found : `${name}: ${found}`,
      ...(expected === undefined ? {} : { expected }),
      ...(next === undefined ? {} : { next }),
    });
  };
  for (const [attribute, allowed] of IDENTITY) {
    const value = component.getAttribute(attribute);
    if (value === null || value === '')
      wrong(`a component without ${attribute}`, allowed.join(', ') || undefined);
    else if (allowed.length > 0 && !allowed.includes(value)) {
      const next = value === 'x64' ? 'write amd64' : undefined;
      wrong(`${attribute}="${value}"`, allowed.join(', '), next);
    }
  }
  if (name === '') return;
  const passes = COMPONENTS.get(name);
  if (passes === undefined) {
    const guess = nearest(name, [...COMPONENTS.keys()], 2);
    if (guess !== null) wrong('no component has that name', undefined, `did you mean "${guess}"?`);
    else {
      warnings.push({
        ...at(component),
        found: `${name} is no component that is known here: Setup stops where this Windows does not have it`,
      });
    }
  } else if (passes.length > 0 && !passes.includes(pass)) {
    wrong(`a component of the pass ${passes.join(', ')}, in the pass ${pass}`);
  }
  if (name === 'Microsoft-Windows-Deployment') checkDeployment(component, mistakes);
  const skipped = name === 'Microsoft-Windows-Security-SPP' ? childNamed(component, 'SkipRearm') : null;
  if (skipped !== null && ['1', 'true'].includes(textOf(skipped))) {
    const found = 'SkipRearm: each deployed machine keeps the activation of the reference machine';
    warnings.push({ ...at(skipped), found, next: 'leave it out, unless the image is a test' });
  }
}

const IDENTITY: readonly (readonly [attribute: string, allowed: readonly string[]])[] = [
  ['name', []],
  ['processorArchitecture', ARCHITECTURES],
  ['publicKeyToken', [TOKEN]],
  ['language', ['neutral']],
  ['versionScope', ['nonSxS']],
];

/** A file for several architectures is none for this one where a component is there for the others only. */
function foreign(components: readonly Element[], architecture: Architecture): UnattendNote[] {
  const own = new Set(
    components
      .filter((component) => component.getAttribute('processorArchitecture') === architecture)
      .map((component) => component.getAttribute('name')),
  );
  return components.flatMap((component) => {
    const [name, processor] = ['name', 'processorArchitecture'].map((key) => component.getAttribute(key));
    if (own.has(name ?? null) || !ARCHITECTURES.includes(processor ?? '')) return [];
    const found = `${name ?? ''}: for ${processor ?? ''} only, and the image is ${architecture}: Setup passes over it`;
    return [{ ...at(component), found, next: `write processorArchitecture="${architecture}"` }];
  });
}

/** What would send the deployed machine back to where the factory's machine was, or generalize it anew. */
function checkDeployment(component: Element, mistakes: UnattendNote[]): void {
  const generalize = childNamed(component, 'Generalize');
  if (generalize !== null) {
    const found = 'Generalize: sysprep is run by the factory, and would run again on each deployed machine';
    mistakes.push({ ...at(generalize), found, next: 'leave it out' });
  }
  const reseal = childNamed(component, 'Reseal');
  if (reseal === null) return;
  if (textOf(childNamed(reseal, 'Mode')).toLowerCase() === 'audit') {
    const found = 'Reseal to audit mode: each deployed machine would start in it, and never reach its user';
    mistakes.push({ ...at(reseal), found, next: 'leave it out' });
  } else if (textOf(childNamed(reseal, 'ForceShutdownNow')).toLowerCase() === 'true') {
    const found = 'Reseal with ForceShutdownNow: the deployed machine would shut down at every start';
    mistakes.push({ ...at(reseal), found, next: 'leave it out' });
  }
}

/** `Password` and `AdministratorPassword` hold `Value` and `PlainText`; `Credentials` a `Password` of text alone. */
function checkSecret(element: Element, mistakes: UnattendNote[], warnings: UnattendNote[]): void {
  const { localName: name } = element;
  if (name === null || !name.endsWith('Password')) return;
  const value = childNamed(element, 'Value');
  const secret = elementsOf(element).length === 0 ? textOf(element) : textOf(value);
  if (secret === '') return;
  if (secret === '*SENSITIVE*DATA*DELETED*') {
    const found = `${name}: its value was deleted by a Windows that has worked off this file`;
    mistakes.push({ ...at(element), found, next: 'put the password in' });
    return;
  }
  const hidden = textOf(childNamed(element, 'PlainText')).toLowerCase() === 'false';
  const how = hidden ? 'hidden, but not encrypted' : 'in clear';
  warnings.push({ ...at(element), found: `${name}: a password ${how}: who has the image can read it` });
}

async function readBounded(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    if (size > MAX_UNATTEND_SIZE) {
      const expected = `an answer file of at most ${MAX_UNATTEND_SIZE} bytes`;
      throw new FactoryError('definition', { subject: file, found: `${size} bytes`, expected });
    }
    return await readFile(file);
  } catch (error) {
    throw fromSystemError(error, file);
  }
}
