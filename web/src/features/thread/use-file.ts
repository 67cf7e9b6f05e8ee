import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { file } from '~/api/client';

const KEPT_MS = 5 * 60_000;

/** A stored file as an address for this page, once it is wanted; given back when it is no longer shown. */
export function useFile(id: string, wanted: boolean): { url: string | null; failed: boolean } {
  const { data, isError } = useQuery({
    queryKey: ['media', id],
    queryFn: ({ signal }) => file(`/media/${id}`, signal),
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
  });
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!data) return;
    const made = URL.createObjectURL(data);
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
      setUrl(null);
    };
  }, [data]);
  return { url, failed: isError };
}
