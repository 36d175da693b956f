/** Makes the graphs of a page larger and smaller. */
export {};

/** A picture starts whole, unless that would be smaller than this, or lower than that: then it scrolls. */
const LEAST_SCALE = 0.25;
const LEAST_HEIGHT = 150;

/** Buttons, and the wheel with Ctrl, make a picture larger and smaller; it keeps what is in its middle, or under the pointer. */
function setUpZoom(tools: HTMLElement): void {
  const box = tools.closest('section')?.querySelector<HTMLElement>('.picture');
  const picture = box?.querySelector<SVGSVGElement>('svg');
  if (!box || !picture) return;
  const { width, height } = picture.viewBox.baseVal;
  const fitting = (): number => Math.min(1, (box.clientWidth - 1) / width);
  let scale = Math.max(fitting(), LEAST_SCALE, Math.min(1, LEAST_HEIGHT / height));
  const zoom = (wanted: number, x = box.clientWidth / 2, y = box.clientHeight / 2): void => {
    const next = Math.min(4, Math.max(0.1, wanted));
    const [left, top] = [(box.scrollLeft + x) / scale, (box.scrollTop + y) / scale];
    scale = next;
    picture.style.setProperty('--zoomed', `${width * next}px`);
    box.scrollTo({ left: left * next - x, top: top * next - y, behavior: 'instant' });
  };
  const steps: Readonly<Record<string, () => number>> = {
    in: () => scale * 1.25,
    out: () => scale / 1.25,
    fit: fitting,
  };
  tools.hidden = false;
  tools.addEventListener('click', ({ target }) => {
    const step = target instanceof HTMLElement ? steps[target.dataset.zoom ?? ''] : undefined;
    if (step !== undefined) zoom(step());
  });
  box.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const { left, top } = box.getBoundingClientRect();
      zoom(scale * (event.deltaY < 0 ? 1.15 : 1 / 1.15), event.clientX - left, event.clientY - top);
    },
    { passive: false },
  );
  zoom(scale, 0, 0);
}

for (const tools of document.querySelectorAll<HTMLElement>('.tools')) setUpZoom(tools);
