/**
 * Actions of others, by what their `action.yml` declares at the commits that the workflows pin: inputs with their
 * defaults (`github.…` is an expression), outputs, and the permissions that they ask GitHub with. A program in `others/`
 * plays each.
 */

interface Other {
  readonly main: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly required: readonly string[];
  readonly outputs: readonly string[];
  readonly permissions: readonly string[];
}

export const OTHERS: Readonly<Record<string, Other>> = {
  // v5.0.0
  'actions/checkout': {
    main: 'checkout.js',
    inputs: {
      repository: 'github.repository',
      ref: '',
      token: 'github.token',
      'ssh-key': '',
      'ssh-known-hosts': '',
      'ssh-strict': 'true',
      'ssh-user': 'git',
      'persist-credentials': 'true',
      path: '',
      clean: 'true',
      filter: '',
      'sparse-checkout': '',
      'sparse-checkout-cone-mode': 'true',
      'fetch-depth': '1',
      'fetch-tags': 'false',
      'show-progress': 'true',
      lfs: 'false',
      submodules: 'false',
      'set-safe-directory': 'true',
      'github-server-url': '',
    },
    required: [],
    outputs: ['ref', 'commit'],
    permissions: ['contents: read'],
  },
  // v6.0.0
  'actions/upload-artifact': {
    main: 'upload-artifact.js',
    inputs: {
      name: 'artifact',
      path: '',
      'if-no-files-found': 'warn',
      'retention-days': '',
      'compression-level': '6',
      overwrite: 'false',
      'include-hidden-files': 'false',
    },
    required: ['path'],
    outputs: ['artifact-id', 'artifact-url', 'artifact-digest'],
    permissions: [],
  },
  // v8.0.1
  'actions/download-artifact': {
    main: 'download-artifact.js',
    inputs: {
      name: '',
      'artifact-ids': '',
      path: '',
      pattern: '',
      'merge-multiple': 'false',
      'github-token': '',
      repository: 'github.repository',
      'run-id': 'github.run_id',
      'skip-decompress': 'false',
      'digest-mismatch': 'error',
    },
    required: [],
    outputs: ['download-path'],
    permissions: [],
  },
  // v4.2.2
  'actions/attest': {
    main: 'attest.js',
    inputs: {
      'subject-path': '',
      'subject-digest': '',
      'subject-name': '',
      'subject-checksums': '',
      'subject-version': '',
      'sbom-path': '',
      'predicate-type': '',
      predicate: '',
      'predicate-path': '',
      'push-to-registry': 'false',
      'create-storage-record': 'true',
      'show-summary': 'true',
      'github-token': 'github.token',
    },
    required: [],
    outputs: ['bundle-path', 'attestation-id', 'attestation-url', 'storage-record-ids'],
    permissions: ['id-token: write', 'attestations: write'],
  },
  // v5.0.0
  'actions/setup-node': {
    main: 'setup-node.js',
    inputs: {
      'always-auth': 'false',
      'node-version': '',
      'node-version-file': '',
      architecture: '',
      'check-latest': 'false',
      'registry-url': '',
      scope: '',
      token: 'github.token',
      cache: '',
      'package-manager-cache': 'true',
      'cache-dependency-path': '',
      mirror: '',
      'mirror-token': '',
    },
    required: [],
    outputs: ['cache-hit', 'node-version'],
    permissions: [],
  },
};
