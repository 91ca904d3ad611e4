/**
 * GitHub's release API on the loopback, with what goes wrong there on demand.
 *
 *     const github = await startGitHub();                      // github.stop() in afterEach
 *     const repository = github.addRepository('o/images');     // { private, immutable }
 *     github.addToken('ghs_write', { 'o/images': 'write' });   // or 'read'
 *     repository.addRelease({ tag: 'v1', files: { 'install.wim': '/path', 'SHA256SUMS': Buffer.from('…') } });
 *     github.fault(3, secondaryLimit(1));                      // the third request from now
 *     github.fault((request) => request.kind === 'storage', { kind: 'reset', after: 1000 });
 *     // GITHUB_API_URL=github.apiUrl, GITHUB_REPOSITORY=o/images, GITHUB_TOKEN=ghs_write
 *     github.requests                                          // what came in, what it was answered
 *
 * The API listens on one port, uploads and storage on another, as GitHub has them on several hosts: who does not take
 * `upload_url` from the release, or sends the token along a redirect, is refused. The storage's signed addresses expire, and
 * it answers Range. Texts of errors are GitHub's own.
 */

export * from './faults.js';
export * from './repository.js';
export { bytesOf, startGitHub, type GitHub, type GitHubOptions } from './server.js';
