/** Success is what the disk says, not what the guest said. */

import { AGENT_FOLDER } from '../../guest/index.js';

/** What the agent leaves for the host to read, and no image wants: from the volume's root. */
export const AGENT_LEFTOVERS: readonly string[] = [AGENT_FOLDER.replace(/^[A-Z]:/, '')];
