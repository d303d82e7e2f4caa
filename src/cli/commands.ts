// Every command there is. A new one is one file and one line here.

import { backupCommand } from './backup.ts';
import { beatCommand } from './beat.ts';
import { checkCommand } from './check.ts';
import type { Command } from './command.ts';
import { correctCommand } from './correct.ts';
import { dashboardsCommand } from './dashboards.ts';
import { demoCommand } from './demo.ts';
import { discoverCommand } from './discover.ts';
import { explainCommand } from './explain.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { moveCommand } from './move.ts';
import { notifyCommand } from './notify.ts';
import { probeCommand } from './probe.ts';
import { profileCommand } from './profile.ts';
import { replayCommand } from './replay.ts';
import { reportCommand } from './report.ts';
import { restoreCommand } from './restore.ts';
import { runCommand } from './run.ts';
import { userCommand } from './user.ts';

/** In the order of the help. */
export const COMMANDS: readonly Command[] = [
  runCommand,
  checkCommand,
  probeCommand,
  profileCommand,
  discoverCommand,
  importCommand,
  explainCommand,
  replayCommand,
  reportCommand,
  correctCommand,
  beatCommand,
  notifyCommand,
  backupCommand,
  restoreCommand,
  exportCommand,
  moveCommand,
  userCommand,
  dashboardsCommand,
  demoCommand,
];
