/** The paths of the public API, as the server describes them: `npm run gen:api` writes `schema.d.ts`. */
export type { paths } from './schema';
