/** Tabs as WAI-ARIA has them: arrows, Home and End move and choose; Tab leads into what is shown. */
export interface Tabs {
  readonly selected: () => string;
  readonly select: (name: string) => void;
}

/** Sets up a tablist; `onSelect` is told the id of the panel that is shown. */
export function setUpTabs(list: HTMLElement, onSelect: (panel: string) => void): Tabs {
  const tabs = [...list.querySelectorAll<HTMLElement>('[role="tab"]')];
  const panelOf = (tab: HTMLElement): string => tab.getAttribute('aria-controls') ?? '';
  for (const tab of tabs) (document.getElementById(panelOf(tab)) as HTMLElement).tabIndex = 0;
  const select = (chosen: HTMLElement): void => {
    for (const tab of tabs) {
      const isChosen = tab === chosen;
      tab.setAttribute('aria-selected', String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      (document.getElementById(panelOf(tab)) as HTMLElement).hidden = !isChosen;
    }
    onSelect(panelOf(chosen));
  };
  const selected = (): HTMLElement => tabs.find((tab) => tab.tabIndex === 0) as HTMLElement;
  list.addEventListener('click', ({ target }) => {
    const tab = target instanceof Element ? target.closest<HTMLElement>('[role="tab"]') : null;
    if (tab !== null) select(tab);
  });
  list.addEventListener('keydown', (event) => {
    const at = tabs.indexOf(selected());
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: (at + 1) % tabs.length,
      ArrowLeft: (at + tabs.length - 1) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const next = tabs[steps[event.key] ?? -1];
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    select(next);
    next.focus();
  });
  select(tabs[0] as HTMLElement);
  return {
    selected: () => panelOf(selected()),
    select: (name) => {
      const tab = tabs.find((one) => panelOf(one) === name);
      if (tab !== undefined) select(tab);
    },
  };
}
