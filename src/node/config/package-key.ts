/** The key of package.json that holds a configuration. */
export const PACKAGE_KEY = 'taskgraph';
