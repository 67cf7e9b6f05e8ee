import { Approvals } from '~/features/approvals/approvals';

export function ApprovalsRoute() {
  return <Approvals />;
}
