/** What is captured: a volume, or a directory, that is opened when a station first needs it. */

import type { OpenSource } from '../source/index.js';

export interface Subject {
  /** As the user knows it. */
  readonly text: string;
  /** Changes when the content changes. */
  identity(): Promise<string>;
  open(): Promise<OpenSource>;
  /** After a capture. @throws busy where it is not what it was when the build began */
  checkUnchanged(): Promise<void>;
  close(): Promise<void>;
}
