/** How deep JSON or XML may nest. Real definitions nest about ten levels; libraries that recurse give up in the thousands. */
export const NESTING_LIMIT = 200;
