export const id = 610;
export const ids = [610];
export const modules = {

/***/ 82610:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   verifyBundle: () => (/* binding */ verifyBundle)
/* harmony export */ });
/* harmony import */ var _sigstore_bundle__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(61040);
/* harmony import */ var _sigstore_protobuf_specs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19654);
/* harmony import */ var _sigstore_tuf__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84423);
/* harmony import */ var _sigstore_verify__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(54187);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/** The check of a Sigstore bundle; loaded only where there is one. */





/** Fulcio's extension with the repository that something was built in: github.com/sigstore/fulcio, docs/oid-info.md. */
const SOURCE_REPOSITORY = '1.3.6.1.4.1.57264.1.12';
const IN_TOTO = 'application/vnd.in-toto+json';
/**
 * @param text the bundle
 * @throws refused where no root vouches for the signature; store where a root cannot be fetched
 */
async function verifyBundle(text, roots, subject) {
    const bundle = parse(text, subject);
    const trusted = await rootsOf(roots, subject);
    const reasons = [];
    for (const root of trusted) {
        try {
            const signer = verifierOf(root).verify((0,_sigstore_verify__WEBPACK_IMPORTED_MODULE_3__/* .toSignedEntity */ .DC)(bundle));
            return { ...identityOf(signer), statement: statementOf(bundle, subject) };
        }
        catch (error) {
            if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx)
                throw error;
            reasons.push(error.message);
        }
    }
    const isPublic = roots.kind === 'public';
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx('refused', {
        subject,
        found: `no signature that ${isPublic ? "Sigstore's public root" : 'the trusted root'} vouches for: ${reasons.join('; ')}`,
        expected: 'an attestation that GitHub or Sigstore signed',
        next: isPublic
            ? 'where the repository is private GitHub signs by itself: run "gh attestation trusted-root > trusted_root.jsonl" and name that file with --trusted-root'
            : 'get a new root with "gh attestation trusted-root", or fetch the release from where it was published',
    });
}
function parse(text, subject) {
    try {
        // Several attestations may stand one a line; the first one is that of the release.
        const [line = ''] = text.split(/\r?\n(?=\{)/);
        return (0,_sigstore_bundle__WEBPACK_IMPORTED_MODULE_0__/* .bundleFromJSON */ .vw)(JSON.parse(line));
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx('damaged', {
            subject,
            found: `no Sigstore bundle: ${error.message}`,
            expected: 'a bundle as actions/attest makes it',
            next: 'attest the release again',
        });
    }
}
function parseRoot(text) {
    try {
        const root = _sigstore_protobuf_specs__WEBPACK_IMPORTED_MODULE_1__.TrustedRoot.fromJSON(JSON.parse(text));
        if (root.certificateAuthorities.length === 0)
            throw new Error('it names no certificate authority');
        return root;
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx('usage', {
            subject: '--trusted-root',
            found: `no trusted root: ${error.message}`,
            expected: 'what "gh attestation trusted-root" writes, or the root.json of a TUF repository',
        });
    }
}
async function rootsOf(roots, subject) {
    if (roots.kind === 'given')
        return roots.texts.map((text) => parseRoot(text));
    return [roots.kind === 'public' ? await publicRoot(subject) : await tufRoot(roots, subject)];
}
/** Each version of the repository's root is signed by the one before: the user's is the first of that chain. */
async function tufRoot({ file, mirror }, subject) {
    try {
        // What an earlier run kept began with whatever root that one was given.
        return await (0,_sigstore_tuf__WEBPACK_IMPORTED_MODULE_2__.getTrustedRoot)({ mirrorURL: mirror, rootPath: file, forceInit: true });
    }
    catch (error) {
        const { message, cause } = error;
        const reason = cause instanceof Error ? `${message}: ${cause.message}` : message;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx('store', {
            subject,
            found: `no root that ${file} leads to: ${reason}`,
            expected: `${mirror}, signed as that file says`,
            next: 'on a host without a way there, name the root itself with --trusted-root: "gh attestation trusted-root" writes it',
        });
    }
}
async function publicRoot(subject) {
    try {
        return await (0,_sigstore_tuf__WEBPACK_IMPORTED_MODULE_2__.getTrustedRoot)();
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx('store', {
            subject,
            found: `Sigstore's public root could not be fetched: ${error.message}`,
            expected: 'https://tuf-repo-cdn.sigstore.dev',
            next: 'on a host without a way there, name a root with --trusted-root: "gh attestation trusted-root" writes one',
        });
    }
}
/** A root with transparency logs demands an entry in one; GitHub's own has timestamps instead. */
function verifierOf(root) {
    const hasLog = root.tlogs.length > 0;
    return new _sigstore_verify__WEBPACK_IMPORTED_MODULE_3__/* .Verifier */ .BL((0,_sigstore_verify__WEBPACK_IMPORTED_MODULE_3__/* .toTrustMaterial */ .jO)(root), {
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
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx('refused', {
        subject,
        found: 'a signature over something else than an in-toto statement',
        expected: `a DSSE envelope of the type ${IN_TOTO}`,
        next: 'attest the release with actions/attest',
    });
}
//# sourceMappingURL=sigstore.js.map

/***/ })

};
