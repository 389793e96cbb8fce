import { createContext, type ReactNode } from 'react';
import type { Fault } from '../../preload/contract.ts';

/** How a fault's page on the web is offered. The app says so: what opens a link is no part of the controls. */
export const FaultLink = createContext<(link: NonNullable<Fault['link']>) => ReactNode>(() => null);
