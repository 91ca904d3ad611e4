import { fetch } from './index.js';

await fetch();
