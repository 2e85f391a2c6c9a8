// What in-page.js gives to every page, and a package without declarations of its own.

interface Window {
  nwdTest: NwdTest;
  /** What step.test.mjs counts. */
  looks: number;
}

declare module 'vnu-jar' {
  /** The checker's path. */
  const jar: string;
  export default jar;
}
