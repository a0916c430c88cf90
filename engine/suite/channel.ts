// Where a suite finds the channel to another process, in which the student's functions are, if it has one. The judge of a grader puts it there.

/** The name of the channel among the globals. A symbol of the whole process, because a suite may run in a realm of its own. */
export const CHANNEL = Symbol.for('gradient-dojo.channel');
