/** Shapes of labels, views, assignment and decisions about conversations. Same rule as `types.ts`. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type Label = Schemas['Label'];
export type LabelRow = Schemas['LabelRow'];
export type Assignee = Schemas['Assignee'];
export type AssignmentRule = Schemas['AssignmentRule'];
export type Decision = Schemas['OneDecision'];
export type StoodBefore = Schemas['StoodBefore'];
export type BulkResult = Schemas['BulkResult'];
export type SearchHint = Schemas['SearchHint'];

/** The colours a label can have, in the order they are offered. `styles.css` has a readable pair for each. */
export const LABEL_COLORS = [
  'grey',
  'red',
  'orange',
  'amber',
  'green',
  'teal',
  'blue',
  'violet',
  'pink',
] as const;
export type LabelColor = (typeof LABEL_COLORS)[number];
