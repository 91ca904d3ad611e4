/** The kernels as a compiled WebAssembly module: compiled once a process, and shared with the worker threads. */

import { KERNEL_BASE64 } from './kernel.generated.js';

let compiled: WebAssembly.Module | undefined;

export function kernelModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(Buffer.from(KERNEL_BASE64, 'base64'));
  return compiled;
}
