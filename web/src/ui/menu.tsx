import { Check } from 'lucide-react';
import { type ReactNode, use } from 'react';
import { Header, Menu, MenuItem, MenuSection, Popover, Separator } from 'react-aria-components';
import { MenuTrigger } from './menu-button';

interface BoxProps {
  label: string;
  onClose: () => void;
  children: ReactNode;
}

export function MenuBox({ label, onClose, children }: BoxProps) {
  const trigger = use(MenuTrigger);
  if (!trigger) return null;
  return (
    <Popover
      isOpen
      aria-label={label}
      triggerRef={trigger}
      onOpenChange={(open) => !open && onClose()}
      offset={6}
      className="rise z-50 max-h-[80dvh] min-w-56 overflow-auto rounded-xl border border-line bg-panel p-1.5 shadow-raised"
    >
      <Menu aria-label={label} autoFocus="first" onClose={onClose} className="outline-none">
        {children}
      </Menu>
    </Popover>
  );
}

const ROW =
  'flex min-h-9 cursor-pointer items-center gap-2.5 rounded-lg px-3 text-sm outline-none focus:bg-accent-soft touch:min-h-11';

export function MenuRow({ text, icon, onAction }: { text: string; icon?: ReactNode; onAction: () => void }) {
  return (
    <MenuItem textValue={text} onAction={onAction} className={ROW}>
      {icon}
      <span className="flex-1">{text}</span>
    </MenuItem>
  );
}

interface ChoiceProps {
  title: string;
  options: readonly { id: string; text: string }[];
  chosen: string;
  onChoose: (id: string) => void;
}

/** One of several, in a menu. */
export function MenuChoice({ title, options, chosen, onChoose }: ChoiceProps) {
  return (
    <MenuSection
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        const [first] = keys === 'all' ? [] : [...keys];
        if (first !== undefined) onChoose(String(first));
      }}
    >
      <Header className="px-3 pt-2 pb-1 text-xs font-semibold text-quiet">{title}</Header>
      {options.map((option) => (
        <MenuItem key={option.id} id={option.id} textValue={option.text} className={ROW}>
          {({ isSelected }) => (
            <>
              <span className="flex-1">{option.text}</span>
              {isSelected && <Check size={15} aria-hidden="true" className="text-accent" />}
            </>
          )}
        </MenuItem>
      ))}
    </MenuSection>
  );
}

export function MenuLine() {
  return <Separator className="mx-2 my-1.5 border-t border-line" />;
}
