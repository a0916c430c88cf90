// What the build brings that no file holds.
declare module 'virtual:topics' {
  export const authors: Record<string, 'reader' | 'course'>;
  /** The site is served on the reader's own machine: the exercises are the files there. */
  export const onDisk: boolean;
}
declare module 'virtual:fonts.css';
declare module 'virtual:typescript' {
  /** Where TypeScript lies, from the base of the site on. */
  export const path: string;
}
declare module 'subset-font' {
  export default function subsetFont(
    font: Uint8Array,
    characters: string,
    options: {
      targetFormat: 'woff2';
      variationAxes?: Record<string, { min: number; max: number; default: number }>;
    },
  ): Promise<Buffer>;
}
