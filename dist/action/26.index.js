export const id = 26;
export const ids = [26];
export const modules = {

/***/ 23080:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ CACHE_LIMIT),
/* harmony export */   u: () => (/* binding */ messageOf)
/* harmony export */ });
/** What both uses of the cache of GitHub Actions have in common. */
/** Bytes: GitHub keeps 10 GiB for a repository where its owner has not raised that, and the library sends no more. */
const CACHE_LIMIT = 10 * 2 ** 30;
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}
//# sourceMappingURL=cache-limit.js.map

/***/ }),

/***/ 83026:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ReleaseCache: () => (/* binding */ ReleaseCache)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _actions_cache__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(18091);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(33838);
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(72381);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(30822);
/* harmony import */ var _cache_limit_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(23080);
/**
 * The release that was fetched last, kept by the cache of GitHub Actions as a seed for the next run. It is a favour: what
 * goes wrong with it is told and fails no step. A step loads this file when it needs it: its libraries are large.
 */








class ReleaseCache {
    /** Always the same path: the cache finds only what was kept under the path that it is asked for. */
    #folder = node_path__WEBPACK_IMPORTED_MODULE_2__.join(process.env['RUNNER_TEMP'] ?? (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), 'image-factory-cache');
    #reporter;
    /** Null: nothing is to be saved. */
    #key = null;
    #limit;
    constructor(reporter, limit) {
        this.#reporter = reporter;
        this.#limit = limit;
    }
    /** @param to the release folder that is made. @param limit bytes. @returns null, told, where the cache is of no use */
    static async open(to, reporter, limit = _cache_limit_js__WEBPACK_IMPORTED_MODULE_7__/* .CACHE_LIMIT */ .b) {
        if (!(0,_actions_cache__WEBPACK_IMPORTED_MODULE_3__/* .isFeatureAvailable */ .w3)()) {
            (0,_actions_core__WEBPACK_IMPORTED_MODULE_4__/* .notice */ .lm)('cache: this runner has no cache service: everything that the seeds lack is downloaded');
            return null;
        }
        if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(node_path__WEBPACK_IMPORTED_MODULE_2__.join(to, _release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .SUMS_NAME */ .Bm)).catch(() => null)) !== null) {
            reporter.info(`cache: not asked, as ${to} holds a release: it is the seed`);
            return null;
        }
        const cache = new ReleaseCache(reporter, limit);
        await cache.remove();
        return cache;
    }
    /** The very release, or the newest one of its image that is kept. */
    seedsOf = async ({ name, sha256 }) => {
        const key = `image-factory/${name}/${sha256}`;
        this.#key = key;
        try {
            const found = await (0,_actions_cache__WEBPACK_IMPORTED_MODULE_3__/* .restoreCache */ .P3)([this.#folder], key, [`image-factory/${name}/`]);
            if (found === key)
                this.#key = null;
            if (found === undefined) {
                this.#reporter.info(`cache: no release of ${name} is kept`);
                return [];
            }
            await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .readRelease */ .iJ)(this.#folder, this.#reporter, true);
            this.#reporter.info(`cache: ${found} is a seed`);
            return [this.#folder];
        }
        catch (error) {
            (0,_actions_core__WEBPACK_IMPORTED_MODULE_4__/* .notice */ .lm)(`cache: what it holds cannot be used: ${(0,_cache_limit_js__WEBPACK_IMPORTED_MODULE_7__/* .messageOf */ .u)(error)}`);
            return [];
        }
    };
    /** Keeps the release that was fetched, where it is not what was kept and is not too large. */
    async save(to) {
        if (this.#key === null)
            return;
        try {
            const files = await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .readRelease */ .iJ)(to, this.#reporter);
            const bytes = files.reduce((sum, { size }) => sum + size, 0);
            if (bytes > this.#limit) {
                (0,_actions_core__WEBPACK_IMPORTED_MODULE_4__/* .notice */ .lm)(`cache: ${to} has ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_5__/* .formatBytes */ .z3)(bytes)}, and the cache takes ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_5__/* .formatBytes */ .z3)(this.#limit)}: it is not kept. On a runner that keeps its disk, "to" is the seed.`);
                return;
            }
            await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .writeRelease */ .d4)(this.#folder, files, this.#reporter);
            const kept = await (0,_actions_cache__WEBPACK_IMPORTED_MODULE_3__/* .saveCache */ .Io)([this.#folder], this.#key);
            if (kept !== -1)
                this.#reporter.info(`cache: kept as ${this.#key}`);
        }
        catch (error) {
            (0,_actions_core__WEBPACK_IMPORTED_MODULE_4__/* .notice */ .lm)(`cache: ${to} could not be kept: ${(0,_cache_limit_js__WEBPACK_IMPORTED_MODULE_7__/* .messageOf */ .u)(error)}`);
        }
    }
    async remove() {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(this.#folder, { recursive: true, force: true });
    }
}
//# sourceMappingURL=release-cache.js.map

/***/ })

};
