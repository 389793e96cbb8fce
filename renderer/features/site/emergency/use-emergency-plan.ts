import { useMemo } from 'react';
import { type EmergencyPlan, emergencyPlan } from '../../../../domain/emergency/registration.ts';
import type { StepProps } from '../step-view.tsx';

export function useEmergencyPlan({ site, now }: Pick<StepProps, 'site' | 'now'>): EmergencyPlan {
  return useMemo(() => emergencyPlan(site, now), [site, now]);
}
