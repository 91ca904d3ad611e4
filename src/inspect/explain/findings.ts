/** What is found in the logs, counted by symptom: the first line of each, and what its lines are about. */

import type { LogKind, Symptom } from './types.js';

export interface Place {
  /** The log, as a path in its tree. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** Milliseconds of the machine's local time; null where no line of the log before it has one. */
  readonly time: number | null;
}

export interface Finding {
  readonly symptom: Symptom;
  readonly kind: LogKind;
  /** Lines before the last run of sysprep or of the agent's plan began prove what was wrong then. */
  readonly isEarlier: boolean;
  readonly first: Place;
  /** How many different lines say so: a line that two logs hold counts once. */
  readonly count: number;
  readonly subjects: readonly string[];
}

interface Counted {
  readonly symptom: Symptom;
  readonly kind: LogKind;
  first: Place;
  readonly texts: Set<string>;
  count: number;
  readonly subjects: Set<string>;
}

/** Of each symptom so many lines are compared, and so many subjects kept. */
const COMPARED = 1000;
const SUBJECTS = 20;

export class Findings {
  readonly #now = new Map<string, Counted>();
  readonly #earlier = new Map<string, Counted>();

  /** @param subject '' for none */
  add(symptom: Symptom, kind: LogKind, place: Place, subject: string, isEarlier: boolean): void {
    const table = isEarlier ? this.#earlier : this.#now;
    const known = table.get(symptom.id);
    const counted = known ?? {
      symptom,
      kind,
      first: place,
      texts: new Set<string>(),
      count: 0,
      subjects: new Set<string>(),
    };
    table.set(symptom.id, counted);
    const said = `${place.time} ${place.text}`;
    if (counted.texts.has(said)) return;
    if (counted.texts.size < COMPARED) counted.texts.add(said);
    counted.count++;
    if (isBefore(place, counted.first)) counted.first = place;
    if (subject !== '' && counted.subjects.size < SUBJECTS) counted.subjects.add(subject);
  }

  /** A new run of `kind` begins: what its logs said until here belongs to an earlier one. */
  age(kind: LogKind): void {
    for (const [id, counted] of this.#now) {
      if (counted.kind !== kind) continue;
      this.#now.delete(id);
      if (!this.#earlier.has(id)) this.#earlier.set(id, counted);
    }
  }

  /** Causes of this run, then what only follows from others, then what is earlier; each the first in time first. */
  inOrder(): Finding[] {
    const now = [...this.#now.values()].map((counted) => findingOf(counted, false));
    const earlier = [...this.#earlier]
      .filter(([id]) => !this.#now.has(id))
      .map(([, counted]) => findingOf(counted, true));
    const [causes, consequences] = [false, true].map((wanted) =>
      now.filter(({ symptom }) => (symptom.consequence === true) === wanted).toSorted(compare),
    );
    return [...(causes ?? []), ...(consequences ?? []), ...earlier.toSorted(compare)];
  }
}

function findingOf({ symptom, kind, first, count, subjects }: Counted, isEarlier: boolean): Finding {
  return { symptom, kind, isEarlier, first, count, subjects: [...subjects] };
}

function isBefore(a: Place, b: Place): boolean {
  return a.time !== null && (b.time === null || a.time < b.time);
}

/** What has no time comes after what has one, in the order in which it was found. */
function compare(a: Finding, b: Finding): number {
  const [timeA, timeB] = [a.first.time ?? Infinity, b.first.time ?? Infinity];
  return timeA === timeB ? 0 : timeA - timeB;
}
