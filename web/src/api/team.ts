import { api, ok, once } from './client';
import type { Id, Role } from './types';

export const inviteMember = (body: { email: string; role: Role }) =>
  ok(api.POST('/invitations', { params: { header: once() }, body }));

export const revokeInvitation = (id: Id) => ok(api.DELETE('/invitations/{id}', { params: { path: { id } } }));
