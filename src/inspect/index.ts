export { readWindowsInfo } from './windows-info.js';
