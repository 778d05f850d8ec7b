import { expect, it } from '@jest/globals';
import { packaged, STAGE } from './package.js';
import { referenceFaults } from './references.js';
import { specificationFaults } from './specification.js';
import { permissionFaults } from './rules/permissions.js';
import { functionFaults, ruleFaults } from './rules/functions.js';
import { alarmFaults,shown } from './rules/alarms.js';
import { secretFaults } from './rules/secrets.js';
import { stageFaults } from './rules/stages.js';
const { template } = await packaged();
it('x', () => {
  for (const f of [referenceFaults, specificationFaults, permissionFaults, functionFaults, ruleFaults, (t: any) => alarmFaults(t, []), secretFaults, (t: any) => stageFaults(t, STAGE)]) console.log(f.name, f(template));
  console.log(shown(template));
  expect(1).toBe(1);
});
