import * as z from 'zod';
import { isDate, isTimeZone, WEEKDAYS } from '../calendar/calendar.js';

const Time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, such as "18:00", in quotes');
const Percent = z.number().int().min(0).max(100);

/** When and how each day is told (the specification's section "Configuration"). */
export const Reporting = z
  .strictObject({
    enabled: z
      .boolean()
      .default(true)
      .describe('Whether agents are asked for a report and the day is told in an issue.'),
    daily_report_time: Time.default('18:00').describe(
      'When the day is closed and its summary posted, by the clock of `time_zone`.',
    ),
    reminder_time: Time.default('17:30').describe(
      'When each agent at work that has not reported yet is asked to; before `daily_report_time`.',
    ),
    time_zone: z
      .string()
      .max(60)
      .refine(isTimeZone, 'must be an IANA time zone, such as `Europe/Berlin`')
      .default('UTC')
      .describe('The IANA time zone of both times and of the dates.'),
    days: z
      .array(z.enum(WEEKDAYS))
      .min(1)
      .default(['monday', 'tuesday', 'wednesday', 'thursday', 'friday'])
      .describe('The days that are told. What happens on others belongs to the next one.'),
    holidays: z
      .array(z.string().refine(isDate, 'must be a date, such as "2026-12-25", in quotes'))
      .max(200)
      .default([])
      .describe('Dates that are not told either.'),
    weekly_on: z
      .enum([...WEEKDAYS, 'never'])
      .default('friday')
      .describe('The day with which a week is told too, in an issue of its own that mentions the shepherd.'),
    hub: z
      .string()
      .regex(
        /^[A-Za-z0-9._-]{1,100}$/,
        'must be the name of a repository of the same owner, such as `reports`',
      )
      .optional()
      .describe(
        'The repository of the same owner that gets one summary across all repositories that name it here, each day a while after its own. Set it where the owner’s `.github` repository keeps what all share.',
      ),
  })
  .refine(({ reminder_time, daily_report_time }) => reminder_time < daily_report_time, {
    path: ['reminder_time'],
    message: 'must be earlier than `daily_report_time`',
  })
  .prefault({});
export type Reporting = z.infer<typeof Reporting>;

/** What a project's health should have come to in its first weeks (the specification's section "Configuration"). */
export const HealthTargets = z
  .strictObject({
    week_1: Percent.default(60),
    week_2: Percent.default(75),
    week_3: Percent.default(85),
    week_4: Percent.default(90).describe('In the fourth week and after.'),
  })
  .prefault({})
  .describe(
    'The health, 0 to 100, that the project aims at in its first, second, third and later weeks here.',
  );
export type HealthTargets = z.infer<typeof HealthTargets>;
