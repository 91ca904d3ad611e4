/** The version of this program, as package.json has it; a test keeps them the same. */
export const VERSION = '0.1.0';
