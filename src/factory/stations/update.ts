/** Languages and capabilities, then updates until none applies, on a disk that all variants share. */

export { updateStation as update } from '../machine/step-station.js';
