import { STAGE } from '../package.js';
import { referenceFaults } from '../references.js';
import { specificationFaults } from '../specification.js';
import type { Template } from '../template.js';
import { alarmFaults, dashboardFaults } from './alarms.js';
import { functionFaults, ruleFaults } from './functions.js';
import { permissionFaults } from './permissions.js';
import { secretFaults } from './secrets.js';
import { stageFaults } from './stages.js';
import { edgeFaults, storageFaults } from './storage.js';

/** What is to be said of a template, and what finds where it is not so. */
export const RULES: [string, (template: Template) => string[]][] = [
  ['is what CloudFormation takes', specificationFaults],
  ['points to what is there', referenceFaults],
  ['allows no more than must be', permissionFaults],
  ['has functions as all of ours are', functionFaults],
  ['keeps events that find no function', ruleFaults],
  ['calls the operator when something is wrong', alarmFaults],
  ['shows what there is to see', dashboardFaults],
  ['keeps what it is given', storageFaults],
  ['limits what comes in', edgeFaults],
  ['holds no secret', secretFaults],
  ['names nothing as another stage does', (template) => stageFaults(template, STAGE)],
];
