// Numbers that nobody has asked for yet. An operation on long arrays only notes down what is to be done. When someone asks for the
// numbers, a whole chain of such notes is worked off part by part, each part small enough to stay in the processor's cache, and the
// results in between need no arrays. What nobody ever asks for is never computed. The digits are the same: each operation still rounds
// by itself.
import { pairwise as plainPairwise, type PairwiseName } from './plain';
import type { Data, DType } from './types';

/** Computes its numbers when they are asked for. */
export interface Deferred {
  readonly dtype: DType;
  compute(): Data;
}

/** Numbers that stay what they are, or are still to be computed. */
export type Operand = Data | Expression;

/** Operations with two operands, and the root of one. */
export type OperationName = PairwiseName | 'sqrt';

/** With more operations than this the chain is worked off first: a loop may make it longer and longer. */
const MOST_OPERATIONS = 32;

/** Operations number by number, on arrays of one length and one kind. */
export class Expression implements Deferred {
  readonly operations: number;
  /** How many arrays are at work at the same time. */
  readonly width: number;
  /** Whether another expression computes it already: whoever asks for it a second time gets it stored. */
  isUsed = false;

  /**
   * @param right a number stands for all of its array; a root has none
   * @param evaluate computes an expression into an array
   */
  constructor(
    readonly name: OperationName,
    readonly left: Operand,
    readonly right: Operand | number | undefined,
    readonly dtype: DType,
    readonly length: number,
    private readonly evaluate: (expression: Expression, result: Data) => void,
  ) {
    const second = typeof right === 'object' && right !== left ? right : undefined;
    this.operations = 1 + operationsOf(left) + operationsOf(second);
    this.width = Math.max(widthOf(left), second === undefined ? 0 : 1 + widthOf(second));
  }

  /** Whether it may become a part of another one. */
  get isOpenToMore(): boolean {
    return !this.isUsed && this.operations < MOST_OPERATIONS;
  }

  compute(): Data {
    const result = emptyOf(this.dtype, this.length);
    this.evaluate(this, result);
    return result;
  }
}

export function isExpression(operand: Operand): operand is Expression {
  return 'left' in operand;
}

/** The same without a kernel: operation by operation, each with an array of its own. */
export function evaluatePlainly({ name, left, right }: Expression, result: Data): void {
  const numbersOf = (operand: Operand): Data => {
    if (!isExpression(operand)) return operand;
    const numbers = emptyOf(operand.dtype, operand.length);
    evaluatePlainly(operand, numbers);
    return numbers;
  };
  const a = numbersOf(left);
  if (name === 'sqrt') for (let i = 0; i < result.length; i++) result[i] = Math.sqrt(a[i]);
  else if (typeof right === 'number') plainPairwise[name].number(a, right, result);
  else plainPairwise[name].arrays(a, right === left ? a : numbersOf(right!), result);
}

function operationsOf(operand: Operand | undefined): number {
  return operand !== undefined && isExpression(operand) ? operand.operations : 0;
}

function widthOf(operand: Operand): number {
  return isExpression(operand) ? operand.width : 1;
}

function emptyOf(dtype: DType, length: number): Data {
  return dtype === 'float32' ? new Float32Array(length) : new Float64Array(length);
}
