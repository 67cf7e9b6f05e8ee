import { api, ok, once } from './client';
import type { NewFeed } from './knowledge';
import type { Id } from './types';

export const makeFeed = (feed: NewFeed) => ok(api.POST('/feeds', { params: { header: once() }, body: feed }));

export const changeFeed = (id: Id, feed: NewFeed) =>
  ok(api.PUT('/feeds/{id}', { params: { path: { id }, header: once() }, body: feed }));

/** Fetches it now, whatever its rhythm. */
export const fetchFeed = (id: Id) =>
  ok(api.POST('/feeds/{id}/fetch', { params: { path: { id }, header: once() } }));

export const deleteFeed = (id: Id) => ok(api.DELETE('/feeds/{id}', { params: { path: { id } } }));
