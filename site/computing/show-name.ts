/** The function by which a statement of an example shows its value: not a name that a reader would choose. */
export const SHOW = '$show';
