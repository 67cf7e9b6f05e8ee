import { isActive } from '~/features/jobs/look';
import { shown, useJobNews, useJobs } from '~/features/jobs/use-jobs';
import { useClock } from '~/lib/now';
import { useStore } from '~/lib/store';
import { work } from '~/lib/work';
import { laterQuiet } from '~/ui/later';

const TrayBox = laterQuiet(async () => (await import('./tray-box')).TrayBox);

/** Work in progress, of this tab and of the server; only while there is some. Its code comes with the first. */
export function Tray({ className }: { className: string }) {
  const server = useJobs();
  useJobNews(server);
  const now = useClock(server.some(isActive));
  const jobs = shown(server, now);
  if (useStore(work).length + jobs.length === 0) return null;
  return <TrayBox className={className} jobs={jobs} />;
}
