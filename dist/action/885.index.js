export const id = 885;
export const ids = [885];
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

/***/ 77885:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openFolderCache: () => (/* binding */ openFolderCache)
/* harmony export */ });
/* harmony import */ var _actions_cache__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(18091);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33838);
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72381);
/* harmony import */ var _cache_limit_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23080);
/**
 * Base disks and releases of the work directory in the cache of GitHub Actions. It is a favour: what goes wrong with it is
 * told and fails no step. A step loads this file when it needs it: its libraries are large.
 */




/** @param limit bytes. @returns null, told, where the runner has no cache */
function openFolderCache(reporter, limit = _cache_limit_js__WEBPACK_IMPORTED_MODULE_3__/* .CACHE_LIMIT */ .b) {
    if (!(0,_actions_cache__WEBPACK_IMPORTED_MODULE_0__/* .isFeatureAvailable */ .w3)()) {
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .notice */ .lm)('cache: this runner has no cache service: only the work directory keeps base disks and releases');
        return null;
    }
    return {
        async restore(folder, key) {
            try {
                const found = await (0,_actions_cache__WEBPACK_IMPORTED_MODULE_0__/* .restoreCache */ .P3)([folder], nameOf(key));
                reporter.info(`cache: ${found === undefined ? 'nothing is kept as' : 'restored'} ${nameOf(key)}`);
            }
            catch (error) {
                (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .notice */ .lm)(`cache: ${nameOf(key)} could not be restored: ${(0,_cache_limit_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .u)(error)}`);
            }
        },
        async save(folder, key, bytes) {
            if (bytes > limit) {
                (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .notice */ .lm)(`cache: ${folder} takes about ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(bytes)}, and the cache takes ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(limit)}: only the work directory keeps it. Build on a runner that keeps its disk.`);
                return;
            }
            try {
                // Packing takes minutes: not for what is there.
                const found = await (0,_actions_cache__WEBPACK_IMPORTED_MODULE_0__/* .restoreCache */ .P3)([folder], nameOf(key), [], { lookupOnly: true });
                if (found !== undefined)
                    return;
                if ((await (0,_actions_cache__WEBPACK_IMPORTED_MODULE_0__/* .saveCache */ .Io)([folder], nameOf(key))) !== -1)
                    reporter.info(`cache: kept ${nameOf(key)}`);
            }
            catch (error) {
                (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .notice */ .lm)(`cache: ${folder} could not be kept: ${(0,_cache_limit_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .u)(error)}`);
            }
        },
    };
}
function nameOf(key) {
    return `image-factory/${key}`;
}
//# sourceMappingURL=folder-cache.js.map

/***/ })

};
