/** PowerShell for real, and the line to what plays Windows for it. */

export { makeBin, writeProgram } from './bin.js';
export {
  Refusal,
  startDouble,
  type CmdletCall,
  type ComCall,
  type CommandCall,
  type Double,
  type DoubleCall,
  type DoubleHandlers,
  type Json,
  type RefusalFacts,
  type RegistryCall,
  type Reply,
  type SerialCall,
} from './double.js';
export { engine } from './engine.js';
export { lint, scripts, type Finding } from './lint.js';
export { testWithInstalledShell, testWithPowerShell } from './peer.js';
export {
  POWERSHELL_WORDS,
  powerShellEnvironment,
  runEngine,
  runPowerShell,
  type PowerShellOptions,
  type PowerShellResult,
} from './run.js';
