import { useQuery } from '@tanstack/react-query';
import { mediaQuery } from '~/api/media';
import { useAddress } from '~/lib/use-address';

/** A stored file as an address for this page, once it is wanted. */
export function useFile(id: string, wanted: boolean): { url: string | null; failed: boolean } {
  const { data, isError } = useQuery({ ...mediaQuery(id), enabled: wanted });
  return { url: useAddress(data), failed: isError };
}
