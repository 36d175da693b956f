/** Tasks in one job: 30, fixed (quota page of the v2 documentation, which calls them chained tasks). */
export const TASKS_PER_JOB = 30;

/** Limits that the service could raise on request, as they are for the account that will run the job. */
export interface Quotas {
  readonly assetsPerTask: number;
  readonly assetsPerJob: number;
}

/** What an account has if nothing was raised (the same page): assets in one task, inputs and outputs together, and in one job. */
export const DEFAULT_QUOTAS: Quotas = { assetsPerTask: 50, assetsPerJob: 100 };
