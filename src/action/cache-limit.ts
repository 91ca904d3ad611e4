/** What both uses of the cache of GitHub Actions have in common. */

/** Bytes: GitHub keeps 10 GiB for a repository where its owner has not raised that, and the library sends no more. */
export const CACHE_LIMIT = 10 * 2 ** 30;

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
