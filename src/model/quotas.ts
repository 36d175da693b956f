/** Tasks in one job: 30, fixed (quota page of the v2 documentation, which calls them chained tasks). */
export const TASKS_PER_JOB = 30;
