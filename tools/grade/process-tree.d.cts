export function endTree(root: number): void;
export function childrenOf(pid: number): number[];
export function fieldsOf(pid: number): string[];
export function waitedForProcessor(pid: number): number;
