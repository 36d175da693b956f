/** The shapes of templates, apart from those of jobs: most definitions have none. */
import * as generated from './template-entities.generated.js';
import { shape } from './validate.js';

/** A job template without its TaskTemplates, which the model reads. */
export const JOB_TEMPLATE_SHAPE = shape('job-template', generated.JOB_TEMPLATE);

/** A task template. */
export const TASK_TEMPLATE_SHAPE = shape('task-template', generated.TASK_TEMPLATE);
