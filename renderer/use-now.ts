import { useEffect, useState } from 'react';

/** The time in milliseconds since 1970, renewed every `every` milliseconds. The only clock of the page: domain functions take it as an argument. */
export function useNow(every: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
