import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { BookSearch } from '~/features/contacts/search';
import { api, file, ok, once } from './client';
import { keys, PAGE } from './queries';
import type { components } from './schema';
import type { ContactDetail, Id } from './types';

type Schemas = components['schemas'];
export type ContactRow = Schemas['ContactRow'];
export type Attribute = Schemas['Attribute'];
export type AttributeKind = Schemas['AttributeKind'];
export type Moment = Schemas['Moment'];

export const ATTRIBUTE_KINDS = [
  'text',
  'number',
  'date',
  'yes_no',
  'link',
] as const satisfies readonly AttributeKind[];

const asked = ({ q, label }: BookSearch) => ({ ...(q && { q }), ...(label && { label_id: label }) });

export const bookQuery = (search: BookSearch) =>
  infiniteQueryOptions({
    queryKey: [...keys.contacts, 'list', search],
    queryFn: ({ pageParam, signal }) => {
      const query = {
        ...asked(search),
        ...(search.consent && { consent: search.consent }),
        limit: PAGE,
        ...(pageParam && { cursor: pageParam }),
      };
      return ok(api.GET('/contacts', { params: { query }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: (before) => before,
  });

export const bookCountsQuery = ({ q, label }: BookSearch) =>
  queryOptions({
    queryKey: [...keys.contacts, 'counts', { q, label }],
    queryFn: ({ signal }) =>
      ok(api.GET('/contacts/counts', { params: { query: asked({ q, label } as BookSearch) }, signal })),
    placeholderData: (before) => before,
  });

export const timelineQuery = (id: Id) =>
  infiniteQueryOptions({
    queryKey: ['contact', id, 'timeline'],
    queryFn: ({ pageParam, signal }) =>
      ok(
        api.GET('/contacts/{id}/timeline', {
          params: { path: { id }, query: { limit: 30, ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const attributesQuery = queryOptions({
  queryKey: [...keys.contacts, 'attributes'],
  queryFn: ({ signal }) => ok(api.GET('/attributes', { signal })),
});

export const makeAttribute = (name: string, kind: AttributeKind) =>
  ok(api.POST('/attributes', { params: { header: once() }, body: { name, kind } }));

export const deleteAttribute = (id: Id) => ok(api.DELETE('/attributes/{id}', { params: { path: { id } } }));

export const setAttribute = (id: Id, attribute: Id, value: string | null): Promise<ContactDetail> =>
  ok(
    api.PUT('/contacts/{id}/attributes', {
      params: { path: { id } },
      body: { attribute_id: attribute, value },
    }),
  );

export const labelContact = (id: Id, change: { add?: Id[]; remove?: Id[] }): Promise<ContactDetail> =>
  ok(
    api.POST('/contacts/{id}/labels', {
      params: { path: { id } },
      body: { add: change.add ?? [], remove: change.remove ?? [] },
    }),
  );

export const recordConsent = (
  id: Id,
  state: 'opted_in' | 'opted_out',
  source: string,
  note: string | null,
): Promise<ContactDetail> =>
  ok(
    api.POST('/consents', {
      params: { header: once() },
      body: { contact_id: id, state, source, ...(note && { note }) },
    }),
  );

export const eraseContact = (id: Id) => ok(api.DELETE('/contacts/{id}', { params: { path: { id } } }));

export type MergePreview = Schemas['MergePreview'];
export type ContactMerge = Schemas['ContactMerge'];

export const mergePreviewQuery = (kept: Id, merged: Id) =>
  queryOptions({
    queryKey: ['contact', kept, 'merge', merged],
    queryFn: ({ signal }) =>
      ok(
        api.POST('/contacts/{id}/merge-preview', {
          params: { path: { id: kept } },
          body: { contact_id: merged },
          signal,
        }),
      ),
    staleTime: 0,
    retry: false,
  });

export const mergeContacts = (kept: Id, merged: Id): Promise<ContactMerge> =>
  ok(
    api.POST('/contacts/{id}/merges', {
      params: { path: { id: kept }, header: once() },
      body: { contact_id: merged },
    }),
  );

export const undoMerge = (id: Id): Promise<ContactMerge> =>
  ok(api.POST('/contact-merges/{id}/undo', { params: { path: { id } } }));

export type ContactImportPreview = Schemas['ContactImportPreview'];
export type NewContactImport = Schemas['NewContactImport'];

/** The description knows an object, not what is in it. */
export const asMapping = (mapping: Record<string, string>) => mapping as Record<string, never>;

export const previewContacts = (body: NewContactImport, signal: AbortSignal): Promise<ContactImportPreview> =>
  ok(api.POST('/contact-imports/preview', { body, signal }));

export const importContacts = (body: NewContactImport) =>
  ok(api.POST('/contact-imports', { params: { header: once() }, body }));

/** The rows that an import left out, with the reason in front. */
export const leftOut = (job: Id): Promise<Blob> => file(`/contact-imports/${job}/rejects`);
