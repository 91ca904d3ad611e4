/**
 * A function whose module is loaded when it is called. Every command comes through this room's door, and the whole line
 * takes longer to load than most of them to run.
 *
 * @param load imports the module
 */
export function whenCalled<Given extends unknown[], Result>(
  load: () => Promise<(...given: Given) => Promise<Result>>,
): (...given: Given) => Promise<Result> {
  return async (...given) => {
    const loaded = await load();
    return await loaded(...given);
  };
}
