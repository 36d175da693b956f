import { readFileSync } from 'node:fs';

/**
 * The most memory that this process ever had, in bytes. What `resourceUsage` says counts, on Linux, what the process that
 * started this one had then; its own is in /proc.
 */
export function ownPeak(): number {
  const own = /^VmHWM:\s+(\d+) kB$/m.exec(ownStatus())?.[1];
  return 1024 * (own === undefined ? process.resourceUsage().maxRSS : Number(own));
}

function ownStatus(): string {
  try {
    return readFileSync('/proc/self/status', 'utf8');
  } catch {
    return '';
  }
}
