/** A tag under which another release is out. */

import { FactoryError } from '../errors.js';
import type { NewRelease } from './store.js';

/**
 * @param subject the store with the tag @param holder the image of the release that is out; null: it does not say
 * @param difference what is known of that release, behind "another release under this tag"
 */
export function takenTag(
  subject: string,
  { image, title }: Pick<NewRelease, 'image' | 'title'>,
  holder: string | null,
  difference = '',
): FactoryError {
  const expected = 'a tag that is free: a release never changes';
  if (holder !== null && holder !== image) {
    return new FactoryError('exists', {
      subject,
      found: `a release of the image "${holder}" under this tag`,
      expected,
      next: `give each image tags of its own: "${title.replaceAll(' ', '-')}" as --tag or the input "tag"`,
    });
  }
  return new FactoryError('exists', {
    subject,
    found: `another release under this tag${difference}`,
    expected,
    next: 'raise the version of the definition, or give it another tag; build on a tag, not on a release that is out already',
  });
}
