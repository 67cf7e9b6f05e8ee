import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { brandQuery } from '~/api/brand';
import type { Brand } from '~/api/types';
import { useAbout, useWorkspace } from '~/features/session/me';
import { houseName } from '~/lib/title';

/** What is drawn from a partner's colour: the tokens of `styles.css` and how each follows from the two tones. */
export function tokens(colors: NonNullable<Brand['colors']>): Record<string, string> {
  const pair = (part: 'color' | 'on' | 'press') => `light-dark(${colors.light[part]}, ${colors.dark[part]})`;
  const mixed = (share: number) => `color-mix(in srgb, var(--accent) ${share}%, var(--panel))`;
  return {
    '--accent': pair('color'),
    '--on-accent': pair('on'),
    '--accent-press': pair('press'),
    // The server measured the contrast on this share; see crates/domain/src/brand.rs.
    '--accent-soft': mixed(12),
    '--own': mixed(14),
    '--own-line': mixed(30),
  };
}

/** The look of whoever runs this desk: the workspace's partner behind the sign-in, the house's before it. */
export function useBrand(): Brand {
  const about = useAbout();
  const workspace = useWorkspace();
  const own = useQuery({ ...brandQuery(workspace?.id ?? ''), enabled: workspace !== null }).data;
  return own ?? about.brand;
}

/** Puts a look on the page. */
export function useDressed({ name, colors }: Brand): void {
  useEffect(() => {
    houseName.set(name);
  }, [name]);
  useEffect(() => {
    if (!colors) return;
    const { style } = document.documentElement;
    const all = Object.entries(tokens(colors));
    for (const [token, value] of all) style.setProperty(token, value);
    return () => {
      for (const [token] of all) style.removeProperty(token);
    };
  }, [colors]);
}
