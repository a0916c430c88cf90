export function endTree(root: number): void;
export function childrenOf(pid: number): number[];
export function statFieldsOf(pid: number): string[];
export function waitedForProcessor(pid: number): number;
export function waitsInTree(pid: number): Map<number, number>;
export function activityOf(pid: number): number;
export function activityOfFirstThread(pid: number): number;
export function processorTimeOf(pid: number): number;
