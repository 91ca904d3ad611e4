export const id = 2610;
export const ids = [2610];
export const modules = {

/***/ 82610:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   verifyBundle: () => (/* binding */ verifyBundle)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _sigstore_bundle__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61040);
/* harmony import */ var _sigstore_protobuf_specs__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19654);
/* harmony import */ var _sigstore_tuf__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84423);
/* harmony import */ var _sigstore_verify__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(54187);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27406);
/* harmony import */ var _github_root_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(60884);
/* harmony import */ var _server_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(17371);
/** The check of a Sigstore bundle; loaded only where there is one. */








/** Fulcio's extension with the repository that something was built in: github.com/sigstore/fulcio, docs/oid-info.md. */
const SOURCE_REPOSITORY = '1.3.6.1.4.1.57264.1.12';
const IN_TOTO = 'application/vnd.in-toto+json';
/** Who issues the certificates that GitHub signs with. Source: sigstore.go beside tuf.go, see github-root.ts. */
const GITHUB_ORGANIZATION = 'GitHub, Inc.';
/**
 * @param line the bundle
 * @throws refused where no root vouches for the signature; store where a root cannot be fetched
 */
async function verifyBundle(line, roots, around, subject) {
    const bundle = parse(line, subject);
    const { trusted, whose } = await rootsOf(roots, bundle, around, subject);
    const reasons = [];
    for (const root of trusted) {
        try {
            const signer = verifierOf(root).verify((0,_sigstore_verify__WEBPACK_IMPORTED_MODULE_4__/* .toSignedEntity */ .DC)(bundle));
            return { ...identityOf(signer), statement: statementOf(bundle, subject) };
        }
        catch (error) {
            if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .FactoryError */ .Xx)
                throw error;
            reasons.push(error.message);
        }
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .FactoryError */ .Xx('refused', {
        subject,
        found: `no signature that ${whose} vouches for: ${reasons.join('; ')}`,
        expected: 'an attestation that GitHub or Sigstore signed',
        next: roots.kind === 'known'
            ? 'fetch the release from where it was published; where it is signed by a Sigstore of your own, name its root with --trusted-root'
            : 'get a new root with "gh attestation trusted-root", or fetch the release from where it was published',
    });
}
function parse(line, subject) {
    try {
        return (0,_sigstore_bundle__WEBPACK_IMPORTED_MODULE_1__/* .bundleFromJSON */ .vw)(JSON.parse(line));
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .FactoryError */ .Xx('damaged', {
            subject,
            found: `no Sigstore bundle: ${error.message}`,
            expected: 'a bundle as actions/attest makes it',
            next: 'attest the release again',
        });
    }
}
function parseRoot(text) {
    try {
        const root = _sigstore_protobuf_specs__WEBPACK_IMPORTED_MODULE_2__.TrustedRoot.fromJSON(JSON.parse(text));
        if (root.certificateAuthorities.length === 0)
            throw new Error('it names no certificate authority');
        return root;
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .FactoryError */ .Xx('usage', {
            subject: '--trusted-root',
            found: `no trusted root: ${error.message}`,
            expected: 'what "gh attestation trusted-root" writes, or the root.json of a TUF repository',
        });
    }
}
async function rootsOf(roots, bundle, around, subject) {
    const given = 'the trusted root';
    if (roots.kind === 'given')
        return { trusted: roots.texts.map((text) => parseRoot(text)), whose: given };
    const { issuer, tenant } = certificateOf(bundle);
    const isGitHub = issuer === GITHUB_ORGANIZATION || tenant !== null;
    if (roots.kind === 'known' && !isGitHub) {
        return { trusted: [await publicRoot(subject)], whose: "Sigstore's public root" };
    }
    const root = await githubRoot(roots.kind === 'tuf' ? roots.file : null, tenant, around, subject);
    return { trusted: [root], whose: roots.kind === 'tuf' ? given : "GitHub's root" };
}
/** What the certificate says before it is checked: it decides who is asked, not whom to believe. */
function certificateOf({ verificationMaterial: { content } }) {
    const bytes = content.$case === 'certificate'
        ? content.certificate.rawBytes
        : content.$case === 'x509CertificateChain'
            ? content.x509CertificateChain.certificates[0]?.rawBytes
            : undefined;
    if (bytes === undefined)
        return { issuer: null, tenant: null };
    try {
        const { issuer, subjectAltName = '' } = new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(bytes);
        const [, organization = null] = /^O=(.*)$/m.exec(issuer.replaceAll('\\', '')) ?? [];
        const [, host = ''] = /^URI:"?https:\/\/([^/"]+)\//.exec(subjectAltName) ?? [];
        return { issuer: organization, tenant: (0,_server_js__WEBPACK_IMPORTED_MODULE_7__/* .tenantOf */ .G8)(host) };
    }
    catch {
        return { issuer: null, tenant: null };
    }
}
/**
 * The root that GitHub's TUF repository has today. Each version of the repository's own root is signed by the one before.
 *
 * @param file the user's `root.json`, with which that chain begins; null: with the keys that this version knows
 */
