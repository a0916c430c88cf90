// How Node is started for a training, which makes and drops much memory.
module.exports = {
  /** Collected early, less of it is kept at a time; collected in the thread that made it, the second processor is left to the accuracies. */
  flags: ['--max-semi-space-size=2', '--single-threaded-gc'],

  /**
   * Both threads take memory from one place of Linux's C library (others don't look at this). With one for each, what a thread has let go
   * of is of no use to the other: 25 MB more.
   */
  environment: { MALLOC_ARENA_MAX: '1' },
};
