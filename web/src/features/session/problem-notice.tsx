import { isProblem } from '~/api/problem';
import { Notice } from '~/ui/notice';

/** What the server said against it, in place. */
export function ProblemNotice({ error }: { error: Error }) {
  const problem = isProblem(error) ? error.problem : null;
  return (
    <Notice tone="red" alert title={problem?.title ?? error.message}>
      {problem?.code === 'invalid' ? problem.detail : (problem?.hint ?? problem?.detail)}
    </Notice>
  );
}
