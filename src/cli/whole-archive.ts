import { FactoryError } from '../errors.js';
import { parseSource } from '../source/index.js';

/** The path of an archive that is meant as a whole. @throws usage where one of its images is named */
export async function wholeArchive(text: string): Promise<string> {
  const { kind, path, part } = await parseSource(text);
  if (kind !== 'wim' || part === null) return path;
  throw new FactoryError('usage', {
    subject: text,
    found: 'an image of an archive',
    expected: 'the archive, with all its images',
    next: `name ${path}`,
  });
}
