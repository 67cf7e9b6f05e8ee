import { useQuery } from '@tanstack/react-query';
import { useL10n } from '~/l10n/words';
import { TextButton } from '~/ui/button';
import { Card } from '~/ui/page';
import { SignupState } from './signup-state';
import { signupsQuery } from './signups';

/** Sign-ups that did not come to an end, before the channels that came of one; `except` is shown elsewhere. */
export function Unfinished({ except }: { except: string | null }) {
  const { t } = useL10n();
  const query = useQuery(signupsQuery);
  if (!query.data) {
    return (
      query.error && (
        <p role="alert" className="text-sm text-quiet">
          {t('connect-unfinished-failed')}{' '}
          <TextButton onClick={() => void query.refetch()}>{t('app-try-again')}</TextButton>
        </p>
      )
    );
  }
  return query.data.items
    .filter((signup) => signup.id !== except)
    .map((signup) => (
      <Card key={signup.id}>
        <SignupState signup={signup} />
      </Card>
    ));
}
