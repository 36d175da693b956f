/** Colours as functions, so that only a terminal gets them. */
export interface Paint {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly info: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly dim: (text: string) => string;
}

const asIs = (text: string): string => text;

/** No colour at all: for files, pipes and logs. */
export const PLAIN: Paint = { error: asIs, warning: asIs, info: asIs, strong: asIs, dim: asIs };
