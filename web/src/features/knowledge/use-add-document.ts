import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ok, once } from '~/api/client';
import { jobsKey } from '~/api/jobs';
import { documentsQuery, upload } from '~/api/knowledge';

/** Uploads a document and has it read, in the place of another when told. */
export function useAddDocument() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ file, replaces }: { file: File; replaces?: string }) => {
      const kept = await upload(file);
      const body = { file: kept.id, ...(replaces && { replaces }) };
      return ok(api.POST('/documents', { params: { header: once() }, body }));
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: documentsQuery.queryKey });
      void client.invalidateQueries({ queryKey: jobsKey });
    },
  });
}

export const MOST_BYTES = 10 * 1024 * 1024;
export const ACCEPT = '.md,.markdown,.txt,.pdf,.docx';
