import { Bell } from './bell';
import { Tray } from './tray';

/** What stands in the rail beside the places: what is the matter, and what is being worked on. */
export function Beside({ className }: { className: string }) {
  return (
    <>
      <Bell className={className} />
      <Tray className={className} />
    </>
  );
}
