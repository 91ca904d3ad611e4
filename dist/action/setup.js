import { setup } from './index.js';

await setup();