async function githubRoot(file, tenant, { anchor, server, env, signal }, subject) {
    try {
        const domain = tenant === null ? '' : `${await (0,_server_js__WEBPACK_IMPORTED_MODULE_7__/* .trustDomainOf */ .K0)(tenant, server, env, signal)}.`;
        const target = `${domain}trusted_root.json`;
        const from = async (rootPath) => 
        // What an earlier run kept began with whatever root that one was given.
        targetOf(target, { mirrorURL: anchor.url, rootPath, forceInit: true });
        return await (file === null ? (0,_github_root_js__WEBPACK_IMPORTED_MODULE_6__/* .withAnchor */ .u)(anchor, env, signal, from) : from(file));
    }
    catch (error) {
        signal.throwIfAborted();
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .FactoryError */ .Xx('store', {
            subject,
            found: file === null
                ? `GitHub's root could not be fetched: ${reasonOf(error)}`
                : `no root that ${file} leads to: ${reasonOf(error)}`,
            expected: file === null ? anchor.url : `${anchor.url}, signed as that file says`,
            next: WITHOUT_A_WAY,
            cause: error,
        });
    }
}
const WITHOUT_A_WAY = 'on a host without a way there, name the root itself with --trusted-root: "gh attestation trusted-root" writes it';
async function targetOf(target, options) {
    const client = await (0,_sigstore_tuf__WEBPACK_IMPORTED_MODULE_3__.initTUF)(options);
    return _sigstore_protobuf_specs__WEBPACK_IMPORTED_MODULE_2__.TrustedRoot.fromJSON(JSON.parse(await client.getTarget(target)));
}
async function publicRoot(subject) {
    try {
        return await (0,_sigstore_tuf__WEBPACK_IMPORTED_MODULE_3__.getTrustedRoot)();
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .FactoryError */ .Xx('store', {
            subject,
            found: `Sigstore's public root could not be fetched: ${reasonOf(error)}`,
            expected: 'https://tuf-repo-cdn.sigstore.dev',
            next: WITHOUT_A_WAY,
            cause: error,
        });
    }
}
/** A TUF client says what it did, and only in the cause why that failed. */
function reasonOf(error) {
    const { message, cause } = error;
    return cause instanceof Error && !message.includes(cause.message)
        ? `${message}: ${cause.message}`
        : message;
}
/** A root with transparency logs demands an entry in one; GitHub's own has timestamps instead. */
function verifierOf(root) {
    const hasLog = root.tlogs.length > 0;
    return new _sigstore_verify__WEBPACK_IMPORTED_MODULE_4__/* .Verifier */ .BL((0,_sigstore_verify__WEBPACK_IMPORTED_MODULE_4__/* .toTrustMaterial */ .jO)(root), {
        tlogThreshold: hasLog ? 1 : 0,
        ctlogThreshold: root.ctlogs.length > 0 ? 1 : 0,
        timestampThreshold: 1,
    });
}
function identityOf({ identity }) {
    const extension = identity?.oids?.find(({ oid }) => oid?.id.join('.') === SOURCE_REPOSITORY);
    return {
        signer: identity?.subjectAlternativeName ?? '',
        issuer: identity?.extensions?.issuer ?? '',
        repository: extension === undefined ? null : derText(extension.value),
    };
}
/** A UTF8String of at most 127 bytes has its tag and length in two bytes; longer ones in more. */
function derText(value) {
    const length = value[1] ?? 0;
    return value.subarray(length < 128 ? 2 : 2 + (length & 127)).toString('utf8');
}
function statementOf(bundle, subject) {
    const { content } = bundle;
    if (content.$case === 'dsseEnvelope' && content.dsseEnvelope.payloadType === IN_TOTO) {
        const payload = JSON.parse(content.dsseEnvelope.payload.toString('utf8'));
        const subjects = (payload.subject ?? []).flatMap(({ digest }) => typeof digest?.sha256 === 'string' ? [digest.sha256.toLowerCase()] : []);
        return { subjects, predicateType: payload.predicateType ?? '' };
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .FactoryError */ .Xx('refused', {
        subject,
        found: 'a signature over something else than an in-toto statement',
        expected: `a DSSE envelope of the type ${IN_TOTO}`,
        next: 'attest the release with actions/attest',
    });
}
//# sourceMappingURL=sigstore.js.map

/***/ })

};
