export const id = 393;
export const ids = [393];
export const modules = {

/***/ 14393:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/**
 * The action that puts `image-factory` on the PATH of the job's later steps, `setup/action.yml`. The runner starts this file.
 * The command runs on the Node that started this step, since a runner of one's own may have no other.
 */



// Not by import.meta: the bundler would take the command for a part of this file.
const command = node_path__WEBPACK_IMPORTED_MODULE_2__.resolve(process.argv[1] ?? '', '..', '..', 'cli', 'index.js');
const folder = node_path__WEBPACK_IMPORTED_MODULE_2__.join(process.env['RUNNER_TEMP'] || (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), 'image-factory-bin');
await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(folder, { recursive: true });
await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, 'image-factory'), shellText(process.execPath, command), { mode: 0o755 });
await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, 'image-factory.cmd'), `@"${process.execPath}" "${command}" %*\r\n`);
const file = process.env['GITHUB_PATH'] ?? '';
if (file === '')
    console.log(folder);
else
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.appendFile)(file, `${folder}${node_os__WEBPACK_IMPORTED_MODULE_1__.EOL}`);
/** For bash, on Windows too: that of Git takes paths with slashes. */
function shellText(...words) {
    const quoted = words.map((word) => `'${word.replaceAll('\\', '/').replaceAll("'", String.raw `'\''`)}'`);
    return `#!/bin/sh\nexec ${quoted.join(' ')} "$@"\n`;
}
//# sourceMappingURL=setup.js.map
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ })

};
