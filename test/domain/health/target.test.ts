import { expect, it } from '@jest/globals';
import { targetFor } from '../../../src/domain/health/target.js';

it.each([
  [-1, 60],
  [0, 60],
  [0.9, 60],
  [1, 70],
  [2, 80],
  [3, 90],
  [52, 90],
])('the target after %s weeks is %s', (weeks, target) => {
  expect(targetFor({ week_1: 60, week_2: 70, week_3: 80, week_4: 90 }, weeks)).toBe(target);
});
