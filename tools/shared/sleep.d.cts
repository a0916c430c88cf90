export const TICK: number;
export function sleptAfter(tick: { slept: number; passed: number; used: number; waited: number }): number;
export function waitedByOthers(): number;
